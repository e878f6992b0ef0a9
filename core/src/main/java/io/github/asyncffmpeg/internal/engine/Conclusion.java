package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.staging.OutputFault;
import io.github.asyncffmpeg.internal.staging.OutputSettlement;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended: a result, or the exception that tells of it. Pure data; {@link RunEnd} comes to it.
 *
 * @param outcome how it ended; {@code null} when it never began because starting failed
 * @param result the result, when the outcome is a normal one
 * @param failure the exception, when it is not
 */
record Conclusion(
        @Nullable Outcome outcome,
        @Nullable FFmpegResult result,
        @Nullable FFmpegException failure) {

    /** The run was stopped before a process was started. */
    static Conclusion neverStarted(StopReason reason) {
        Outcome outcome = new Outcome.Stopped(reason, false);
        return new Conclusion(
                outcome,
                new FFmpegResult(
                        outcome,
                        OptionalInt.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Duration.ZERO,
                        new byte[0],
                        List.of(),
                        List.of()),
                null);
    }

    /** Nothing was started, for a reason that is an exception already. */
    static Conclusion failedToStart(FFmpegException failure) {
        return new Conclusion(null, null, failure);
    }

    /** What became of the outputs that had temporary names. */
    List<OutputFate> outputs() {
        if (result != null) {
            return result.outputs();
        }
        return failure instanceof FFmpegProcessException failed ? failed.outputs() : List.of();
    }

    /**
     * The conclusion about a process that has ended.
     *
     * @param evidence what is known of it
     * @param verdict what it is judged to be
     * @param remains what it leaves
     * @param settled what became of the outputs
     */
    static Conclusion of(Evidence evidence, Verdict verdict, Evidence.Remains remains, OutputSettlement settled) {
        List<OutputFate> outputs = settled.fates();
        Failure failure = verdict.failure().orElse(null);
        int exitCode = evidence.exit().code();
        if (failure == null) {
            FFmpegResult result = new FFmpegResult(
                    verdict.outcome(),
                    OptionalInt.of(exitCode),
                    remains.command(),
                    remains.lastProgress(),
                    remains.logTail(),
                    remains.elapsed(),
                    remains.stdout(),
                    outputs,
                    settled.files());
            return new Conclusion(verdict.outcome(), result, null);
        }
        FFmpegProcessException exception = new FFmpegProcessException(
                remains.shown(new EndMessage(evidence).of(verdict)),
                failure,
                new FFmpegProcessException.Run(
                        exitCode,
                        remains.command(),
                        remains.logTail(),
                        remains.elapsed(),
                        verdict.outcome(),
                        outputs,
                        settled.files()),
                verdict.fault().map(OutputFault::cause).orElse(null));
        return new Conclusion(verdict.outcome(), null, exception);
    }
}
