package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.util.List;

/** The code of docs/events.md. */
final class Events {

    private Events() {}

    static void listening(FFmpeg ffmpeg, FFmpegJob job, List<String> seen) {
        // region: events-listeners
        FFmpegProcess process = ffmpeg.start(job);
        process.onProgress(p -> seen.add("frame " + p.frame().orElse(0)));
        process.onWarning(line -> seen.add("FFmpeg warns: " + line.message()));
        process.on(
                InputAnnounced.class,
                in -> seen.add(in.target() + ": " + in.streams().size() + " streams"));
        process.result().join();
        // endregion
    }
}
