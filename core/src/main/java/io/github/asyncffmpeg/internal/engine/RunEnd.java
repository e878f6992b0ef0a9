package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.locate.FFmpegLocator;
import io.github.asyncffmpeg.internal.process.LaunchGate;
import io.github.asyncffmpeg.internal.staging.CheckedOutputs;
import io.github.asyncffmpeg.internal.staging.OutputSettlement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run, step by step: how FFmpeg ended, what its outputs are, who commits them, what that makes of the run,
 * and what FFmpeg itself knows of a failure. {@link Evidence} judges; all that is done is done here. On a worker: it blocks.
 */
final class RunEnd {

    /** What the loader, a shell and the starter end with, of a program that they cannot start. */
    private static final int NOT_EXECUTABLE = 126;

    private static final int NOT_FOUND = 127;

    private final RunningChild child;
    private final LaunchPlan plan;
    private final @Nullable OutputCommitter committer;

    /**
     * The end of one run.
     *
     * @param child has ended
     * @param committer gives the outputs their names, or holds them; {@code null} to give them here and now
     */
    RunEnd(RunningChild child, @Nullable OutputCommitter committer) {
        this.child = child;
        this.committer = committer;
        this.plan = child.plan();
    }

    /**
     * Comes to the conclusion, and cleans up. Whatever goes wrong here (no memory for a copy of the kept output, say), the run
     * must end.
     *
     * @param asked who asked it to end, if anybody of ours did
     */
    Conclusion conclude(@Nullable StopReason asked) {
        StopReason reason = asked == null && child.mayHaveBeenSignalled() ? endOfTheJvm() : asked;
        try {
            return judged(reason);
        } catch (RuntimeException | Error e) {
            return Conclusion.failedToStart(
                    new FFmpegStartException("FFmpeg has ended, but its result was lost: " + e, child.command(), e));
        } finally {
            child.cleanUp();
        }
    }

    /**
     * A signal that was not ours. Ctrl+C signals FFmpeg and the JVM alike, and FFmpeg may be the quicker one: wait a
     * moment for our shutdown hook to say that this is the end of the JVM.
     */
    private static @Nullable StopReason endOfTheJvm() {
        return LaunchGate.awaitClosed(Duration.ofMillis(200)) ? StopReason.SHUTDOWN : null;
    }

    private Conclusion judged(@Nullable StopReason reason) {
        Evidence evidence = child.evidence(reason);
        child.segments().end(evidence.outcome().finalised());
        OutputSettlement settled = settled(evidence.outcome());
        Verdict verdict = evidence.judge(settled);
        child.log().concluded(verdict.outcome() instanceof Outcome.Completed);
        Verdict explained = verdict.cause() == Verdict.Cause.WORDS_OF_FFMPEG
                ? verdict.explained(failure -> explained(failure, evidence))
                : verdict;
        Conclusion how = Conclusion.of(evidence, explained, child.remains(), settled);
        for (OutputFate fate : how.outputs()) {
            child.outputFiles().lookAt(fate.output(), fate.file());
        }
        return how;
    }

    private OutputSettlement settled(Outcome outcome) {
        boolean settled = false;
        try {
            CheckedOutputs checked = plan.staged().check(outcome, child.log().reported());
            OutputSettlement settlement = committer == null ? checked.commit() : committer.settle(checked);
            settled = true;
            return settlement;
        } finally {
            if (!settled) {
                plan.staged().release();
            }
        }
    }

    /** With what the disk and FFmpeg itself can tell of it. */
    private Failure explained(Failure failure, Evidence evidence) {
        int code = evidence.exit().code();
        if (code == NOT_EXECUTABLE || code == NOT_FOUND) {
            FFmpegLocator.forget(plan.binary()); // its version was remembered, and now a library is gone
        }
        Failure seen = OutputPlace.read(
                failure, plan.named().outputs(), plan.job().directory().orElse(null));
        return Suggestions.added(
                seen, evidence.errors(true), plan.named().names().filters(), names());
    }

    private CapabilityNames names() {
        boolean asksOthers = plan.job().untrusted().isEmpty();
        return new CapabilityNames(plan.binary(), plan.settings().environment(), asksOthers);
    }
}
