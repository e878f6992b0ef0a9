/**
 * Asynchronous FFmpeg. {@link io.github.asyncffmpeg.FFmpeg} is where everything begins:
 *
 * <pre>{@code
 * FFmpeg ffmpeg = FFmpeg.create();
 * StreamSpec spec = FFmpeg.input("input.mp4").filter("scale", 768, -1).output("output.mp4");
 * CompletableFuture<FFmpegResult> result = ffmpeg.execute(spec);
 * }</pre>
 */
@NullMarked
package io.github.asyncffmpeg;

import org.jspecify.annotations.NullMarked;
