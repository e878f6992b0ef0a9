package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.event.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Shows how jobs are getting on. Safe for any thread: each job reports from its own. */
interface ProgressBoard {

    /**
     * A job to show.
     *
     * @param output the name of its output
     * @param work what it does, in a word or two
     */
    record Row(String output, String work) {}

    /** A board for some jobs. */
    static ProgressBoard of(Terminal terminal, PrintWriter err, List<Row> rows) {
        return terminal.live() ? new LiveBoard(terminal, err, rows) : new PlainBoard(err, rows, System::nanoTime);
    }

    /** A job has come further. What its progress does not know stays blank. */
    void progress(int row, Progress progress);

    /** A job is over: {@code done}, {@code failed} … */
    void ended(int row, boolean done, Duration elapsed);

    /** Nothing is shown any more from now on; the cursor is at the beginning of a line of its own. */
    void close();
}
