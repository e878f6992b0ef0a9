package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.RunningJob;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** An adapter for a registry of metrics, as one for Micrometer would be written: gauges, counters, a timer. */
final class RunMetrics implements RunListener {

    final LongAdder waiting = new LongAdder();
    final LongAdder running = new LongAdder();
    final Map<String, LongAdder> ended = new ConcurrentHashMap<>();
    final LongAdder nanos = new LongAdder();
    private final Map<RunningJob, LongAdder> where = new ConcurrentHashMap<>();

    @Override
    public void queued(RunningJob run) {
        move(run, waiting);
    }

    @Override
    public void started(RunningJob run, Started started) {
        move(run, running);
    }

    @Override
    public void ended(RunningJob run, End end) {
        LongAdder last = where.remove(run);
        if (last != null) {
            last.decrement();
        }
        String kind = end.failure().map(failure -> failure.kind().name()).orElse("");
        String outcome = end.outcome().getClass().getSimpleName();
        ended.computeIfAbsent(kind.isEmpty() ? outcome : kind, key -> new LongAdder())
                .increment();
        time(end.elapsed());
    }

    private void move(RunningJob run, LongAdder to) {
        LongAdder from = where.put(run, to);
        if (from != null) {
            from.decrement();
        }
        to.increment();
    }

    private void time(Duration elapsed) {
        nanos.add(elapsed.toNanos());
    }
}
