package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.internal.staging.OutputFault;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a run is judged to be. Immutable and safe for any thread.
 *
 * @param outcome how it ended
 * @param failure why it failed; empty when it ended well
 * @param cause what the failure was read from
 * @param fault what is wrong with an output, although FFmpeg calls it finished
 */
record Verdict(Outcome outcome, Optional<Failure> failure, Cause cause, Optional<OutputFault> fault) {

    /** What a failure was read from. */
    enum Cause {
        /** There is none. */
        NONE,
        /** What FFmpeg said when it ended by itself: it may know more, if it is asked. */
        WORDS_OF_FFMPEG,
        /** What this library did to it. */
        THIS_LIBRARY,
        /** A look at its outputs. */
        OUTPUT
    }

    /** The same, with more known of what FFmpeg said. */
    Verdict explained(UnaryOperator<Failure> known) {
        return cause == Cause.WORDS_OF_FFMPEG ? new Verdict(outcome, failure.map(known), cause, fault) : this;
    }
}
