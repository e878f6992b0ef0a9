package io.github.asyncffmpeg.cli.record;

import io.github.asyncffmpeg.cli.event.BatchEvent;
import io.github.asyncffmpeg.cli.event.BatchListener;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one plan, held by one run at a time. Every event is in the file before the batch goes on, so it survives
 * a {@code kill -9}; it is not forced onto the disk, so the end of it may be lost with the power.
 *
 * <p>As a listener it is called by one thread at a time.
 */
public final class Journal implements BatchListener, AutoCloseable {

    /** Somebody else runs the same plan. */
    public static final class Busy extends IOException {
        private static final long serialVersionUID = 1L;

        Busy(Path file) {
            super("another run of this plan is writing " + file);
        }
    }

    private final RandomAccessFile lockFile;
    private final FileLock lock;
    private final Path file;
    private @Nullable EventWriter writer;

    private Journal(Path file, RandomAccessFile lockFile, FileLock lock) {
        this.file = file;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Takes hold of a journal; nothing is written yet.
     *
     * @param file where it is, or will be
     * @throws Busy if another run holds it
     * @throws IOException if the folder cannot be written to
     */
    public static Journal hold(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        // Beside it: a lock of the file itself would go when a reader of this process closes it (POSIX).
        RandomAccessFile lockFile = new RandomAccessFile(file + ".lock", "rw");
        FileLock lock = null;
        try {
            lock = lockFile.getChannel().tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            lock = null;
        } finally {
            if (lock == null) {
                lockFile.close();
            }
        }
        if (lock == null) {
            throw new Busy(file);
        }
        return new Journal(file, lockFile, lock);
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /**
     * Reads what earlier runs have written.
     *
     * @param reader takes each event, in their order
     */
    public void read(Consumer<BatchEvent> reader) throws IOException {
        if (Files.exists(file)) {
            try (EventReader events = EventReader.of(file)) {
                events.events().forEach(reader);
            }
        }
    }

    /**
     * Begins to write.
     *
     * @param resume whether earlier runs stay in it
     * @param trouble takes the first error of writing
     */
    public void begin(boolean resume, Consumer<IOException> trouble) throws IOException {
        if (!resume) {
            Files.deleteIfExists(file);
        }
        writer = EventWriter.appendTo(file, trouble);
    }

    @Override
    public void on(BatchEvent event) {
        if (writer != null) {
            writer.on(event);
        }
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
        lock.release();
        lockFile.close(); // and stays: to delete it would let two others each lock one of that name
    }
}
