/**
 * Finds FFmpeg: which {@code ffmpeg} and {@code ffprobe} a program uses, and what comes with them. Exported to the module of the
 * bundled FFmpeg alone, which provides one.
 */
@NullMarked
package io.github.asyncffmpeg.internal.locate;

import org.jspecify.annotations.NullMarked;
