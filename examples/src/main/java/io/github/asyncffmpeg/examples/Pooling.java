package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.EncoderTrial;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.JobRunner;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.run.RetryPolicy;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.RunningJob;
import io.github.asyncffmpeg.run.Subscription;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** The code of docs/pool.md. */
final class Pooling {

    private Pooling() {}

    static FFmpegResult watched(JobRunner runner, FFmpegJob job, List<String> seen) {
        // region: pool-watch
        RunningJob running = runner.enqueue(job);
        Subscription shown = running.onProgress(p -> seen.add(p.fraction() + " " + p.timeLeft()));
        FFmpegResult result = running.result().join();
        shown.cancel();
        // endregion
        return result;
    }

    static String machine(JobRunner runner, Path folder) {
        // region: pool-machine
        EncoderTrial trial = runner.tryEncoder("h264_nvenc").join();
        String encoder = trial.works() ? "h264_nvenc" : "libx264"; // trial.reason() says why not
        long bytes = runner.freeSpace(folder).join();
        // endregion
        return encoder + " " + bytes;
    }

    static CompletableFuture<FFmpegResult> byId(JobRunner runner, FFmpegJob job) {
        // region: pool-id
        CompletableFuture<FFmpegResult> mine = runner.submit("upload-4711", job);
        CompletableFuture<FFmpegResult> same = runner.submit("upload-4711", job); // the same run, the same future
        runner.find("upload-4711").ifPresent(RunningJob::quit);
        // endregion
        return mine == same ? mine : CompletableFuture.failedFuture(new IllegalStateException());
    }

    static FFmpegJob retried(FFmpegJob job) {
        // region: pool-retry
        FFmpegJob stubborn = job.retry(RetryPolicy.times(3)).partialOutput(PartialOutput.DELETE);
        // endregion
        return stubborn;
    }

    static Outcome files(FFmpegPool pool, FFmpegJob job) {
        // region: pool-files
        FFmpegJob careful = job.makeFolders(true).skipExisting(true).sweepLeftovers(true);
        Outcome outcome = pool.submit(careful).join().outcome(); // Skipped, if the output is there
        // endregion
        return outcome;
    }

    static FFmpeg listening(Map<String, LongAdder> counters) {
        // region: pool-listener
        RunListener metrics = new RunListener() {
            @Override
            public void ended(RunningJob run, End end) {
                String how = end.failure()
                        .map(failure -> failure.kind().name())
                        .orElse(end.outcome().getClass().getSimpleName());
                counters.computeIfAbsent(how, key -> new LongAdder()).increment();
            }
        };
        FFmpeg ffmpeg = FFmpeg.builder().listener(metrics).build();
        // endregion
        return ffmpeg;
    }

    static CompletableFuture<FFmpegResult> withoutAHandle(FFmpeg ffmpeg, FFmpegJob job, List<String> seen) {
        // region: pool-progress
        CompletableFuture<FFmpegResult> result = ffmpeg.execute(job, new RunListener() {
            @Override
            public void progress(RunningJob run, Progress progress) {
                seen.add(progress.fraction() + " of " + run.name().orElse(run.id()));
            }
        });
        // endregion
        return result;
    }

    static FFmpegResult resource(FFmpeg ffmpeg, FFmpegJob job) {
        // region: pool-resource
        try (FFmpegPool pool =
                ffmpeg.poolBuilder().maxWorkers(8).resource("encoder", 2).build()) {
            return pool.submit(job.uses("encoder", 1)).join();
        }
        // endregion
    }
}
