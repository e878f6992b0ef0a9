package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A file that a job writes in the current folder.
 *
 * @param path absolute
 */
record Target(Path path) {

    /** Checks that it can be written, and is not the source by another name. Changes nothing. */
    static Target inCurrentFolder(String name, SourceFile source) throws CannotStart {
        Path path = Path.of(name).toAbsolutePath();
        Path folder = path.getParent();
        if (folder == null || !Files.isWritable(folder)) {
            throw new CannotStart("The current folder cannot be written to: " + Words.name(String.valueOf(folder)));
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new CannotStart(name + " is a folder here, so no video of that name can be written.");
        }
        try {
            if (Files.exists(path) && Files.isSameFile(path, source.path())) {
                throw new CannotStart(source.shownAs() + " is the " + name
                        + " that quickstart would write; rename it, or run in another folder.");
            }
        } catch (IOException e) {
            throw new CannotStart(name + " cannot be looked at: " + e.getMessage());
        }
        return new Target(path);
    }

    String name() {
        return String.valueOf(path.getFileName());
    }
}
