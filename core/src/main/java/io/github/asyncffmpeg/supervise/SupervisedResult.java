package io.github.asyncffmpeg.supervise;

import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a supervised run that ended well: it was stopped, or its work was done and the policy wanted no more.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param outcome {@link Outcome.Stopped} or {@link Outcome.Completed}; of a run that was stopped during a pause,
 *     {@code finalised} is that of its last attempt
 * @param attempts how many attempts there were
 * @param history the newest of them, at most 100, the oldest first
 * @param last the result of the last attempt, if that ended well
 * @param elapsed from the begin of the run to its end, pauses included
 */
public record SupervisedResult(
        Outcome outcome, int attempts, List<Attempt> history, Optional<FFmpegResult> last, Duration elapsed) {

    /** Copies the list. */
    public SupervisedResult {
        history = List.copyOf(history);
    }
}
