package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.nio.file.Path;

/** A program that runs an ffmpeg which writes a great deal to its log. */
final class FloodHost {

    private FloodHost() {}

    /** Argument: the ffmpeg to run. */
    public static void main(String[] arguments) {
        FFmpegResult result = FFmpeg.builder()
                .executable(Path.of(arguments[0]))
                .build()
                .run(StreamSpec.ofArguments("-i", "in.mp4", "out.mp4"));
        Runtime runtime = Runtime.getRuntime();
        System.out.println(result.outcome() + " after " + result.elapsed().toMillis() + " ms, heap "
                + runtime.totalMemory() / 1_000_000 + " of " + runtime.maxMemory() / 1_000_000 + " MB");
    }
}
