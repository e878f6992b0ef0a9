/** What supervises endless jobs: attempts, pauses, the next attempt. */
@NullMarked
package io.github.asyncffmpeg.internal.supervise;

import org.jspecify.annotations.NullMarked;
