package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The code of docs/progress.md. */
final class Progressing {

    private Progressing() {}

    static void percent(FFmpeg ffmpeg, StreamSpec spec) {
        // region: progress-percent
        FFmpegProcess process = ffmpeg.start(spec);
        process.onProgress(block -> {
            block.fraction().ifPresent(done -> System.out.printf("%.0f %%%n", done * 100));
            block.timeLeft().ifPresent(left -> System.out.println(left.toSeconds() + " s left"));
        });
        process.result().join();
        // endregion
    }

    static void twoPasses(FFmpeg ffmpeg) throws IOException {
        // region: progress-passes
        Path folder = Files.createTempDirectory("passes"); // the statistics of these two passes alone
        Path statistics = folder.resolve("statistics");
        Output first = FFmpeg.input("input.mp4")
                .output("-")
                .codec("v", "libx264")
                .option("b:v", "300k")
                .option("passlogfile", statistics);
        Output second = FFmpeg.input("input.mp4")
                .output("small.mp4")
                .codec("v", "libx264")
                .option("b:v", "300k")
                .option("passlogfile", statistics);
        try {
            ffmpeg.run(FFmpegJob.of(first.option("pass", 1).format("null").noAudio())
                    .pass(1, 2)); // 0 to 0.5
            ffmpeg.run(FFmpegJob.of(second.option("pass", 2)).pass(2, 2)); // 0.5 to 1
        } finally {
            Files.deleteIfExists(Path.of(statistics + "-0.log"));
            Files.deleteIfExists(Path.of(statistics + "-0.log.mbtree"));
            Files.delete(folder);
        }
        // endregion
    }

    static String limits(FFmpeg ffmpeg, StreamSpec spec) {
        // region: progress-limits
        FFmpegJob job = FFmpegJob.of(spec).timeout(Duration.ofHours(2)).stallTimeout(Duration.ofSeconds(30));
        try {
            ffmpeg.run(job);
        } catch (FFmpegProcessException e) {
            if (e.outcome() instanceof Outcome.TimedOut late && late.reason() == StopReason.STALL) {
                return "nothing moved for " + late.limit();
            }
            throw e;
        }
        // endregion
        return "done";
    }
}
