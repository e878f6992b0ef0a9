package io.github.asyncffmpeg.internal.process;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One folder for all temporary files of this JVM, which only this user can enter. Its name has the pid of the JVM, so that
 * nobody takes it for one of theirs. It is there while one of its folders is, and the watchdog deletes it when the JVM was
 * killed. Safe for any thread.
 */
public final class TemporaryFiles {

    private static final Object LOCK = new Object();

    private static final Path ROOT = Path.of(
            System.getProperty("java.io.tmpdir"),
            "asyncffmpeg-" + ProcessHandle.current().pid() + "-"
                    + RandomText.next().substring(0, 12));

    private static final AtomicLong NUMBER = new AtomicLong();

    /** Guarded by LOCK. */
    private static int folders;

    private TemporaryFiles() {}

    static Path root() {
        return ROOT.toAbsolutePath();
    }

    /**
     * Names a folder that nobody else gets. Nothing is made.
     *
     * @return a short path, to be given to {@link #make}
     */
    public static Path nextFolder() {
        return ROOT.resolve(Long.toString(NUMBER.getAndIncrement()));
    }

    /**
     * Makes a folder for somebody who will {@linkplain #delete delete} it.
     *
     * @return a new, empty folder with a short path
     * @throws IOException when it cannot be made
     */
    public static Path newFolder() throws IOException {
        return make(nextFolder());
    }

    /**
     * Makes a folder for somebody who will {@linkplain #delete delete} it.
     *
     * @param folder one of {@link #nextFolder}, not made before
     * @return that folder, empty
     * @throws IOException when it cannot be made
     */
    public static Path make(Path folder) throws IOException {
        synchronized (LOCK) {
            if (folders == 0) {
                Files.createDirectory(ROOT, forThisUser());
            }
            folders++;
            boolean made = false;
            try {
                Files.createDirectory(folder);
                made = true;
                return folder;
            } finally {
                if (!made) {
                    oneLess();
                }
            }
        }
    }

    /**
     * Deletes a folder, and what is in it.
     *
     * @param folder one of {@link #newFolder}; it holds no folders
     * @throws IOException when something in it cannot be deleted
     */
    public static void delete(Path folder) throws IOException {
        synchronized (LOCK) {
            try (var files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException itIsGone) {
                // somebody tidied up the temporary files of the system
            }
            Files.deleteIfExists(folder);
            oneLess();
        }
    }

    private static void oneLess() throws IOException {
        folders--;
        if (folders == 0) {
            Files.deleteIfExists(ROOT);
        }
    }

    private static FileAttribute<?>[] forThisUser() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
