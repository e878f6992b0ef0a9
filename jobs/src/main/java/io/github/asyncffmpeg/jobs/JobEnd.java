package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.measure.Measure;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * How the job of a step has ended, in the words of a plan.
 *
 * @param result what the step is told to have found
 * @param failure what it failed with; {@code null} when it has not failed
 */
record JobEnd(StepResult result, @Nullable Throwable failure) {

    /** A kill for any other reason is a failure like others: the kernel had no memory left, say. */
    private static final Set<StopReason> ASKED = EnumSet.of(
            StopReason.QUIT,
            StopReason.KILL,
            StopReason.CANCEL,
            StopReason.CLOSE,
            StopReason.INTERRUPT,
            StopReason.SHUTDOWN);

    static JobEnd failed(String because, @Nullable Throwable failure) {
        return new JobEnd(new StepResult(StepStatus.FAILED, because, Map.of()), failure);
    }

    static JobEnd stopped(String because) {
        return new JobEnd(new StepResult(StepStatus.STOPPED, because, Map.of()), null);
    }

    static JobEnd cancelled() {
        return new JobEnd(new StepResult(StepStatus.CANCELLED, "it was stopped before it began", Map.of()), null);
    }

    static JobEnd done(Map<String, String> values) {
        return new JobEnd(new StepResult(StepStatus.DONE, "", values), null);
    }

    /**
     * Reads the end of a job.
     *
     * @param result of one that ended well
     * @param outputs the files that it left, as far as somebody looked
     * @param measure what has read its log
     */
    static JobEnd of(FFmpegResult result, Map<Path, FileState> outputs, Optional<Measure> measure) {
        Outcome outcome = result.outcome();
        if (outcome instanceof Outcome.Skipped) {
            return new JobEnd(new StepResult(StepStatus.SKIPPED, "its outputs are there already", Map.of()), null);
        } else if (!(outcome instanceof Outcome.Completed)) {
            return stopped("its job was stopped");
        }
        Map<String, String> values = new TreeMap<>();
        bytes(result, outputs).ifPresent(bytes -> values.put("bytes", Long.toString(bytes)));
        result.lastProgress().ifPresent(progress -> {
            progress.outTime().ifPresent(time -> values.put("seconds", seconds(time)));
            progress.frame().ifPresent(frame -> values.put("frames", Long.toString(frame)));
        });
        try {
            measure.ifPresent(read -> values.putAll(read.values()));
        } catch (IllegalStateException nothing) {
            return failed(String.valueOf(nothing.getMessage()), null);
        }
        return done(values);
    }

    private static OptionalLong bytes(FFmpegResult result, Map<Path, FileState> outputs) {
        return outputs.isEmpty()
                ? result.lastProgress().map(Progress::totalSize).orElse(OptionalLong.empty())
                : OptionalLong.of(
                        outputs.values().stream().mapToLong(FileState::bytes).sum());
    }

    /** Without zeros at its end. */
    static String seconds(Duration time) {
        BigDecimal exact = BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    /** Reads what a job, or a question, has failed with. */
    static JobEnd of(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof CancellationException) {
            return stopped("it was stopped");
        } else if (cause instanceof FFmpegProcessException failed
                && failed.outcome() instanceof Outcome.Killed killed
                && ASKED.contains(killed.reason())) {
            return stopped("its job was killed");
        }
        String sentence = cause instanceof FFmpegException ? String.valueOf(cause.getMessage()) : String.valueOf(cause);
        return failed(sentence, cause);
    }
}
