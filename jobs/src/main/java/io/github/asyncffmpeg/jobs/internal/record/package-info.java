/** What happened in a batch, as lines of a file: written, and read again. */
@NullMarked
package io.github.asyncffmpeg.jobs.internal.record;

import org.jspecify.annotations.NullMarked;
