package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.internal.process.InternalThreads;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Moves files within one file system, so that a name is never seen with half of its file. Stateless; it may block. */
final class Placement {

    /**
     * A journal takes many at once: 1,000 fresh files of 20 kB on ext4 took 5.3 to 10.2 s one after another, 0.6 to 0.9 s by
     * eight threads, and no less by 32.
     */
    private static final int FORCERS = 8;

    private static final int FEW = 8;

    private Placement() {}

    /** Waits until the content of a file is on the disk. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Waits until many files are on the disk; who calls helps. */
    static void forceAll(List<Path> files) throws IOException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable IOException> fault = new AtomicReference<>();
        Runnable share = () -> {
            for (int i = next.getAndIncrement(); i < files.size() && fault.get() == null; i = next.getAndIncrement()) {
                try {
                    force(files.get(i));
                } catch (IOException e) {
                    fault.compareAndSet(null, e);
                }
            }
        };
        CompletableFuture<?>[] helpers = IntStream.range(1, Math.min(FORCERS, files.size() / FEW))
                .mapToObj(i -> CompletableFuture.runAsync(share, InternalThreads.WORKERS))
                .toArray(CompletableFuture<?>[]::new);
        share.run();
        CompletableFuture.allOf(helpers).join();
        IOException first = fault.get();
        if (first != null) {
            throw first;
        }
    }

    /** Waits until the names in a folder are on the disk, where the system can say so: Windows cannot. */
    static void forceNames(Path folder) {
        try {
            force(folder);
        } catch (IOException notHere) {
            // The file systems that cannot do it keep the order of their changes.
        }
    }

    /**
     * Gives a file its name.
     *
     * @param overwrite whether what has that name goes
     * @throws FileAlreadyExistsException if something has that name, and may not be overwritten
     */
    static void move(Path from, Path to, boolean overwrite) throws IOException {
        if (overwrite) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try {
            // A rename would replace what has appeared since anybody looked; a second name for the file never does.
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
            Files.move(from, to); // looks first; between the look and the rename there are some microseconds
            return;
        }
        Files.deleteIfExists(from);
    }

    /**
     * Gives a file, or a folder, a marked name that is free.
     *
     * @return that name
     */
    static Path mark(Path from, PartialName name) throws IOException {
        boolean folder = Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS);
        for (int number = 1; ; number++) {
            Path to = from.resolveSibling(name.marked(number));
            try {
                if (folder) {
                    Files.move(from, to);
                } else {
                    move(from, to, false);
                }
                return to;
            } catch (FileAlreadyExistsException taken) {
                if (number == Integer.MAX_VALUE) {
                    throw taken;
                }
            }
        }
    }

    /** Deletes a file, or a folder with all in it. */
    static void delete(Path place) throws IOException {
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(place);
            return;
        }
        Files.walkFileTree(place, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
