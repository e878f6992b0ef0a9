/**
 * From this library to its users' code: the executor on which it runs, and the futures that end their work when they are
 * cancelled. It knows nothing of FFmpeg.
 */
@org.jspecify.annotations.NullMarked
package io.github.asyncffmpeg.internal.delivery;
