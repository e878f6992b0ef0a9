/**
 * Finding FFmpeg: which {@code ffmpeg} and {@code ffprobe} a program uses, their version, and what a child process of
 * them needs in its environment.
 */
@NullMarked
package io.github.asyncffmpeg.binary;

import org.jspecify.annotations.NullMarked;
