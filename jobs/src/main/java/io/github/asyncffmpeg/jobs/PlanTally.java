package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.event.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sums how far a plan has come. Safe for any thread. */
final class PlanTally {

    /** Before this much is done, nothing is said about the rest. */
    private static final double ENOUGH = 0.01;

    private final long begun = System.nanoTime();

    /** Guarded by this, all below. */
    private final Map<String, Double> fractions = new HashMap<>();

    private double sum;
    private int steps;
    private int ended;
    private int earlier;
    private int failed;
    private int running;
    private boolean open;

    /**
     * What the state says.
     *
     * @param known how many steps there are
     * @param undecided whether there may be more
     */
    synchronized void known(int known, boolean undecided) {
        steps = known;
        open = undecided;
    }

    /** Steps that earlier runs have done: they took no time of this one. */
    synchronized void earlier(int done) {
        earlier = done;
        ended += done;
    }

    synchronized void running(int now) {
        running = now;
    }

    synchronized void advanced(String step, Progress progress) {
        double now = progress.fraction().orElse(0);
        Double before = fractions.put(step, now);
        sum += now - (before == null ? 0 : before);
    }

    synchronized void ended(String step, boolean hasFailed) {
        Double before = fractions.remove(step);
        sum -= before == null ? 0 : before;
        ended++;
        failed += hasFailed ? 1 : 0;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    synchronized PlanProgress now() {
        OptionalDouble fraction = open || steps == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(1, (ended + Math.max(0, sum)) / steps));
        return new PlanProgress(steps, ended, failed, running, fraction, elapsed(), left());
    }

    private Optional<Duration> left() {
        double done = ended - earlier + sum;
        double all = steps - earlier;
        if (open || all <= 0 || done / all < ENOUGH) {
            return Optional.empty();
        }
        double nanos = elapsed().toNanos() * (all - done) / done;
        return Optional.of(Duration.ofNanos((long) Math.max(0, nanos)));
    }
}
