package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The code of docs/stopping.md. */
final class Stopping {

    private Stopping() {}

    static FFmpegResult longTrailer(FFmpeg ffmpeg) {
        // region: stop-long-trailer
        Output film = FFmpeg.input("input.mp4").output("film.mp4").codec("copy").fastStart();
        FFmpegResult result = ffmpeg.run(FFmpegJob.of(film).timeToForceTermination(Duration.ofMinutes(2)));
        // endregion
        return result;
    }

    static String outcomes(FFmpeg ffmpeg, FFmpegJob job) {
        // region: stop-outcomes
        Outcome outcome;
        try {
            outcome = ffmpeg.run(job).outcome(); // Completed, or Stopped
        } catch (FFmpegProcessException e) {
            outcome = e.outcome(); // TimedOut, Killed, or Failed
        }
        String file = outcome.finalised() ? "playable" : "not to be trusted";
        // endregion
        return outcome + ": " + file;
    }

    static FFmpegResult closing(FFmpeg ffmpeg, FFmpegJob job, CompletableFuture<FFmpegProcess> seen) {
        FFmpegProcess kept;
        // region: stop-close
        try (FFmpegProcess process = ffmpeg.start(job)) {
            kept = process;
            use(process);
        } // asks, waits, at most T; FFmpeg is gone here
        // endregion
        seen.complete(kept);
        return kept.result().join();
    }

    private static void use(FFmpegProcess process) {
        CompletableFuture<Void> working = new CompletableFuture<>();
        process.onProgress(p -> {
            if (p.frame().orElse(0) >= 10) {
                working.complete(null);
            }
        });
        process.result().whenComplete((result, error) -> working.complete(null));
        working.join();
    }

    static FFmpegResult killSafe(FFmpeg ffmpeg) {
        // region: stop-kill-safe
        Output recording = FFmpeg.input("input.mp4")
                .output("recording.mp4")
                .codec("v", "libx264")
                .option("g", 25) // a key frame each second, at 25 frames a second
                .option("movflags", "+frag_keyframe+empty_moov+default_base_moof")
                .option("flush_packets", 1);
        FFmpegResult result = ffmpeg.run(recording);
        // endregion
        return result;
    }
}
