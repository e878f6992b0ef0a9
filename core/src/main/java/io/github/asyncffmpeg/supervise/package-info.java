/** Endless jobs: started again when they end, with growing pauses, until they are stopped. */
@NullMarked
package io.github.asyncffmpeg.supervise;

import org.jspecify.annotations.NullMarked;
