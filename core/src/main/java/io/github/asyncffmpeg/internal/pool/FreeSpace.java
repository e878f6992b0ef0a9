package io.github.asyncffmpeg.internal.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much can still be written to a place. Stateless. It asks the file system, which may block. */
final class FreeSpace {

    private FreeSpace() {}

    /**
     * Asks.
     *
     * @param path of what is there, or will be
     * @return bytes
     * @throws UncheckedIOException if the file system does not say
     */
    static long at(Path path) {
        Path there = path.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("the free space at '" + path + "' is not known: " + e.getMessage(), e);
        }
    }
}
