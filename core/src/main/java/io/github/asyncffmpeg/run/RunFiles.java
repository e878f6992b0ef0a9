package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.internal.compile.CommandFile;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import io.github.asyncffmpeg.internal.process.TemporaryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The temporary files of one run, in a folder that only this user can enter. Made when the first is needed, deleted when
 * the run has ended. Used by one thread at a time.
 */
final class RunFiles {

    private @Nullable Path folder;

    Path place(CommandFile file) {
        try {
            return Files.writeString(folder().resolve(file.name()), file.content());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file.name() + ", which the command needs", e);
        }
    }

    /** A short path, for a socket or a file; nothing is there yet. */
    Path path(String name) throws IOException {
        return folder().resolve(name);
    }

    private Path folder() throws IOException {
        Path made = folder;
        if (made == null) {
            made = TemporaryFiles.newFolder();
            folder = made;
        }
        return made;
    }

    void delete() {
        Path made = folder;
        if (made == null) {
            return;
        }
        folder = null;
        try {
            TemporaryFiles.delete(made);
        } catch (IOException e) {
            String what = "cannot delete temporary files in " + made;
            ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.WARNING, what, e);
        }
    }
}
