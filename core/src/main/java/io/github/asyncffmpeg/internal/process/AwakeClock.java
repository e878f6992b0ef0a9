package io.github.asyncffmpeg.internal.process;

import java.util.concurrent.TimeUnit;

/**
 * {@link System#nanoTime()} without the time in which this JVM was suspended (Ctrl+Z, SIGSTOP, a sleeping laptop): limits
 * that ran out meanwhile would all be over in the first moment after it, though nobody had the chance to keep them.
 */
public final class AwakeClock {

    /** The poller looks at its children every 50 ms. A gap this long is no slow machine. */
    private static final long SUSPENDED = TimeUnit.SECONDS.toNanos(2);

    private static volatile long lost;

    private AwakeClock() {}

    /**
     * The time.
     *
     * @return nanoseconds since some moment; only differences mean anything, and only while something runs
     */
    public static long nanos() {
        return System.nanoTime() - lost;
    }

    /** Called by whoever serves children, each with the time of its own last look. */
    static synchronized long sinceLook(long last) {
        long gap = nanos() - last;
        if (gap > SUSPENDED) {
            long all = lost + gap; // who looks next finds no gap any more
            lost = all;
            return 0;
        }
        return gap;
    }
}
