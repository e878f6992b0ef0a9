package io.github.asyncffmpeg.jobs;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a plan has come.
 *
 * @param steps how many are known by now; a decision can add some
 * @param ended how many of them have ended
 * @param failed how many of these have failed
 * @param running how many were begun and have not ended; their jobs run, or wait for their turn
 * @param fraction how much is done, 0 to 1: each job counts the same, one that runs as far as it has come. Empty while it is not
 *     known how many there will be, because something is still to be decided
 * @param elapsed since this run of the plan began
 * @param timeLeft how long the rest will take if it goes on so; empty in the beginning, and when there is no fraction
 */
public record PlanProgress(
        int steps,
        int ended,
        int failed,
        int running,
        OptionalDouble fraction,
        Duration elapsed,
        Optional<Duration> timeLeft)
        implements PlanEvent {

    /** Checks that all is there. */
    public PlanProgress {
        Objects.requireNonNull(fraction, "fraction");
        Objects.requireNonNull(elapsed, "elapsed");
        Objects.requireNonNull(timeLeft, "timeLeft");
    }
}
