package io.github.asyncffmpeg.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A step of a plan. It starts when all steps that it needs have been done or skipped.
 *
 * <p>Ids are of letters, digits, {@code _} and {@code -}, at most 100 characters. Those of one plan, or of one decision, differ.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface Step permits JobStep, ProbeStep, DecideStep, FileStep {

    /**
     * Its name among the steps beside it.
     *
     * @return the id
     */
    String id();

    /**
     * The steps that must have been done or skipped before this one starts.
     *
     * @return ids of steps beside it, sorted
     */
    Set<String> needs();

    /**
     * When it is done at all.
     *
     * @return the condition; empty for always
     */
    Optional<Condition> when();

    /**
     * A step that runs a job.
     *
     * @param id its id
     * @param job the job
     * @param needs the steps before it
     * @return the step
     */
    static JobStep job(String id, JobTemplate job, String... needs) {
        return new JobStep(id, Set.of(needs), Optional.empty(), job, Optional.empty());
    }

    /**
     * A step that asks something where the files are.
     *
     * @param id its id
     * @param probe the question
     * @param needs the steps before it
     * @return the step
     */
    static ProbeStep probe(String id, Probe probe, String... needs) {
        return new ProbeStep(id, Set.of(needs), Optional.empty(), probe);
    }

    /**
     * A step that becomes other steps.
     *
     * @param id its id
     * @param recipe who decides
     * @param parameters what the recipe is told besides the facts
     * @param needs the steps before it, whose values the recipe gets
     * @return the step
     */
    static DecideStep decide(String id, Recipe recipe, Map<String, String> parameters, String... needs) {
        return new DecideStep(id, Set.of(needs), Optional.empty(), recipe.name(), recipe.version(), parameters);
    }

    /**
     * A step that does something to files.
     *
     * @param id its id
     * @param work what it does
     * @param needs the steps before it
     * @return the step
     */
    static FileStep file(String id, FileWork work, String... needs) {
        return new FileStep(id, Set.of(needs), Optional.empty(), work);
    }
}
