package io.github.asyncffmpeg.cli.display;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** How much media a batch makes a second, over the last 15 seconds. For one thread at a time. */
final class Pace {

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(15);
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LEAST = TimeUnit.SECONDS.toNanos(1);

    private record Sample(long time, double total) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private double total;

    /** The clock starts to count. */
    void begin(long now) {
        if (samples.isEmpty()) {
            samples.add(new Sample(now, total));
        }
    }

    /** So many seconds of media are there now that were not before. */
    void add(double seconds, long now) {
        begin(now);
        total += seconds;
        if (now - samples.getLast().time >= STEP) {
            samples.add(new Sample(now, total));
        }
        forgetBefore(now - WINDOW);
    }

    /** Keeps one sample that is older, so that the span is never shorter than the window. */
    private void forgetBefore(long oldest) {
        while (samples.size() > 1) {
            Sample first = samples.removeFirst();
            if (samples.getFirst().time > oldest) {
                samples.addFirst(first);
                return;
            }
        }
    }

    /** Seconds of media for each second; empty in the first one, and while there is no media. */
    OptionalDouble at(long now) {
        Sample first = samples.peekFirst();
        if (first == null || now - first.time < LEAST || total <= first.total) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((total - first.total) * TimeUnit.SECONDS.toNanos(1) / (now - first.time));
    }
}
