package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.cli.event.BatchEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Shows nothing but what the program itself has to say. */
final class SilentDisplay implements Display, Pen.Page {

    private static final int MOST_WAITING = 1_000;

    private final Look look;
    private final Pen pen;

    /** Guarded by the pen's lock. */
    private final Backlog lines = new Backlog(MOST_WAITING);

    SilentDisplay(Terminal terminal, PrintWriter err) {
        look = Look.of(terminal);
        pen = new Pen(err, Duration.ZERO, System::nanoTime, this);
        pen.start();
    }

    @Override
    public void on(BatchEvent event) {}

    @Override
    public void say(String line) {
        pen.change(() -> lines.add(List.of(new Line(look).add(line).whole())));
    }

    @Override
    public String text(long now, boolean last) {
        StringBuilder text = new StringBuilder();
        lines.take(look).forEach(line -> text.append(line.render()).append(System.lineSeparator()));
        return text.toString();
    }

    @Override
    public long idle(long now) {
        return Long.MAX_VALUE;
    }

    @Override
    public void resized() {}

    @Override
    public void suspend() {}

    @Override
    public void redraw() {}

    @Override
    public void close() {
        pen.close(Displays.patience(true));
    }
}
