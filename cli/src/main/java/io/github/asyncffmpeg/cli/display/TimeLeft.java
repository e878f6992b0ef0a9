package io.github.asyncffmpeg.cli.display;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * A time left that counts down like a clock, and follows new estimates within some seconds rather than jump to each. For
 * one thread at a time.
 */
final class TimeLeft {

    private static final double FOLLOWS_WITHIN = 4; // seconds

    private double shown = Double.NaN;
    private long last;

    /**
     * What to show now.
     *
     * @param now the clock's nanoseconds
     * @param estimate seconds, if it is known
     */
    Optional<Duration> at(long now, OptionalDouble estimate) {
        if (estimate.isEmpty()) {
            shown = Double.NaN;
            return Optional.empty();
        }
        if (Double.isNaN(shown)) {
            shown = estimate.getAsDouble();
        } else {
            double passed = Math.max(0, now - last) / (double) TimeUnit.SECONDS.toNanos(1);
            shown = Math.max(0, shown - passed);
            shown += (estimate.getAsDouble() - shown) * (1 - Math.exp(-passed / FOLLOWS_WITHIN));
        }
        last = now;
        return Optional.of(Duration.ofMillis((long) (shown * 1000)));
    }
}
