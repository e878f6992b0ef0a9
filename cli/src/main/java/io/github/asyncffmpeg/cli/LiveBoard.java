package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.words.Words;
import io.github.asyncffmpeg.event.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line a job, drawn over and over. The cursor always waits below the lines, and is never hidden: whatever ends the
 * program leaves the terminal as it was.
 */
final class LiveBoard implements ProgressBoard {

    private static final int BAR = 10;
    private static final String ERASE_LINE = "\033[2K";

    private final int columns;
    private final PrintWriter err;
    private final List<Row> rows;

    /** All guarded by this. */
    private final String[] lines;

    private final boolean[] over;
    private boolean drawn;
    private boolean closed;

    LiveBoard(Terminal terminal, PrintWriter err, List<Row> rows) {
        this.columns = terminal.columns();
        this.err = err;
        this.rows = List.copyOf(rows);
        this.lines = new String[rows.size()];
        this.over = new boolean[rows.size()];
        for (int row = 0; row < lines.length; row++) {
            lines[row] = line(row, Optional.of(0), "waits");
        }
        draw();
    }

    @Override
    public synchronized void progress(int row, Progress progress) {
        if (over[row] || progress.last()) { // the end follows the last one
            return;
        }
        lines[row] = line(row, Words.percent(progress.fraction()), String.join("  ", Words.pace(progress)));
        draw();
    }

    @Override
    public synchronized void ended(int row, boolean done, Duration elapsed) {
        over[row] = true;
        lines[row] = done
                ? line(row, Optional.of(100), "done in " + Words.took(elapsed))
                : line(row, Optional.empty(), "failed");
        draw();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            // The terminal has written ^C where the cursor was.
            err.print("\r" + ERASE_LINE);
            err.flush();
        }
    }

    private String line(int row, Optional<Integer> percent, String rest) {
        int filled = percent.orElse(0) * BAR / 100;
        String share = percent.map(p -> String.format(Locale.ROOT, "%3d %%", p)).orElse("     ");
        String line = String.format(
                Locale.ROOT,
                "%s  %-12s  [%s%s] %s  %s",
                rows.get(row).output(),
                rows.get(row).work(),
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                share,
                rest);
        // A line that wraps would spoil the count of lines to go up.
        return line.length() < columns ? line : line.substring(0, columns - 1);
    }

    private synchronized void draw() {
        if (closed) {
            return;
        }
        StringBuilder frame = new StringBuilder("\r");
        if (drawn) {
            frame.append("\033[").append(lines.length).append('A');
        }
        for (String line : lines) {
            frame.append(ERASE_LINE).append(line).append("\n");
        }
        drawn = true;
        err.print(frame);
        err.flush();
    }
}
