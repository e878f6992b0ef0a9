package io.github.asyncffmpeg.jobs.internal.record;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRetrying;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OfJob;
import io.github.asyncffmpeg.jobs.internal.event.BatchListener;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes what happens, a line an event. Each line is one write to the file, so that after the end of this program, however
 * it comes, all lines but the last one are whole. Of the progress of a job at most four reports a second are written, and
 * always the last one of an attempt; everything else is written, before {@link #on} returns. Safe for any thread.
 *
 * <p>When it cannot write, it says so once, and goes on trying with each line: the disk may have room again.
 */
public final class EventWriter implements BatchListener, AutoCloseable {

    private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(250);

    private final OutputStream out;
    private final Consumer<IOException> trouble;
    private final Map<String, Pace> paces = new HashMap<>();
    /** Whether the last line may lack its end. */
    private boolean torn;

    private boolean troubleTold;

    /** What was written of a job's progress, and what waits. */
    private static final class Pace {
        private JobProgress written;
        private boolean waits;
        private JobProgress newest;

        Pace(JobProgress first) {
            written = first;
            newest = first;
        }
    }

    private EventWriter(OutputStream out, boolean torn, Consumer<IOException> trouble) {
        this.out = out;
        this.torn = torn;
        this.trouble = trouble;
    }

    /**
     * Adds to a file; a torn line at its end becomes a line of its own.
     *
     * @param file is made if it is not there
     * @param trouble takes the first error of writing
     * @throws IOException if the file cannot be opened
     */
    public static EventWriter appendTo(Path file, Consumer<IOException> trouble) throws IOException {
        // Not a channel: an interrupt of the thread that writes would close it.
        OutputStream out = new FileOutputStream(file.toString(), true);
        try {
            return new EventWriter(out, isTorn(file), trouble);
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    /**
     * Writes to a stream, whose reader decides how fast: a slow one holds up the batch's events, though no FFmpeg.
     *
     * @param stream is closed by {@link #close}
     * @param trouble takes the first error of writing
     */
    public static EventWriter to(OutputStream stream, Consumer<IOException> trouble) {
        return new EventWriter(stream, false, trouble);
    }

    private static boolean isTorn(Path file) throws IOException {
        try (RandomAccessFile whole = new RandomAccessFile(file.toString(), "r")) {
            if (whole.length() == 0) {
                return false;
            }
            whole.seek(whole.length() - 1);
            return whole.read() != '\n';
        }
    }

    @Override
    public synchronized void on(BatchEvent event) {
        if (event instanceof JobProgress progress) {
            onProgress(progress);
            return;
        }
        if (event instanceof JobFinished || event instanceof JobRetrying) {
            Pace pace = paces.remove(((OfJob) event).job());
            if (pace != null) {
                writeWaiting(pace);
            }
        } else if (event instanceof BatchFinished) {
            writeAllWaiting();
        }
        write(event);
        flush();
    }

    private void onProgress(JobProgress progress) {
        Pace pace = paces.get(progress.job());
        if (pace == null) {
            paces.put(progress.job(), new Pace(progress));
            write(progress);
            return;
        }
        pace.newest = progress;
        pace.waits = true;
        Duration since = Duration.between(pace.written.time(), progress.time());
        // Negative when the clock was set back.
        if (since.isNegative() || since.compareTo(BETWEEN_PROGRESS) >= 0) {
            writeWaiting(pace);
        }
    }

    private void writeWaiting(Pace pace) {
        if (pace.waits) {
            write(pace.newest);
            pace.written = pace.newest;
            pace.waits = false;
        }
    }

    private void writeAllWaiting() {
        paces.values().forEach(this::writeWaiting);
    }

    /**
     * Writes a line that is no event of a batch.
     *
     * @param line without its end
     */
    public synchronized void line(String line) {
        writeLine(line);
        flush();
    }

    private void write(BatchEvent event) {
        writeLine(EventJson.write(event));
    }

    private void writeLine(String line) {
        byte[] bytes = ((torn ? "\n" : "") + line + '\n').getBytes(StandardCharsets.UTF_8);
        try {
            torn = true;
            out.write(bytes);
            torn = false;
        } catch (IOException e) {
            tell(e);
        }
    }

    private void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            tell(e);
        }
    }

    private void tell(IOException error) {
        if (!troubleTold) {
            troubleTold = true;
            trouble.accept(error);
        }
    }

    /** Writes the progress that waits, and closes the file. */
    @Override
    public synchronized void close() {
        writeAllWaiting();
        paces.clear();
        try {
            out.close();
        } catch (IOException e) {
            tell(e);
        }
    }
}
