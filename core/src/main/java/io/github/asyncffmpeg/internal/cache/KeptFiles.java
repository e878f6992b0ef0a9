package io.github.asyncffmpeg.internal.cache;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Small files in the {@linkplain CacheFolders cache folders}. What somebody else can have put or changed is not there at
 * all, and what cannot be written is not written: nothing here is ever a reason to fail.
 *
 * <p>Immutable and safe for any thread, and for several JVMs at once: a file is written under another name and renamed.
 *
 * @param folders where they may lie
 */
public record KeptFiles(CacheFolders folders) {

    /** What may be done with a file. */
    public enum Kind {
        /** It is read. */
        DATA,
        /** It is started. */
        PROGRAM
    }

    /**
     * Decides what is kept.
     *
     * @param <T> what a file says
     */
    public interface Reader<T> {
        /**
         * Reads a file.
         *
         * @param file where it lies
         * @param content all of it
         * @return what it says; null to go on to the next folder
         */
        @Nullable
        T read(Path file, byte[] content);
    }

    /**
     * Reads the file of a name in the first folder whose file says something.
     *
     * @param name of the file
     * @param most the largest size in bytes; a larger file is none
     * @param reader says what it says
     * @return that; null if no file says anything
     */
    public <T> @Nullable T find(String name, int most, Reader<T> reader) {
        if (!folders.keepFiles()) {
            return null;
        }
        for (Path folder : folders.candidates().keySet()) {
            Path file = folder.resolve(name);
            byte[] content = read(folder, file, most);
            T said = content == null ? null : reader.read(file, content);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    /** The content of a file that only this user or root can have written; the file itself is looked at first. */
    private byte @Nullable [] read(Path folder, Path file, int most) {
        if (!Files.isRegularFile(file) || !folders.ownership().isTrusted(file) || folders.flaw(folder) != null) {
            return null;
        }
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            byte[] content = in.readNBytes(most + 1);
            return content.length > most ? null : content;
        } catch (IOException unreadable) {
            return null;
        }
    }

    /**
     * Puts a file into the first folder that takes it, in place of the one of that name.
     *
     * @param name of the file
     * @param content all of it
     * @param kind what is done with it
     * @return where it lies; null if no folder takes it
     */
    public @Nullable Path put(String name, byte[] content, Kind kind) {
        if (!folders.keepFiles()) {
            return null;
        }
        for (Path folder : folders.candidates().keySet()) {
            try {
                Path file = folder.resolve(name);
                folders.open(folder);
                write(folder, file, content, kind);
                if (kind == Kind.DATA || Files.isExecutable(file)) {
                    return file;
                }
                Files.delete(file); // the file system is mounted noexec, says access(2)
            } catch (IOException notHere) {
                // the next one
            }
        }
        return null;
    }

    private static void write(Path folder, Path file, byte[] content, Kind kind) throws IOException {
        Path written = CacheFolders.newFile(folder, ".new-");
        try {
            try (FileOutputStream out = new FileOutputStream(written.toFile())) {
                out.write(content);
            }
            Ownership.set(written, kind == Kind.PROGRAM ? "rwxr-xr-x" : "rw-r--r--");
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /**
     * Finds a program, or puts it there.
     *
     * @param name of its file
     * @param content all of it
     * @return a file with this content that may be started, and that nobody else can change; null if there can be none
     */
    public @Nullable Path program(String name, byte[] content) {
        Path there = find(name, content.length, new Same(content));
        return there != null ? there : put(name, content, Kind.PROGRAM);
    }

    /** A class and not a lambda, which takes a millisecond at the first job of a JVM. */
    private static final class Same implements Reader<Path> {

        private final byte[] wanted;

        Same(byte[] wanted) {
            this.wanted = wanted;
        }

        @Override
        public @Nullable Path read(Path file, byte[] content) {
            return Arrays.equals(content, wanted) && Files.isExecutable(file) ? file : null;
        }
    }
}
