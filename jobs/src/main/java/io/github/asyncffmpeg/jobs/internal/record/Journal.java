package io.github.asyncffmpeg.jobs.internal.record;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchListener;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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

    /** How each line begins. */
    private static final String FIRST = "{\"v\":";

    /** Bytes: some 50,000 jobs. */
    private static final long LONG = 64L << 20;

    /** Bytes: read in some 0.1 s. */
    private static final long SHORT = 4L << 20;

    private final FileChannel lockFile;
    private final FileLock lock;
    private final Path file;
    private @Nullable EventWriter writer;

    /** Bytes that were there before this run. */
    private long earlier;

    private Journal(Path file, FileChannel lockFile, FileLock lock) {
        this.file = file;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Takes hold of a journal whose lock is beside it. */
    public static Journal hold(Path file) throws IOException {
        return hold(file, null);
    }

    /**
     * Takes hold of a journal; nothing is written yet.
     *
     * @param file where it is, or will be
     * @param locks the folder for the lock; {@code null} for the one where the journal is
     * @throws Busy if another run holds it
     * @throws IOException if the folder cannot be written to, or the file is there and no journal
     */
    public static Journal hold(Path file, @Nullable Path locks) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            createFolders(folder);
        }
        checkIsJournal(file);
        // Beside it: a lock of the file itself would go when a reader of this process closes it (POSIX).
        FileChannel lockFile = openLock(file, locks);
        FileLock lock = null;
        try {
            lock = lockFile.tryLock();
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

    /** No link is followed: it would make an empty file wherever somebody has it lead. */
    private static FileChannel openLock(Path file, @Nullable Path locks) throws IOException {
        Path lock = Path.of(file + ".lock");
        if (locks != null) {
            try {
                createFolders(locks);
                lock = locks.resolve(Journals.lockName(file));
            } catch (IOException besideIt) {
                lock = Path.of(file + ".lock");
            }
        }
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
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

    /** Reads what earlier runs have written, line by line, events or not. */
    public void readLines(Consumer<String> reader) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        // Not Files.lines: a torn line need not be UTF-8.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line);
            }
        }
    }

    /** Writes one line, which is no event of a batch. */
    public void write(String line) {
        if (writer != null) {
            writer.line(line);
        }
    }

    /** Reads what was in it at {@link #begin}, unless that is so long that to read it would be felt. */
    public void readEarlier(Consumer<BatchEvent> reader) throws IOException {
        if (earlier > 0 && earlier <= SHORT) {
            try (InputStream all = Files.newInputStream(file);
                    EventReader events = EventReader.of(new ByteArrayInputStream(all.readNBytes((int) earlier)))) {
                events.events().forEach(reader);
            }
        }
    }

    /**
     * Begins to write, behind what earlier runs have written. A journal that has become very long begins anew, if it is not
     * needed now; the old one is kept beside it.
     *
     * @param needed whether earlier runs must stay in it
     * @param trouble takes the first error of writing
     */
    public void begin(boolean needed, Consumer<IOException> trouble) throws IOException {
        if (!needed && Files.exists(file) && Files.size(file) > LONG) {
            Files.move(file, Path.of(file + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(file)) {
            createPrivate(file);
        }
        earlier = Files.size(file);
        writer = EventWriter.appendTo(file, trouble);
    }

    /** Command lines may hold passwords of streams: nobody else reads them. */
    private static void createPrivate(Path file) throws IOException {
        if (isPosix(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (isPosix(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static void checkIsJournal(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is not a file");
        }
        checkIsEvents(file);
    }

    /**
     * A file of the user's that is named by mistake is not written to. A pipe or a device is.
     *
     * @throws IOException if there is something else than events in it
     */
    public static void checkIsEvents(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (InputStream begin = Files.newInputStream(file)) {
            String first = new String(begin.readNBytes(FIRST.length()), StandardCharsets.ISO_8859_1);
            if (!first.isEmpty() && !FIRST.startsWith(first)) {
                throw new IOException(file + " is another file, and holds no events of this program");
            }
        }
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
