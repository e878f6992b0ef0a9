/** Bounded concurrency: many jobs, a few at a time. */
@NullMarked
package io.github.asyncffmpeg.pool;

import org.jspecify.annotations.NullMarked;
