package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Retrying;
import io.github.asyncffmpeg.event.Started;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Told of runs: of all runs of an {@code FFmpeg} ({@code FFmpeg.Builder.listener}), or of one that was given along with its
 * job. For metrics, tracing and logs, and to show progress without a handle.
 *
 * <pre>{@code
 * FFmpeg ffmpeg = FFmpeg.builder().listener(new RunListener() {
 *     @Override
 *     public void ended(RunningJob run, End end) {
 *         timer.record(end.elapsed(), run.name(), end.outcome());
 *     }
 * }).build();
 * }</pre>
 *
 * <p>For each job the calls come in the order of the methods below, one at a time, and {@link #ended} comes exactly once,
 * whatever happens: also for a job that was taken out of its queue, rejected, refused, or could not be started, and when the
 * JVM shuts down. Calls for different jobs come at the same time.
 *
 * <p>They run on the executor of the {@code FFmpeg}. No run waits for them, so a listener may block; it then sees fewer
 * progress blocks, always the newest. What it throws is logged, and it is called again all the same. When the JVM shuts
 * down, it waits up to 2 s for listeners.
 */
public interface RunListener {

    /**
     * The job waits for its turn. Jobs that no queue holds are not told of here.
     *
     * @param run the job
     */
    default void queued(RunningJob run) {}

    /**
     * An FFmpeg was started for the job; with retries, each time.
     *
     * @param run the job
     * @param started its process id, version and command line
     */
    default void started(RunningJob run, Started started) {}

    /**
     * FFmpeg reports how far it is.
     *
     * @param run the job
     * @param progress the newest block
     */
    default void progress(RunningJob run, Progress progress) {}

    /**
     * An attempt failed, and there will be another one.
     *
     * @param run the job, which waits
     * @param retrying which attempt failed, why, and when the next one may start
     */
    default void retrying(RunningJob run, Retrying retrying) {}

    /**
     * The job is over.
     *
     * @param run the job
     * @param end how it ended
     */
    default void ended(RunningJob run, End end) {}

    /**
     * How a job ended.
     *
     * @param outcome what became of it; {@link Outcome.Failed} when it could not be started
     * @param error what its future fails with; empty when that has a result
     * @param elapsed from the start of its first process to the end of its last; zero when nothing was started
     */
    record End(Outcome outcome, Optional<Throwable> error, Duration elapsed) {

        /** Checks that all is there. */
        public End {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(elapsed, "elapsed");
        }

        /**
         * Why FFmpeg failed.
         *
         * @return the failure, if FFmpeg ran and failed
         */
        public Optional<Failure> failure() {
            return error.filter(FFmpegProcessException.class::isInstance)
                    .map(own -> ((FFmpegProcessException) own).failure());
        }
    }
}
