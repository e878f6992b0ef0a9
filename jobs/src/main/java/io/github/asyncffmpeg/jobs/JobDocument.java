package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.jobs.JobDocumentException.Problem;
import io.github.asyncffmpeg.jobs.internal.document.Digests;
import io.github.asyncffmpeg.jobs.internal.document.Faults;
import io.github.asyncffmpeg.jobs.internal.document.JobTree;
import io.github.asyncffmpeg.jobs.internal.document.JsonText;
import io.github.asyncffmpeg.jobs.internal.document.YamlWriter;
import io.github.asyncffmpeg.jobs.internal.jobfile.DocumentReader;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobFileException;
import io.github.asyncffmpeg.jobs.internal.plan.Bounds;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job as data: one entry of a job file, with all that makes it one job. It can be stored, sent and compared.
 *
 * <pre>{@code
 * String text = JobDocument.of(job).toJson();
 * FFmpegJob same = JobDocument.parse(text).toJob();      // equal to job
 * }</pre>
 *
 * <p>The spec, the name and every setting are in it. What does not travel is refused, with the reason and what to do instead:
 * media of this program ({@code MediaSource}, {@code MediaSink}), inherited standard streams, more than 64 KiB for standard
 * input, and more than 1 MiB of standard output to be kept. Listeners are not part of a job.
 *
 * <p>A {@code Path} that is relative stays relative. With named roots, a file below one of these folders is written against
 * its name, {@code {root: media, file: a/b.mp4}}, and another machine may have the folder elsewhere.
 *
 * <p>{@code docs/jobs.md} has the form.
 *
 * <p>Immutable and safe for any thread.
 */
public final class JobDocument {

    private static final String NAME = "document";

    private final Map<String, @Nullable Object> tree;
    private final String json;

    /** Files below roots are stand-ins in it. */
    private final FFmpegJob job;

    private final Roots roots;

    private JobDocument(Map<String, @Nullable Object> tree, String json, FFmpegJob job, Roots roots) {
        this.tree = tree;
        this.json = json;
        this.job = job;
        this.roots = roots;
    }

    /**
     * Describes a job. Touches no file.
     *
     * @param job the job
     * @return its document
     * @throws JobDocumentException when something in it does not travel
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when its spec cannot be a command
     */
    public static JobDocument of(FFmpegJob job) {
        return of(job, Map.of());
    }

    /**
     * Describes a job, with files named against roots. Touches no file.
     *
     * @param job the job
     * @param roots folders by names of your choice: a {@code Path} that begins with such a folder is written against it, the
     *     innermost one. Arguments written by hand and targets in FFmpeg's own syntax stay as they are
     * @return its document
     * @throws JobDocumentException when something in it does not travel
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when its spec cannot be a command
     */
    public static JobDocument of(FFmpegJob job, Map<String, Path> roots) {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(roots, "roots");
        Faults faults = new Faults();
        Map<String, @Nullable Object> tree = JobTree.of(job, Roots.of(roots), faults);
        if (!faults.sentences().isEmpty()) {
            throw new JobDocumentException(faults.sentences().stream()
                    .map(sentence -> new Problem("", 0, 0, sentence, List.of()))
                    .toList());
        }
        FFmpegCommand.of(job.spec());
        String json = JsonText.of(tree);
        if (json.length() > Bounds.TEXT) {
            throw new JobDocumentException(List.of(new Problem(
                    "", 0, 0, "a document has at most 4 MiB, not " + json.length() + " characters", List.of())));
        }
        return roots.isEmpty() ? new JobDocument(tree, json, job, Roots.NONE) : parse(json);
    }

    /**
     * Reads a document. Touches no file.
     *
     * @param text JSON or YAML, with {@code version: 1}; at most 4 MiB
     * @return the document
     * @throws JobDocumentException with all that is wrong, each with its line, its column and the nearest names
     */
    public static JobDocument parse(String text) {
        return parse(text, NAME);
    }

    /**
     * Reads a document. Touches no file.
     *
     * @param text JSON or YAML, with {@code version: 1}; at most 4 MiB
     * @param name what it is called in messages, such as the name of a file
     * @return the document
     * @throws JobDocumentException with all that is wrong, each with its line, its column and the nearest names
     */
    public static JobDocument parse(String text, String name) {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(name, "name");
        Roots standIns = Roots.standIns();
        FFmpegJob job = read(text, name, standIns);
        Map<String, @Nullable Object> tree = JobTree.of(job, standIns, new Faults());
        return new JobDocument(tree, JsonText.of(tree), job, standIns);
    }

    private static FFmpegJob read(String text, String name, Roots roots) {
        try {
            return DocumentReader.read(text, name, roots);
        } catch (JobFileException e) {
            throw JobDocumentException.of(e, name);
        }
    }

    /**
     * The job. Specs made of inputs, filters and outputs are so again, and compile to the same arguments.
     *
     * @return the job, equal to the one that was described
     * @throws JobDocumentException when files are named against roots
     */
    public FFmpegJob toJob() {
        return toJob(Map.of());
    }

    /**
     * The job, on a machine that has the roots.
     *
     * @param folders the folder of each root; more than the document names may be given
     * @return the job
     * @throws JobDocumentException when a root is missing
     */
    public FFmpegJob toJob(Map<String, Path> folders) {
        Objects.requireNonNull(folders, "folders");
        return roots.hasStandIns() ? read(json, NAME, Roots.of(folders)) : job;
    }

    /**
     * The document as JSON, in one line and always spelled the same: what {@link #digest} is of.
     *
     * @return the text; an entry of a job file, too
     */
    public String toJson() {
        return json;
    }

    /**
     * The document as YAML, for people.
     *
     * @return the text; an entry of a job file, too
     */
    public String toYaml() {
        return YamlWriter.of(tree);
    }

    /**
     * A digest of the document: two documents with the same one are the same.
     *
     * @return SHA-256 of {@link #toJson}, 64 hexadecimal digits
     */
    public String digest() {
        return Digests.of(json);
    }

    /**
     * A digest of the work: of what the bytes of the outputs depend on. The arguments, what is read and written, the directory,
     * the environment, the bytes for standard input, the bounds on threads and outputs, and the policy for untrusted inputs
     * count. The name, timeouts, the priority, retries and whether outputs are overwritten do not. What is in the input files
     * does not either, nor which FFmpeg runs. Files below a root count by their place below it.
     *
     * @return SHA-256, 64 hexadecimal digits
     */
    public String workDigest() {
        return Digests.ofWork(job, roots);
    }

    /**
     * Compares documents.
     *
     * @param other anything
     * @return whether it is a document with the same {@link #toJson}
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JobDocument document && json.equals(document.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /**
     * The document as JSON.
     *
     * @return {@link #toJson}
     */
    @Override
    public String toString() {
        return json;
    }
}
