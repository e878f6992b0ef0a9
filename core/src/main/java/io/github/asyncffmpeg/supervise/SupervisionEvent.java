package io.github.asyncffmpeg.supervise;

import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that happens in a supervised run. The events come in this order:
 *
 * <pre>
 *   (
 *     AttemptStarted              not if no FFmpeg could be started
 *       FromAttempt*              the events of that FFmpeg, Started to Ended
 *     AttemptEnded
 *     Restarting
 *   )*                            of the last one there is no Restarting,
 *                                 and there are all of them or none but the last two
 *   GaveUp?                       then there is no Restarting before it
 *   Finished
 * </pre>
 *
 * <p>A run that is stopped before an attempt has begun, or between two, has no further attempt. Immutable and safe for any
 * thread.
 */
public sealed interface SupervisionEvent {

    /**
     * FFmpeg was started; {@link SupervisedRun#current()} gives it.
     *
     * @param attempt which attempt, from 1
     * @param pid the process id
     * @param job what was started
     * @param outputs what it writes, under the names of this attempt
     */
    record AttemptStarted(int attempt, long pid, FFmpegJob job, List<MediaTarget> outputs) implements SupervisionEvent {
        /** Copies the list. */
        public AttemptStarted {
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * An event of the FFmpeg that runs.
     *
     * @param attempt which attempt it belongs to, from 1
     * @param event the event
     */
    record FromAttempt(int attempt, FFmpegEvent event) implements SupervisionEvent {}

    /**
     * FFmpeg has ended, or could not be started.
     *
     * @param attempt how it went
     * @param failure the exception it ended with, with FFmpeg's log, if it did not end well
     */
    record AttemptEnded(Attempt attempt, Optional<Throwable> failure) implements SupervisionEvent {}

    /**
     * There will be another attempt.
     *
     * @param attempt which one, from 2
     * @param delay the pause before it
     * @param why what ended the one before, in a few words
     */
    record Restarting(int attempt, Duration delay, String why) implements SupervisionEvent {}

    /**
     * There will be no further attempt, though nobody has asked for the end.
     *
     * @param attempts how many there were
     * @param why in a few words
     * @param failure what the future fails with
     */
    record GaveUp(int attempts, String why, Throwable failure) implements SupervisionEvent {}

    /**
     * The run is over.
     *
     * @param attempts how many there were
     * @param outcome how it ended; empty when it gave up without any FFmpeg
     */
    record Finished(int attempts, Optional<Outcome> outcome) implements SupervisionEvent {}
}
