package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.internal.document.Digests;
import io.github.asyncffmpeg.jobs.internal.document.JsonText;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobFile;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobFileException;
import io.github.asyncffmpeg.jobs.internal.jobfile.PlanOptions;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.values.PlanTree;
import io.github.asyncffmpeg.jobs.internal.wire.JsonTree;
import io.github.asyncffmpeg.jobs.internal.wire.NotWire;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Steps with what they need, as data: a plan can be stored and sent.
 *
 * <pre>{@code
 * Plan plan = Plan.of(
 *         Step.job("measure", JobTemplate.of(measuring)).measure("loudness"),
 *         Step.job("level", JobTemplate.of(levelling, "measure"), "measure"));
 * }</pre>
 *
 * <p>A step starts when all that it needs have been done or skipped. When a step fails or is stopped, those that need it are
 * cancelled. {@code docs/plans.md} has all rules.
 *
 * <p>Immutable and safe for any thread.
 */
public final class Plan {

    private static final int MOST_STEPS = 100_000;

    private final List<Step> steps;

    private Plan(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * A plan of steps.
     *
     * @param steps the steps, in any order
     * @return the plan
     * @throws IllegalArgumentException when there is none, or more than 100,000; when two have one id, need each other in a
     *     circle, need what is not there, or use values of a step that they do not need
     */
    public static Plan of(List<? extends Step> steps) {
        List<Step> copy = List.copyOf(Objects.requireNonNull(steps, "steps"));
        if (copy.isEmpty() || copy.size() > MOST_STEPS) {
            throw new IllegalArgumentException("a plan: expected 1 to " + MOST_STEPS + " steps, got " + copy.size());
        }
        StepSet.problem(copy).ifPresent(problem -> {
            throw new IllegalArgumentException("a plan: " + problem);
        });
        return new Plan(copy);
    }

    /**
     * A plan of steps.
     *
     * @param steps the steps, in any order
     * @return the plan
     * @throws IllegalArgumentException as {@link #of(List)} says
     */
    public static Plan of(Step... steps) {
        return of(List.of(steps));
    }

    /**
     * Reads a plan.
     *
     * @param json what {@link #toJson} has written; at most 16 MiB
     * @return an equal plan
     * @throws IllegalArgumentException when it is none
     */
    public static Plan parse(String json) {
        try {
            return StepJson.plan(JsonTree.read(Objects.requireNonNull(json, "json")));
        } catch (NotWire e) {
            throw new IllegalArgumentException("a plan: " + e.sentence(), e);
        }
    }

    /**
     * Reads a <a href="https://yaml.org/spec/1.2.2/">YAML</a> or JSON job file of the program. A job of a file makes its folders,
     * is skipped when its output is there, and marks outputs that are short; what the file says of {@code limits:} is the pool's
     * to know ({@code docs/job-files.md}).
     *
     * @param file the job file; relative names in it begin in its folder, or in its {@code directory:}. The folders that its
     *     patterns name are looked at
     * @param variables values for variables that the file has in {@code vars:}
     * @return a step for each of its jobs; ids have {@code -} in place of characters that ids cannot have
     * @throws JobDocumentException with all that is wrong, each with its line, its column and the nearest names
     */
    public static Plan read(Path file, Map<String, String> variables) {
        try {
            PlanOptions options = new PlanOptions(variables, List.of(), List.of(), JobSettings.NONE);
            return StepJson.plan(new PlanTree(JobFile.read(file, options)).tree());
        } catch (JobFileException e) {
            throw JobDocumentException.of(e, file.toString());
        } catch (NotWire e) {
            throw new IllegalArgumentException("a plan: " + e.sentence(), e);
        }
    }

    /**
     * Reads a job file of the program, as {@link #read(Path, Map)} does.
     *
     * @param file the job file
     * @return a step for each of its jobs
     * @throws JobDocumentException with all that is wrong, each with its line, its column and the nearest names
     */
    public static Plan read(Path file) {
        return read(file, Map.of());
    }

    /**
     * Its steps.
     *
     * @return in the order in which they were given
     */
    public List<Step> steps() {
        return steps;
    }

    /**
     * The plan as JSON, in one line and always spelled the same.
     *
     * @return the text
     */
    public String toJson() {
        return JsonText.of(StepJson.tree(this));
    }

    /**
     * A digest of the plan.
     *
     * @return SHA-256 of {@link #toJson}, 64 hexadecimal digits
     */
    public String digest() {
        return Digests.of(toJson());
    }

    /**
     * Compares plans.
     *
     * @param other anything
     * @return whether it is a plan of equal steps in the same order
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Plan plan && steps.equals(plan.steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    /**
     * For people.
     *
     * @return how many steps it has
     */
    @Override
    public String toString() {
        return "Plan of " + steps.size() + " steps";
    }
}
