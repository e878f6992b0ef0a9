package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt of a job ended, in the words of a batch.
 *
 * @param status how
 * @param elapsed how long it ran
 * @param exitCode FFmpeg's, if it ran
 * @param outputs the files that it left
 * @param media how long the media is that was written, if that was reported
 * @param trouble why it is not done
 * @param failure the kind of a failure of FFmpeg's
 */
public record AttemptEnd(
        JobStatus status,
        Duration elapsed,
        OptionalInt exitCode,
        List<OutputFile> outputs,
        Optional<Duration> media,
        Optional<Trouble> trouble,
        Optional<FailureKind> failure) {

    /** Of the log; the journal has more. */
    private static final int TAIL = 20;

    /** A kill for any other reason is a failure like others: the kernel had no memory left, say. */
    private static final Set<StopReason> ASKED = EnumSet.of(
            StopReason.QUIT,
            StopReason.KILL,
            StopReason.CANCEL,
            StopReason.CLOSE,
            StopReason.INTERRUPT,
            StopReason.SHUTDOWN);

    /**
     * Reads the end of a run.
     *
     * @param result what a run gave that ended well; {@code null} for the other case
     * @param error what it failed with
     * @param job which knows its outputs
     * @param before which of them were there before, and how
     * @param media how long what it has written is, as far as that is known
     */
    public static AttemptEnd of(
            @Nullable FFmpegResult result,
            @Nullable Throwable error,
            PlannedJob job,
            Map<Path, FileState> before,
            Optional<Duration> media) {
        if (result != null) {
            boolean done = result.outcome() instanceof Outcome.Completed;
            List<OutputFile> files =
                    result.outputs().isEmpty() ? written(job, before, done) : files(job, result.outputs());
            return new AttemptEnd(
                    done ? JobStatus.DONE : JobStatus.STOPPED,
                    result.elapsed(),
                    result.exitCode(),
                    files,
                    media,
                    done ? Optional.empty() : Optional.of(Trouble.of("STOPPED", stopped(result, files, media))),
                    Optional.empty());
        }
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof FFmpegProcessException failed) {
            return ofFailure(job, failed, written(job, before, false), media);
        }
        String sentence = cause instanceof FFmpegException ? String.valueOf(cause.getMessage()) : String.valueOf(cause);
        return notStarted("NOT_STARTED", sentence);
    }

    /** An attempt that never began. */
    public static AttemptEnd notStarted(String kind, String sentence) {
        return new AttemptEnd(
                JobStatus.FAILED,
                Duration.ZERO,
                OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(Trouble.of(kind, sentence)),
                Optional.empty());
    }

    private static AttemptEnd ofFailure(
            PlannedJob job, FFmpegProcessException failed, List<OutputFile> written, Optional<Duration> media) {
        Outcome outcome = failed.outcome();
        JobStatus status = JobStatus.FAILED;
        String kind = failed.failure().kind().name();
        String sentence = inWordsOfTheProgram(failed.failure().sentence());
        Optional<String> cause = failed.causeLine().map(AttemptEnd::inWordsOfTheProgram);
        if (outcome instanceof Outcome.TimedOut late) {
            status = JobStatus.TIMED_OUT;
            boolean stalled = late.reason() == StopReason.STALL;
            cause = Optional.empty();
            kind = stalled ? "STALLED" : "TIMEOUT";
            sentence = stalled
                    ? "it did not get on for " + Words.took(late.limit())
                    : "it was not done after " + Words.took(late.limit());
        } else if (outcome instanceof Outcome.Killed killed && ASKED.contains(killed.reason())) {
            status = JobStatus.KILLED;
            kind = "KILLED";
            cause = Optional.empty();
            sentence = "killed"
                    + (killed.reason() == StopReason.KILL ? "" : ", because it did not end when it was asked to");
        }
        List<String> log = failed.logTail();
        return new AttemptEnd(
                status,
                failed.elapsed(),
                OptionalInt.of(failed.exitCode()),
                failed.outputs().isEmpty() ? written : files(job, failed.outputs()),
                media,
                Optional.of(new Trouble(
                        kind, sentence, cause, log.subList(Math.max(0, log.size() - TAIL), log.size()))),
                Optional.of(failed.failure().kind()));
    }

    /** The limits of the library, as job files call them. */
    private static String inWordsOfTheProgram(String sentence) {
        return sentence.replace("maxOutputSize allows", "max-output-size allows")
                .replace("maxOutputDuration allows", "max-output-duration allows");
    }

    private static String stopped(FFmpegResult result, List<OutputFile> files, Optional<Duration> media) {
        boolean begun = result.outcome().finalised();
        if (!begun && files.isEmpty()) {
            return "stopped before there was anything to keep";
        }
        if (!begun) {
            return "stopped before anything was encoded; " + names(files) + " may not play";
        }
        String after =
                "stopped" + media.map(length -> " after " + Words.time(length)).orElse("");
        if (!files.isEmpty()) {
            return after + ", kept as " + names(files);
        }
        boolean deleted = result.outputs().stream().anyMatch(fate -> fate.state() == OutputFate.State.DELETED);
        return deleted ? after + ", and deleted" : after; // it went to a pipe, or nowhere
    }

    private static String names(List<OutputFile> files) {
        return files.stream()
                .map(output -> Words.name(String.valueOf(output.file().getFileName())))
                .collect(Collectors.joining(", "));
    }

    private static List<OutputFile> files(PlannedJob job, List<OutputFate> fates) {
        List<OutputFile> files = new ArrayList<>();
        for (OutputFate fate : fates) {
            fate.file()
                    .flatMap(file -> JobFiles.state(job, file)
                            .map(state -> new OutputFile(
                                    file.toAbsolutePath(), fate.state() == OutputFate.State.COMMITTED, state)))
                    .ifPresent(files::add);
        }
        return files;
    }

    /** What a job has written under the final names: what was there before and is as it was is somebody else's. */
    private static List<OutputFile> written(PlannedJob job, Map<Path, FileState> before, boolean complete) {
        List<OutputFile> files = new ArrayList<>();
        JobFiles.states(job).forEach((file, state) -> {
            if (!state.equals(before.get(file))) {
                files.add(new OutputFile(file, complete, state));
            }
        });
        return files;
    }
}
