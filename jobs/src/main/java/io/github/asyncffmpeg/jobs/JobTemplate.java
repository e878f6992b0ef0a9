package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.internal.jobfile.TemplateReader;
import io.github.asyncffmpeg.jobs.internal.values.Holes;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link JobDocument} with holes: {@code {measure.input_i}} stands for the value {@code input_i} that the step
 * {@code measure} has found. A job never has holes: a template becomes one when all steps that it needs have ended.
 *
 * <pre>{@code
 * FFmpegJob job = FFmpegJob.of(FFmpeg.input("talk.wav").audio()
 *         .filter("volume", "{measure.gain}dB")
 *         .output("loud.wav"));
 * JobTemplate template = JobTemplate.of(job, "measure");
 * }</pre>
 *
 * <p>Holes can be in any text of a document. What fills one is never read as a hole again.
 *
 * <p>Immutable and safe for any thread.
 */
public final class JobTemplate {

    private static final List<String> TRIALS = List.of("1", "1s", "a");

    private final String json;
    private final Set<String> holes;

    private JobTemplate(String json) {
        this.json = json;
        this.holes = Set.copyOf(Holes.of(json));
    }

    /**
     * A template of a job.
     *
     * @param job the job; texts in it may have holes of these steps
     * @param steps the steps whose values fill holes; all other braces in the job stay what they are
     * @return the template
     * @throws JobDocumentException when something in the job does not travel
     */
    public static JobTemplate of(FFmpegJob job, String... steps) {
        Objects.requireNonNull(steps, "steps");
        return new JobTemplate(Holes.open(JobDocument.of(job).toJson(), Set.of(steps)));
    }

    /**
     * A template of a document, which has no holes.
     *
     * @param document the document
     * @return the template
     */
    public static JobTemplate of(JobDocument document) {
        return new JobTemplate(Objects.requireNonNull(document, "document").toJson());
    }

    /**
     * Reads a template.
     *
     * @param text JSON or YAML, as {@link JobDocument#parse(String)} takes it, with holes
     * @return the template
     * @throws JobDocumentException with all that is wrong, whatever the holes are filled with
     */
    public static JobTemplate parse(String text) {
        String json = TemplateReader.json(Objects.requireNonNull(text, "text"), "template")
                .orElse(text);
        JobTemplate template = new JobTemplate(json);
        template.check();
        return template;
    }

    /** What fills a hole is not known yet: a template is wrong when it is so with a number, a duration and a word. */
    private void check() {
        JobDocumentException first = null;
        for (String trial : TRIALS) {
            try {
                fill(name -> trial);
                return;
            } catch (JobDocumentException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** The names of its holes: {@code step.value}. */
    Set<String> holes() {
        return holes;
    }

    /** The document, with values in the holes. */
    JobDocument fill(UnaryOperator<String> values) {
        return JobDocument.parse(Holes.fill(json, values));
    }

    /**
     * The template as JSON.
     *
     * @return one line
     */
    public String toJson() {
        return json;
    }

    /**
     * Compares templates.
     *
     * @param other anything
     * @return whether it is a template with the same {@link #toJson}
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JobTemplate template && json.equals(template.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /**
     * The template as JSON.
     *
     * @return {@link #toJson}
     */
    @Override
    public String toString() {
        return json;
    }
}
