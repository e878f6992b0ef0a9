package io.github.asyncffmpeg.internal.process;

import java.time.Duration;

/**
 * Durations on the clock of {@link System#nanoTime()}, where a hundred years is for ever, and as seconds. What a file
 * announces may be longer than {@link Duration#toNanos()} and {@link Duration#toMillis()} can say, and those throw.
 */
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

    /**
     * Any duration in seconds.
     *
     * @param duration the duration; it may be negative
     * @return seconds, as exact as a double is
     */
    public static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    /**
     * How long something took.
     *
     * @param duration the duration; a hundred years for anything longer
     * @return {@code 1.234 s}: to the millisecond
     */
    public static String inSeconds(Duration duration) {
        return capped(duration).toMillis() / 1000.0 + " s";
    }

    /**
     * Any duration for a message.
     *
     * @param duration the duration
     * @return {@code 5 s}, or {@code 1500 ms} where it is not a whole number of seconds
     */
    public static String inWords(Duration duration) {
        boolean whole = duration.toMillisPart() == 0 || duration.compareTo(FOR_EVER) > 0;
        return whole ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
