package io.github.asyncffmpeg.jobs;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Does what a file step says, on this machine. To do it twice is to do it once. Functions without state. */
final class FileWorks {

    private FileWorks() {}

    static void carryOut(FileWork work) throws IOException {
        if (work instanceof FileWork.Write write) {
            write(write);
        } else if (work instanceof FileWork.Move move) {
            move(move);
        } else {
            for (Path file : ((FileWork.Delete) work).files()) {
                delete(file);
            }
        }
    }

    private static void write(FileWork.Write write) throws IOException {
        Path file = write.file().toAbsolutePath();
        Path folder = file.getParent();
        if (folder == null) {
            throw new IOException(file + " is not a file");
        }
        Files.createDirectories(folder);
        Path whole = Files.createTempFile(
                folder, ".asyncffmpeg-" + ProcessHandle.current().pid() + "-", ".tmp");
        try {
            Files.writeString(whole, write.text());
            replace(whole, file);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static void move(FileWork.Move move) throws IOException {
        if (Files.exists(move.from()) || !Files.exists(move.to())) {
            replace(move.from(), move.to());
        }
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException othersAreInIt) {
            // It stays.
        }
    }
}
