/**
 * Control of child processes: spawn, poll, the stop ladder, exit, and the end of the JVM. Knows no FFmpeg words: how a
 * child is asked to finish is handed to it. Not exported.
 */
@NullMarked
package io.github.asyncffmpeg.internal.process;

import org.jspecify.annotations.NullMarked;
