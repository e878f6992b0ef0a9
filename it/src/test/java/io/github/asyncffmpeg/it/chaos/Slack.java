package io.github.asyncffmpeg.it.chaos;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What a busy machine is granted beyond what the library promises: three seconds, and more when it is overloaded. */
final class Slack {

    private static final double USUAL_SECONDS = 3;
    private static final double MOST_SECONDS = 30;

    /** Threads that want to run, for each processor, from which on everything takes longer in proportion. */
    private static final double BUSY = 2;

    private Slack() {}

    static Duration now() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double perProcessor = load / Runtime.getRuntime().availableProcessors();
        double seconds = Math.min(MOST_SECONDS, USUAL_SECONDS * Math.max(1, perProcessor / BUSY));
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
