package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.words.Words;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/**
 * A job in the pool, and what it writes.
 *
 * @param task the job
 * @param target its output
 */
record RunningJob(FFmpegTask task, Target target) {

    /** How it ended. Waits for that. */
    End await() {
        try {
            FFmpegResult result = task.result().join();
            return new End(
                    result.outcome() instanceof Outcome.Completed,
                    result.outcome().finalised(),
                    outTime(),
                    result.elapsed(),
                    "stopped");
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new End(
                    false,
                    cause instanceof FFmpegProcessException failed
                            && failed.outcome().finalised(),
                    outTime(),
                    cause instanceof FFmpegProcessException failed ? failed.elapsed() : Duration.ZERO,
                    Refusal.sentence(target.name(), cause) + kept(cause));
        } catch (CancellationException e) {
            return new End(false, false, Duration.ZERO, Duration.ZERO, target.name() + " was not written: cancelled.");
        }
    }

    /** What a job that failed has left; never under the final name. */
    private static String kept(Throwable cause) {
        return cause instanceof FFmpegProcessException failed
                ? failed.outputs().stream()
                        .filter(output -> output.state() == OutputFate.State.MARKED)
                        .flatMap(output -> output.file().stream())
                        .map(file -> " What there is of it: " + Words.name(String.valueOf(file.getFileName())))
                        .findFirst()
                        .orElse("")
                : "";
    }

    private Duration outTime() {
        return task.lastProgress().flatMap(Progress::outTime).orElse(Duration.ZERO);
    }

    /**
     * The end of a job.
     *
     * @param done whether all of its work was done
     * @param playable whether its output can be played, short or not
     * @param length how long the output plays, as far as FFmpeg reported it
     * @param elapsed how long the job took
     * @param trouble a sentence, when it is not done
     */
    record End(boolean done, boolean playable, Duration length, Duration elapsed, String trouble) {}
}
