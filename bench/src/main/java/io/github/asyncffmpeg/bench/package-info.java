/** Benchmarks that put this library beside the plainest thing that does the same work. */
@org.jspecify.annotations.NullMarked
package io.github.asyncffmpeg.bench;
