package io.github.asyncffmpeg.error;

import io.github.asyncffmpeg.internal.secret.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg ran and did not end well: it failed, ran out of its time limit, or was killed. The message ends with
 * FFmpeg's own cause line.
 */
public final class FFmpegProcessException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    @SuppressWarnings("serial") // an immutable list of strings
    private final List<String> command;

    @SuppressWarnings("serial") // an immutable list of strings
    private final List<String> logTail;

    private final transient Failure failure;
    private final @Nullable String causeLine;
    private final Duration elapsed;
    private final transient Outcome outcome;
    private final transient List<OutputFate> outputs;
    private final transient List<List<Path>> files;

    /**
     * Creates an exception.
     *
     * @param message what happened, with FFmpeg's own words; secrets of the command are {@code ***} in what is kept of it
     * @param failure what went wrong
     * @param run the run that failed
     * @param cause the error below, if there is one
     */
    public FFmpegProcessException(String message, Failure failure, Run run, @Nullable Throwable cause) {
        super(Redactor.of(run.command()).text(message), cause);
        this.exitCode = run.exitCode();
        this.command = run.command();
        this.logTail = run.logTail();
        this.failure = failure;
        this.causeLine = failure.causeLine().orElse(null);
        this.elapsed = run.elapsed();
        this.outcome = run.outcome();
        this.outputs = run.outputs();
        this.files = run.files();
    }

    /**
     * A run that did not end well.
     *
     * @param exitCode the exit code as the operating system gave it (128 + n for a signal n)
     * @param command the whole command line, the executable first
     * @param logTail the last lines of FFmpeg's log, oldest first
     * @param elapsed from the start of the process to its end
     * @param outcome how it ended
     * @param outputs what became of the outputs, if the job has a policy for partial ones
     * @param files the files that each output has left
     */
    public record Run(
            int exitCode,
            List<String> command,
            List<String> logTail,
            Duration elapsed,
            Outcome outcome,
            List<OutputFate> outputs,
            List<List<Path>> files) {

        /** Copies the lists. */
        public Run {
            command = List.copyOf(command);
            logTail = List.copyOf(logTail);
            outputs = List.copyOf(outputs);
            files = files.stream().map(List::copyOf).toList();
        }
    }

    /**
     * The exit code of the process.
     *
     * @return 0 to 255; 128 + n when signal n ended it; 1 when this library refused to start it, because of an output that
     *     FFmpeg would have refused
     */
    public int exitCode() {
        return exitCode;
    }

    /**
     * The command line.
     *
     * @return the executable and its arguments, as they were passed
     */
    public List<String> command() {
        return command;
    }

    /**
     * The end of FFmpeg's log.
     *
     * @return the last lines, oldest first, without the level tags this library asks for
     */
    public List<String> logTail() {
        return logTail;
    }

    /**
     * FFmpeg's own reason.
     *
     * @return the log line that says why, or empty when none was recognised
     */
    public Optional<String> causeLine() {
        return Optional.ofNullable(causeLine);
    }

    /**
     * What went wrong inside FFmpeg, or why this library ended it: the class of the failure, where, and what it was about.
     *
     * @return the failure; {@link Failure#UNKNOWN} when this exception was serialised
     */
    @Override
    public Failure failure() {
        return failure == null ? Failure.UNKNOWN : failure;
    }

    /**
     * How long FFmpeg ran.
     *
     * @return from the start of the process to its end
     */
    public Duration elapsed() {
        return elapsed;
    }

    /**
     * How it ended.
     *
     * @return {@link Outcome.Failed}, {@link Outcome.TimedOut} or {@link Outcome.Killed}; {@link Outcome.Stopped} with
     *     {@link StopReason#LIMIT} when it went over a limit on what it may write, also where it ended by itself
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * What became of the outputs.
     *
     * @return each that was written under a temporary name; empty without {@code FFmpegJob.partialOutput}, or when this
     *     exception was serialised
     */
    public List<OutputFate> outputs() {
        return outputs == null ? List.of() : outputs;
    }

    /**
     * The files that each output has left.
     *
     * @return by the number of the output, as {@code FFmpegResult.files}: with {@code FFmpegJob.partialOutput} those of this
     *     run, under the names that they have now, final or marked. Without it, those of a run that finished its outputs,
     *     such as one that met a time limit, and none of a run that broke off. Empty if FFmpeg was not started, or when this
     *     exception was serialised
     */
    public List<List<Path>> files() {
        return files == null ? List.of() : files;
    }
}
