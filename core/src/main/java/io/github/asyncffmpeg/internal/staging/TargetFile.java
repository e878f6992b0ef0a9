package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.internal.compile.Protocols;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file of this machine that a target names, if it names one. Nothing is looked at on the disk. */
public final class TargetFile {

    private TargetFile() {}

    /** As FFmpeg says it: from its working directory. */
    static Optional<Path> of(MediaTarget target) {
        Optional<Path> literal = target.file();
        if (literal.isPresent()) {
            return literal;
        }
        String text = target.argument();
        String name = text.startsWith("file:") ? text.substring("file:".length()) : text;
        if (name.equals("-") || Protocols.isIn(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException notAFile) {
            return Optional.empty();
        }
    }

    /**
     * As this JVM sees it.
     *
     * @param target what FFmpeg reads or writes
     * @param directory FFmpeg's working directory; {@code null} for that of this JVM
     * @return the file, there or not; with a pattern where the target has one
     */
    public static Optional<Path> of(MediaTarget target, @Nullable Path directory) {
        Optional<Path> file = of(target);
        return directory == null || file.isEmpty() ? file : Optional.of(directory.resolve(file.get()));
    }
}
