package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.JobDocumentException.Problem;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.jobs.internal.wire.NotWire;
import io.github.asyncffmpeg.jobs.internal.wire.WireText;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What comes back from a run, as JSON and back: results, exceptions with their {@code Failure}, events, and what a probe found.
 *
 * <pre>{@code
 * String json = RunJson.create().toJson(result);                     // where FFmpeg ran
 * FFmpegResult same = RunJson.create().result(json);                 // where somebody waits for it
 * }</pre>
 *
 * <p>Each text is one line with {@code "version":1}. A newer minor version is accepted, and keys that are new are passed over.
 * Secrets of a command are {@code ***} in what is written, as {@code docs/jobs.md} says; what is read equals what was written but
 * for them. A log line may repeat a secret that only the job knows, so say which job it is: {@link #hidingSecretsOf}.
 *
 * <p>With named roots, a file below one of these folders is written against its name, and read as a file of the folder of that
 * name here.
 *
 * <p>Immutable and safe for any thread.
 */
public final class RunJson {

    private static final RunJson PLAIN = new RunJson(Roots.NONE, Redactor.of(List.of()));

    private final Roots roots;
    private final Redactor secrets;

    private RunJson(Roots roots, Redactor secrets) {
        this.roots = roots;
        this.secrets = secrets;
    }

    /**
     * With the names of files as they are.
     *
     * @return a writer and reader
     */
    public static RunJson create() {
        return PLAIN;
    }

    /**
     * With files named against roots.
     *
     * @param roots folders by their names
     * @return a writer and reader
     */
    public static RunJson withRoots(Map<String, Path> roots) {
        return new RunJson(Roots.of(Objects.requireNonNull(roots, "roots")), Redactor.of(List.of()));
    }

    /**
     * The same for what comes back from one job: its secrets are written as {@code ***} in every text, in log lines too.
     *
     * @param job whose command and environment hold the secrets
     * @return a writer and reader
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when its spec cannot be a command
     */
    public RunJson hidingSecretsOf(FFmpegJob job) {
        Objects.requireNonNull(job, "job");
        return new RunJson(roots, Redactor.of(FFmpegCommand.of(job.spec()).arguments(), job.environment()));
    }

    /**
     * Writes a result.
     *
     * @param result the result, standard output included
     * @return the JSON
     */
    public String toJson(FFmpegResult result) {
        return WireText.of(Objects.requireNonNull(result, "result"), roots, secrets);
    }

    /**
     * Writes an exception: its type, its message and its data. The stack trace, the cause and what is suppressed stay here.
     *
     * @param error the exception
     * @return the JSON
     */
    public String toJson(FFmpegException error) {
        return WireText.of(Objects.requireNonNull(error, "error"), roots, secrets);
    }

    /**
     * Writes an event.
     *
     * @param event the event
     * @return the JSON
     */
    public String toJson(FFmpegEvent event) {
        return WireText.of(Objects.requireNonNull(event, "event"), roots, secrets);
    }

    /**
     * Writes what a probe found: all that ffprobe said.
     *
     * @param info of a probe
     * @return the JSON
     */
    public String toJson(MediaInfo info) {
        return WireText.of(Objects.requireNonNull(info, "info"));
    }

    /**
     * Reads a result.
     *
     * @param json what {@link #toJson(FFmpegResult)} has written; at most 16 MiB
     * @return a result with equal components
     * @throws JobDocumentException when it is not one, or a root is missing
     */
    public FFmpegResult result(String json) {
        return read(() -> WireText.read(Objects.requireNonNull(json, "json"), "result", FFmpegResult.class, roots));
    }

    /**
     * Reads an exception.
     *
     * @param json what {@link #toJson(FFmpegException)} has written; at most 16 MiB
     * @return an exception of the same type, with the same message and data
     * @throws JobDocumentException when it is not one, or a root is missing
     */
    public FFmpegException error(String json) {
        return read(() -> WireText.read(Objects.requireNonNull(json, "json"), "error", FFmpegException.class, roots));
    }

    /**
     * Reads an event.
     *
     * @param json what {@link #toJson(FFmpegEvent)} has written; at most 16 MiB
     * @return an equal event
     * @throws JobDocumentException when it is not one, or a root is missing
     */
    public FFmpegEvent event(String json) {
        return read(() -> WireText.read(Objects.requireNonNull(json, "json"), "event", FFmpegEvent.class, roots));
    }

    /**
     * Reads what a probe found.
     *
     * @param json what {@link #toJson(MediaInfo)} has written; at most 16 MiB
     * @return equal information
     * @throws JobDocumentException when it is not that
     */
    public MediaInfo mediaInfo(String json) {
        return read(() -> WireText.readMedia(Objects.requireNonNull(json, "json")));
    }

    private interface Reading<T> {
        T read() throws NotWire;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (NotWire e) {
            throw new JobDocumentException(List.of(new Problem("", 0, 0, e.sentence(), List.of())));
        }
    }
}
