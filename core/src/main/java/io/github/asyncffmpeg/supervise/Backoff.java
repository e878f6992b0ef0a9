package io.github.asyncffmpeg.supervise;

import java.time.Duration;
import java.util.Random;

/** Counts the restarts of a row and says how long to pause before each. Not safe for several threads. */
final class Backoff {

    private final RestartPolicy policy;
    private final Random random;
    private int inARow;

    Backoff(RestartPolicy policy) {
        this.policy = policy;
        this.random = policy.seed().isPresent() ? new Random(policy.seed().getAsLong()) : new Random();
    }

    /** An attempt was healthy: the next restart is the first of a row. */
    void beginAnew() {
        inARow = 0;
    }

    /** Whether the policy allows one more restart in this row. */
    boolean isExhausted() {
        return policy.maxRestarts().isPresent()
                && inARow >= policy.maxRestarts().getAsInt();
    }

    /** How many restarts there were since the last healthy attempt. */
    int inARow() {
        return inARow;
    }

    /** Counts one more restart, and gives the pause before it. */
    Duration next() {
        inARow++;
        // In doubles: years of failures overflow neither; the longest is infinite at most, and then the bound counts.
        double longest = seconds(policy.longestDelay());
        double whole = Math.min(longest, seconds(policy.firstDelay()) * Math.pow(policy.multiplier(), inARow - 1.0));
        if (!(whole >= 0)) {
            whole = 0; // 0 × infinity
        }
        return Duration.ofNanos((long) (whole * (1 - policy.jitter() * random.nextDouble()) * 1e9));
    }

    private static double seconds(Duration duration) {
        return Math.min(9e9, duration.toSeconds() + duration.toNanosPart() / 1e9);
    }
}
