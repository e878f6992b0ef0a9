package io.github.asyncffmpeg.error;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What became of one output of a job with a policy for partial outputs.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param output its number among the outputs of the command, from 0
 * @param target the output as the spec names it
 * @param state what became of it
 * @param file where it is now: the file; of an output of many files the playlist, the manifest or the pattern, and when it
 *     is marked the folder that holds them; empty when there is nothing
 */
public record OutputFate(int output, String target, State state, Optional<Path> file) {

    /** What can become of an output. */
    public enum State {
        /** It is complete, and has its final name. */
        COMMITTED,
        /** It is whole but short, and has its final name. */
        SHORT,
        /** It is short or broken, or could not be renamed, and has a marked name. */
        MARKED,
        /** It was short or broken, and was deleted. */
        DELETED,
        /** FFmpeg wrote nothing, or what it wrote was taken away meanwhile. An empty file was removed. */
        ABSENT
    }
}
