package io.github.asyncffmpeg.jobs;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A step that asks something where the files are. Its values are the answer.
 *
 * @param id its id
 * @param needs the steps before it
 * @param when the condition, if there is one
 * @param probe the question
 */
public record ProbeStep(String id, Set<String> needs, Optional<Condition> when, Probe probe) implements Step {

    /** Checks the step. */
    public ProbeStep {
        StepIds.checked(id);
        needs = StepIds.sorted(needs);
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(probe, "probe");
    }

    /**
     * The same with a condition.
     *
     * @param condition as {@link Condition#parse} reads it
     * @return the step
     */
    public ProbeStep when(String condition) {
        return new ProbeStep(id, needs, Optional.of(Condition.parse(condition)), probe);
    }
}
