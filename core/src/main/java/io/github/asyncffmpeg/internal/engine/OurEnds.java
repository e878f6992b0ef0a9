package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Failure.Limit;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.process.Nanos;
import java.util.List;
import java.util.Optional;

/** The failures of runs that this library ended. Stateless. */
final class OurEnds {

    private OurEnds() {}

    /** The failure of a run with this end; what FFmpeg said meanwhile proves nothing. */
    static Failure failure(Outcome outcome) {
        if (outcome instanceof Outcome.TimedOut late) {
            return late.reason() == StopReason.STALL
                    ? failure(
                            FailureKind.STALLED,
                            "it made no progress for " + Nanos.inWords(late.limit()),
                            Optional.of(Limit.STALL))
                    : failure(
                            FailureKind.TIMED_OUT,
                            "it did not end within its time limit of " + Nanos.inWords(late.limit()),
                            Optional.of(Limit.TIME));
        }
        boolean atOnce = outcome instanceof Outcome.Killed killed && killed.reason() == StopReason.KILL;
        return failure(
                FailureKind.ABORTED,
                atOnce ? "it was killed" : "it did not end in time after it was asked to stop, and was killed",
                Optional.empty());
    }

    private static Failure failure(FailureKind kind, String words, Optional<Limit> limit) {
        return new Failure(kind, Optional.empty(), Optional.empty(), Optional.of(words), List.of(), limit);
    }
}
