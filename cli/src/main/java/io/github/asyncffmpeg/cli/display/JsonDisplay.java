package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Writes each event as a line for programs; progress of a job at most four times a second. */
final class JsonDisplay implements Display, Pen.Page {

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(250);

    /** Progress is left out when so many lines wait; other events never are, as a reader counts on them. */
    private static final int MANY_WAITING = 10_000;

    private final Function<BatchEvent, String> codec;
    private final LongSupplier clock;
    private final Pen pen;

    /** All guarded by the pen's lock. */
    private final Deque<Supplier<String>> lines = new ArrayDeque<>();

    private final Map<String, Long> lastProgress = new HashMap<>();
    private boolean stopping;

    JsonDisplay(Function<BatchEvent, String> codec, PrintWriter err, LongSupplier clock) {
        this.codec = codec;
        this.clock = clock;
        this.pen = new Pen(err, Duration.ZERO, clock, this);
        pen.start();
    }

    @Override
    public void on(BatchEvent event) {
        pen.change(() -> {
            stopping |= event instanceof BatchStopping;
            if (event instanceof JobFinished finished) {
                lastProgress.remove(finished.job());
            }
            if (!(event instanceof JobProgress progress) || isDue(progress)) {
                lines.add(() -> codec.apply(event));
            }
        });
    }

    private boolean isDue(JobProgress progress) {
        long now = clock.getAsLong();
        Long last = lastProgress.get(progress.job());
        if (lines.size() >= MANY_WAITING || (last != null && now - last < PERIOD)) {
            return false;
        }
        lastProgress.put(progress.job(), now);
        return true;
    }

    @Override
    public String text(long now, boolean last) {
        StringBuilder text = new StringBuilder();
        for (Supplier<String> next = lines.poll(); next != null; next = lines.poll()) {
            String line = line(next);
            if (!line.isEmpty()) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    private static String line(Supplier<String> next) {
        try {
            return next.get().stripTrailing();
        } catch (RuntimeException notOurs) {
            return ""; // the next may be better
        }
    }

    @Override
    public long idle(long now) {
        return Long.MAX_VALUE;
    }

    /** As a line of JSON of its own type, which a reader of events passes over. */
    @Override
    public void say(String line) {
        Instant now = Instant.now();
        pen.change(() -> lines.add(() -> MessageJson.line(now, line)));
    }

    @Override
    public void resized() {}

    @Override
    public void suspend() {}

    @Override
    public void redraw() {}

    @Override
    public void close() {
        pen.close(Displays.patience(stopping));
    }
}
