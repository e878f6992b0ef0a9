package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.event.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows how jobs are getting on. Safe for any thread: each job reports from its own. */
interface ProgressBoard {

    /**
     * A job to show.
     *
     * @param output the name of its output
     * @param work what it does, in a word or two
     */
    record Row(String output, String work) {}

    /** A board for jobs that all make something as long as their source. */
    static ProgressBoard of(Terminal terminal, PrintWriter err, List<Row> rows, Optional<Duration> length) {
        return terminal.live()
                ? new LiveBoard(terminal, err, rows, length)
                : new PlainBoard(err, rows, length, System::nanoTime);
    }

    /** A job has come further. */
    void progress(int row, Progress progress);

    /** A job is over: {@code done}, {@code failed} … */
    void ended(int row, boolean done, Duration elapsed);

    /** Nothing is shown any more from now on; the cursor is at the beginning of a line of its own. */
    void close();
}
