/** A plan of the library at work for the program: its events as those of a batch. */
@org.jspecify.annotations.NullMarked
package io.github.asyncffmpeg.jobs.internal.flow;
