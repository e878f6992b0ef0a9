package io.github.asyncffmpeg.internal.supervise;

import io.github.asyncffmpeg.internal.engine.Backoff;
import io.github.asyncffmpeg.supervise.RestartPolicy;
import java.time.Duration;
import java.util.Random;

/** Counts the restarts of a row and says how long to pause before each. Not safe for several threads. */
final class RestartRow {

    private final RestartPolicy policy;
    private final Random random;
    private int inARow;

    RestartRow(RestartPolicy policy) {
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
        return Backoff.delay(
                inARow,
                policy.firstDelay(),
                policy.multiplier(),
                policy.longestDelay(),
                policy.jitter(),
                random.nextDouble());
    }
}
