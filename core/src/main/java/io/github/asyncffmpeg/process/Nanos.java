package io.github.asyncffmpeg.process;

import java.time.Duration;

/** Durations on the clock of {@link System#nanoTime()}, where a hundred years is for ever. */
public final class Nanos {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private Nanos() {}

    /**
     * Converts. {@link Duration#toNanos()} throws for more than 292 years, which users write to say "no limit".
     *
     * @param duration at least zero
     * @return nanoseconds; a hundred years of them for anything longer
     */
    public static long of(Duration duration) {
        return capped(duration).toNanos();
    }

    /**
     * A duration that can be counted in nanoseconds, and added to.
     *
     * @param duration at least zero
     * @return the duration; a hundred years for anything longer
     */
    public static Duration capped(Duration duration) {
        return duration.compareTo(FOR_EVER) > 0 ? FOR_EVER : duration;
    }
}
