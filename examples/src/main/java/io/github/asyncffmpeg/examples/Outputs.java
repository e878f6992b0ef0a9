package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.event.SegmentFinished;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.PartialOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The code of docs/outputs.md. */
final class Outputs {

    private Outputs() {}

    static FFmpegResult keep(FFmpeg ffmpeg) {
        // region: outputs-keep
        FFmpegJob job = FFmpegJob.of(
                        FFmpeg.input("input.mp4").output("kept.mp4").codec("copy"))
                .partialOutput(PartialOutput.KEEP);
        FFmpegResult result = ffmpeg.run(job);
        for (OutputFate fate : result.outputs()) {
            System.out.println(fate.target() + ": " + fate.state() + " " + fate.file());
        }
        // endregion
        return result;
    }

    static List<Path> files(FFmpeg ffmpeg) {
        // region: outputs-files
        FFmpegProcess process = ffmpeg.start(
                FFmpeg.input("input.mp4").output("talk.m3u8").codec("copy").option("hls_time", 1));
        process.on(SegmentFinished.class, segment -> System.out.println("finished " + segment.file()));
        List<Path> files = process.result().join().files().get(0); // talk0.ts, …, talk.m3u8
        // endregion
        return files;
    }

    static List<Path> marked(FFmpeg ffmpeg, FFmpegJob job) {
        // region: outputs-marked
        List<Path> partial = new ArrayList<>();
        try {
            ffmpeg.run(job);
        } catch (FFmpegProcessException e) {
            for (OutputFate fate : e.outputs()) {
                if (fate.state() == OutputFate.State.MARKED) {
                    fate.file().ifPresent(partial::add);
                }
            }
        }
        // endregion
        return partial;
    }
}
