package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import java.util.Map;
import java.util.Optional;

/**
 * What a job as it is written has to do with values.
 *
 * @param when its condition
 * @param measure what is read from its log
 * @param ask what it is instead of a job
 */
record FlowDraft(Optional<Templated> when, Optional<Scalar> measure, Optional<Ask> ask) {

    /** A question or a recipe. */
    sealed interface Ask {

        /** Where it is. */
        Position at();
    }

    /** What is in a file, or at a target in FFmpeg's own syntax. */
    record Media(Position at, Templated name, boolean isFile) implements Ask {}

    /** Whether an encoder works. */
    record Encoder(Position at, Templated name) implements Ask {}

    /** How much can be written to a place. */
    record FreeSpace(Position at, Templated place) implements Ask {}

    /** A recipe, with what it is told. */
    record Decide(Position at, String recipe, int version, Map<String, Templated> parameters) implements Ask {}
}
