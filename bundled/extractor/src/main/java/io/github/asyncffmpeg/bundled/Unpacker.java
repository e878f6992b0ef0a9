package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.internal.cache.Ownership;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Writes one build into a cache folder: first into a folder of its own, then under its name in one step, so that another
 * JVM sees a whole build or none. Used once, by one thread that holds the {@link CacheLock}.
 */
final class Unpacker {

    /** The prefix of folders that are being written, or were when their JVM died. */
    static final String UNFINISHED = ".unpacking-";

    private static final int BUFFER = 64 * 1024;

    private final Installation target;
    private final URL marker;

    /**
     * Creates an unpacker.
     *
     * @param target what to write, and where
     * @param marker the resource of the build's {@linkplain Descriptor#marker() marker}; the files are beside it
     */
    Unpacker(Installation target, URL marker) {
        this.target = target;
        this.marker = marker;
    }

    /** Writes the build, or throws and leaves nothing behind. */
    void unpack() throws IOException {
        Path unfinished = Files.createTempDirectory(target.cache(), UNFINISHED);
        try {
            writeFiles(unfinished);
            for (StubLibrary stub : target.build().stubs()) {
                Files.write(unfinished.resolve(stub.soname()), stub.bytes());
            }
            for (String file : names(unfinished)) { // whatever the umask is
                boolean program = target.build().programs().contains(file);
                Ownership.set(unfinished.resolve(file), program ? "rwxr-xr-x" : "rw-r--r--");
            }
            Ownership.set(unfinished, "rwxr-xr-x");
            publish(unfinished);
        } finally {
            delete(unfinished);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** The largest library is two thirds of a build, so two threads take two thirds of the time and a third gains nothing. */
    private void writeFiles(Path folder) throws IOException {
        List<Map.Entry<String, Descriptor.PinnedFile>> largestFirst = target.build().files().entrySet().stream()
                .sorted(Comparator.comparingLong(file -> -file.getValue().size()))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "asyncffmpeg-unpack");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> writes = largestFirst.stream()
                    .<Future<?>>map(file -> threads.submit(() -> {
                        write(folder.resolve(file.getKey()), file.getKey(), file.getValue());
                        return null;
                    }))
                    .toList();
            for (Future<?> write : writes) {
                write.get();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UnpinnedContentException unpinned) {
                throw unpinned;
            }
            throw new IOException(cause == null ? "unpacking failed" : cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FFmpegInterruptedException("Interrupted while FFmpeg was unpacked to " + folder + '.', e);
        } finally {
            end(threads);
        }
    }

    private void write(Path file, String name, Descriptor.PinnedFile pinned) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        // FileOutputStream, not a channel: a channel would be closed by an interrupt that is meant for somebody else
        try (InputStream in = Resources.openBeside(marker, name);
                FileOutputStream out = new FileOutputStream(file.toFile())) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("interrupted");
                }
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
                size += count;
            }
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (size != pinned.size() || !found.equals(pinned.sha256())) {
            throw new UnpinnedContentException(name + " on the class path is not the file that was pinned: it has "
                    + size
                    + " bytes and SHA-256 " + found + ", expected are " + pinned.size() + " and " + pinned.sha256()
                    + " (" + marker + ").");
        }
    }

    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            // They must not write into a folder that is being deleted; each looks at its interrupt flag every 64 KiB.
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {}
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the folder its name. What is broken under that name goes away first; what is whole there stays. */
    private void publish(Path unfinished) throws IOException {
        if (target.isPresent()) {
            if (target.isWhole()) {
                return; // another JVM, on a file system without locks
            }
            Path away = Files.createTempDirectory(target.cache(), UNFINISHED);
            Files.move(target.folder(), away.resolve("broken"), StandardCopyOption.ATOMIC_MOVE);
            delete(away);
        }
        try {
            Files.move(unfinished, target.folder(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!target.isWhole()) {
                throw e;
            }
        }
    }

    /** Deletes a folder as far as possible: what cannot be deleted is swept later, and is no reason to fail now. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.getLogger("io.github.asyncffmpeg.bundled")
                    .log(System.Logger.Level.DEBUG, "Could not delete " + folder, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** The artifact has another file than the one that was pinned: true in every cache folder, so none is tried after it. */
    static final class UnpinnedContentException extends IOException {

        private static final long serialVersionUID = 1L;

        UnpinnedContentException(String message) {
            super(message);
        }
    }
}
