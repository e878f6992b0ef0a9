package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.failure.MemoryWords;
import io.github.asyncffmpeg.internal.process.Nanos;
import io.github.asyncffmpeg.internal.staging.OutputFault;

/**
 * The sentence in which a run that failed says why. Pure data.
 *
 * @param evidence what is known of the run
 */
record EndMessage(Evidence evidence) {

    /** The sentence. */
    String of(Verdict verdict) {
        String name = evidence.run().name();
        String fault = verdict.fault().map(OutputFault::words).orElse("");
        if (verdict.cause() == Verdict.Cause.OUTPUT) {
            return name + " failed (exit code " + evidence.exit().code() + "): " + fault;
        }
        Failure failure = verdict.failure().orElseThrow();
        return of(verdict.outcome(), failure) + (fault.isEmpty() ? "" : "; " + fault);
    }

    private String of(Outcome outcome, Failure failure) {
        String name = evidence.run().name();
        String code = " (exit code " + evidence.exit().code() + ")";
        if (evidence.broke()) {
            return name + (evidence.endedByForce() ? " was killed: " : " was stopped: ") + failure.sentence()
                    + "; what it wrote is "
                    + (outcome.finalised() ? "whole but short" : "not to be trusted") + code;
        }
        return name
                + what(outcome)
                + code
                + said(outcome, failure)
                + MemoryWords.hint(failure.kind(), evidence.run().memory())
                + evidence.media().words().hint(evidence.log().errors());
    }

    private String what(Outcome outcome) {
        if (outcome instanceof Outcome.TimedOut late) {
            return (late.reason() == StopReason.STALL
                            ? " made no progress for " + Nanos.inWords(late.limit())
                            : " did not end within its time limit of " + Nanos.inWords(late.limit()))
                    + " and was "
                    + (evidence.endedByForce()
                            ? "killed"
                            : late.finalised()
                                    ? "stopped; its output was finished with what there was by then"
                                    : "stopped");
        }
        if (outcome instanceof Outcome.Killed killed) {
            return switch (killed.reason()) {
                        case FOREIGN -> " was killed from outside";
                        case KILL -> " was killed";
                        default -> " did not end in time after it was asked to stop, and was killed";
                    }
                    + "; its output cannot be trusted";
        }
        if (outcome.finalised()) {
            return evidence.exit().code() == 0 && evidence.lostASlave()
                    ? " could not write one of the outputs of its tee; the others are whole"
                    : " was ended by a signal from outside; its output is whole but short";
        }
        return " failed";
    }

    /** What FFmpeg said, also where it was this library that ended it. */
    private String said(Outcome outcome, Failure failure) {
        if (!Evidence.isByItself(outcome)) {
            return evidence.read(evidence.errors(false))
                    .causeLine()
                    .map(words -> ": " + words)
                    .orElse("");
        }
        boolean known = failure.causeLine().isPresent()
                || (outcome instanceof Outcome.Failed && failure.kind() != FailureKind.UNRECOGNISED);
        return known ? ": " + failure.sentence() : "";
    }
}
