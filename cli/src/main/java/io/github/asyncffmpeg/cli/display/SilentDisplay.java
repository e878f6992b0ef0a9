package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Shows no progress: only what the program itself has to say, FFmpeg's log where it is shown, and what went wrong. */
final class SilentDisplay implements Display, Pen.Page {

    private static final int MOST_WAITING = 20_000;

    private static final Set<JobStatus> BAD =
            EnumSet.of(JobStatus.FAILED, JobStatus.TIMED_OUT, JobStatus.KILLED, JobStatus.STOPPED);

    private final Look look;
    private final Scene scene;
    private final LongSupplier clock;
    private final Pen pen;

    /** Guarded by the pen's lock. */
    private final Backlog lines = new Backlog(MOST_WAITING);

    SilentDisplay(Scene scene, Terminal terminal, PrintWriter err, LongSupplier clock) {
        this.scene = scene;
        this.clock = clock;
        look = Look.of(terminal);
        pen = new Pen(err, Duration.ZERO, clock, this);
        pen.start();
    }

    @Override
    public void on(BatchEvent event) {
        boolean bad = event instanceof JobFinished finished && BAD.contains(finished.status());
        pen.change(() -> {
            List<Line> told = scene.tell(event, clock.getAsLong());
            if (bad || event instanceof JobLog) {
                lines.add(told);
            }
        });
    }

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
