package io.github.asyncffmpeg.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Something that is done to files beside FFmpeg. To do it twice is to do it once, so that it can be repeated after a crash.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface FileWork {

    /**
     * Writes a small text, such as the list of a concat. The file is there as a whole or not at all, and replaces one of its name.
     *
     * @param file the file; its folder is made
     * @param text at most 1 Mi characters, written in UTF-8
     */
    record Write(Path file, String text) implements FileWork {

        private static final int MOST = 1024 * 1024;

        /** Checks the text. */
        public Write {
            Objects.requireNonNull(file, "file");
            if (Objects.requireNonNull(text, "text").length() > MOST) {
                throw new IllegalArgumentException("text: at most " + MOST + " characters, not " + text.length());
            }
        }
    }

    /**
     * Moves a file, and replaces one that has the new name. Both names must be on one file system.
     *
     * @param from the file; when it is gone and {@code to} is there, it has been moved
     * @param to its new name
     */
    record Move(Path from, Path to) implements FileWork {

        /** Checks the names. */
        public Move {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /**
     * Deletes files. Those that are not there are passed over, and folders only if they are empty by then.
     *
     * @param files in the order in which they are deleted
     */
    record Delete(List<Path> files) implements FileWork {

        /** Copies the list. */
        public Delete {
            files = List.copyOf(files);
        }
    }
}
