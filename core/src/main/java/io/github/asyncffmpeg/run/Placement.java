package io.github.asyncffmpeg.run;

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

/** Moves files within one file system, so that a name is never seen with half of its file. Stateless; it may block. */
final class Placement {

    private Placement() {}

    /** Waits until the content of a file is on the disk. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
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
            public FileVisitResult postVisitDirectory(Path folder, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
