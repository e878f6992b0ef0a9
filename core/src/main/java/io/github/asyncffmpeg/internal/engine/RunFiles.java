package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.compile.CommandFile;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import io.github.asyncffmpeg.internal.process.TemporaryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The temporary files of one run, in a folder that only this user can enter. Planning gives out names; the folder is made
 * when the run starts, and deleted when it has ended. Used by one thread at a time.
 */
final class RunFiles implements Function<CommandFile, Path> {

    /** The kernel's limit on the path of a socket is 104 to 108 bytes. */
    static final int LONGEST_SOCKET_PATH = 100;

    private final List<CommandFile> texts = new ArrayList<>();
    private @Nullable Path folder;
    private boolean made;

    /** A short path, for a socket or a file; nothing is there, nor is its folder before {@link #make}. */
    Path path(String name) {
        Path named = folder;
        if (named == null) {
            named = TemporaryFiles.nextFolder();
            folder = named;
        }
        return named.resolve(name);
    }

    /** Where a file of the command will be, once it is {@linkplain #write written}. */
    @Override
    public Path apply(CommandFile file) {
        texts.add(file);
        return path(file.name());
    }

    /** Makes the folder, if it has a name and is not there yet. */
    void make() throws IOException {
        Path named = folder;
        if (named != null && !made) {
            TemporaryFiles.make(named);
            made = true;
        }
    }

    /** Writes the files of the command. */
    void write() {
        for (CommandFile file : texts) {
            try {
                make();
                Files.writeString(path(file.name()), file.content());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file.name() + ", which the command needs", e);
            }
        }
    }

    void delete() {
        Path named = folder;
        if (named == null || !made) {
            return;
        }
        made = false;
        try {
            TemporaryFiles.delete(named);
        } catch (IOException e) {
            String what = "cannot delete temporary files in " + named;
            ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.WARNING, what, e);
        }
    }
}
