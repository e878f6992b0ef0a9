/** What filters that measure say in FFmpeg's log, as values. */
@org.jspecify.annotations.NullMarked
package io.github.asyncffmpeg.jobs.internal.measure;
