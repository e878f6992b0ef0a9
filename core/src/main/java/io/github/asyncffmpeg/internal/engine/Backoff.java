package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.process.Nanos;
import java.time.Duration;

/** How long to pause before something is tried again: exponential, bounded, with jitter. A pure function. */
public final class Backoff {

    private Backoff() {}

    /**
     * The pause before one more try.
     *
     * @param tries how many there were in a row, from 1
     * @param first the pause after the first one
     * @param multiplier how much longer each further pause is, at least 1
     * @param longest the bound on pauses
     * @param jitter the share that chance may take off, 0 to 1
     * @param chance 0 to 1, below 1
     * @return zero or more
     */
    public static Duration delay(
            int tries, Duration first, double multiplier, Duration longest, double jitter, double chance) {
        // In doubles: years of failures overflow neither; the longest is infinite at most, and then the bound counts.
        double whole = Math.min(
                Nanos.seconds(Nanos.capped(longest)),
                Nanos.seconds(Nanos.capped(first)) * Math.pow(multiplier, tries - 1.0));
        if (!(whole >= 0)) {
            whole = 0; // 0 × infinity
        }
        return Duration.ofNanos((long) (whole * (1 - jitter * chance) * 1e9));
    }
}
