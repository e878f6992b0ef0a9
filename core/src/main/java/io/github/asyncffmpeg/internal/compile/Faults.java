package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import java.util.Optional;

/** Errors that point at the line of the user's program that made a node. */
final class Faults {

    private Faults() {}

    /** The error, not thrown. */
    static FFmpegSpecException at(Optional<String> madeAt, String node, String expected) {
        return new FFmpegSpecException(
                node + madeAt.map(line -> " (made at " + line + ")").orElse("") + ": " + expected);
    }
}
