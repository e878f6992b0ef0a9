package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.ResourceLimits;
import java.nio.file.Path;

/** A program that asks for one limit, and says what came of it. */
final class LimitHost {

    private LimitHost() {}

    /** Arguments: the ffmpeg to run, and the limit. */
    public static void main(String[] arguments) {
        ResourceLimits none = ResourceLimits.none();
        ResourceLimits limits = switch (arguments[1]) {
            case "nice" -> none.niceness(5);
            case "ionice" -> none.ioIdle();
            default -> none.memory(1L << 30);
        };
        try {
            FFmpeg.builder()
                    .executable(Path.of(arguments[0]))
                    .build()
                    .run(FFmpegJob.of(StreamSpec.ofArguments("-i", "in.mp4", "out.mp4"))
                            .limits(limits));
            System.out.println("ran");
        } catch (FFmpegException e) {
            System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }
}
