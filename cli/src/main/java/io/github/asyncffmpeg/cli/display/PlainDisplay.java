package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Writes whole lines, for logs: what ended at once, and now and then how it stands, if that is different. */
final class PlainDisplay implements Display, Pen.Page {

    private static final int MOST_WAITING = 20_000;

    private final Look look;
    private final Scene scene;
    private final LongSupplier clock;
    private final Pen pen;

    /** All guarded by the pen's lock. */
    private final Backlog lines = new Backlog(MOST_WAITING);

    private long lastStanding;
    private boolean moved;
    private boolean stopping;

    PlainDisplay(Scene scene, Terminal terminal, PrintWriter err, LongSupplier clock) {
        this.look = Look.of(terminal);
        this.scene = scene;
        this.clock = clock;
        this.lastStanding = clock.getAsLong();
        this.pen = new Pen(err, Duration.ZERO, clock, this);
        pen.start();
    }

    @Override
    public void on(BatchEvent event) {
        pen.change(() -> {
            stopping |= event instanceof BatchStopping;
            moved = !(event instanceof BatchFinished);
            lines.add(scene.tell(event, clock.getAsLong()));
        });
    }

    @Override
    public void say(String line) {
        pen.change(() -> lines.add(List.of(scene.say(line))));
    }

    @Override
    public String text(long now, boolean last) {
        if (moved && !last && idle(now) <= 0) {
            lastStanding = now;
            moved = false;
            lines.add(List.of(scene.standing(now)));
        }
        StringBuilder text = new StringBuilder();
        lines.take(look).forEach(line -> text.append(line.render()).append(System.lineSeparator()));
        return text.toString();
    }

    @Override
    public long idle(long now) {
        return moved ? lastStanding + scene.pause(now).toNanos() - now : Long.MAX_VALUE;
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
