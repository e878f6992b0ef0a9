package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.words.Words;
import io.github.asyncffmpeg.event.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** For files and pipes: whole lines, of each job at most one a second. */
final class PlainBoard implements ProgressBoard {

    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

    private final PrintWriter err;
    private final List<Row> rows;
    private final LongSupplier nanoClock;

    /** All guarded by this; 0 before a job's first line. */
    private final long[] lastLine;

    private boolean closed;

    PlainBoard(PrintWriter err, List<Row> rows, LongSupplier nanoClock) {
        this.err = err;
        this.rows = List.copyOf(rows);
        this.nanoClock = nanoClock;
        this.lastLine = new long[rows.size()];
    }

    @Override
    public synchronized void progress(int row, Progress progress) {
        List<String> known = new ArrayList<>();
        Words.percent(progress.fraction()).ifPresent(percent -> known.add(percent + " %"));
        known.addAll(Words.pace(progress));
        long now = nanoClock.getAsLong();
        if (closed || known.isEmpty() || progress.last() || (lastLine[row] != 0 && now - lastLine[row] < PERIOD)) {
            return;
        }
        lastLine[row] = now;
        println(rows.get(row).output() + ": " + String.join(", ", known));
    }

    @Override
    public synchronized void ended(int row, boolean done, Duration elapsed) {
        if (!closed) {
            println(rows.get(row).output() + ": " + (done ? "done in " + Words.took(elapsed) : "failed"));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void println(String line) {
        err.println(line);
        err.flush();
    }
}
