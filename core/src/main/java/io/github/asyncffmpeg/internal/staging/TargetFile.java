package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The file of this machine that a target names, if it names one. Nothing is looked at on the disk. */
public final class TargetFile {

    /** {@code rtmp://…}, {@code pipe:1}; a single letter would be a drive of Windows. */
    private static final Pattern PROTOCOL = Pattern.compile("[A-Za-z][A-Za-z0-9+.,_-]+:.*", Pattern.DOTALL);

    private TargetFile() {}

    /** As FFmpeg says it: from its working directory. */
    static Optional<Path> of(MediaTarget target) {
        Optional<Path> literal = target.file();
        if (literal.isPresent()) {
            return literal;
        }
        String text = target.argument();
        String name = text.startsWith("file:") ? text.substring("file:".length()) : text;
        if (name.equals("-") || PROTOCOL.matcher(name).matches()) {
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
        return of(target).map(file -> directory == null ? file : directory.resolve(file));
    }
}
