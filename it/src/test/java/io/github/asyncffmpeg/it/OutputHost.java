package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.PartialOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program that encodes under temporary names until it is ended. Says {@code ffmpeg PID}, and {@code working 1}. */
final class OutputHost {

    private OutputHost() {}

    /** Arguments: the ffmpeg to run ("" for the usual one), the folder, the seconds to encode, output arguments. */
    public static void main(String[] arguments) {
        FFmpeg.Builder builder = FFmpeg.builder();
        if (!arguments[0].isEmpty()) {
            builder.executable(Path.of(arguments[0]));
        }
        List<String> spec = new ArrayList<>(List.of("-re", "-f", "lavfi", "-i", "testsrc=s=64x48", "-t", arguments[2]));
        spec.addAll(Arrays.asList(arguments).subList(3, arguments.length));
        FFmpegProcess process = builder.build()
                .start(FFmpegJob.of(StreamSpec.ofArguments(spec))
                        .directory(Path.of(arguments[1]))
                        .partialOutput(PartialOutput.KEEP));
        System.out.println("ffmpeg " + process.pid());
        process.onProgress(progress -> {
            if (progress.frame().orElse(0) >= 25) {
                System.out.println("working 1");
            }
        });
        process.result().join();
    }
}
