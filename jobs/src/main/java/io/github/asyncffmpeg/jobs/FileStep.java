package io.github.asyncffmpeg.jobs;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A step that does something to files. To do it twice is to do it once.
 *
 * @param id its id
 * @param needs the steps before it
 * @param when the condition, if there is one
 * @param work what it does
 */
public record FileStep(String id, Set<String> needs, Optional<Condition> when, FileWork work) implements Step {

    /** Checks the step. */
    public FileStep {
        StepIds.checked(id);
        needs = StepIds.sorted(needs);
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(work, "work");
    }

    /**
     * The same with a condition.
     *
     * @param condition as {@link Condition#parse} reads it
     * @return the step
     */
    public FileStep when(String condition) {
        return new FileStep(id, needs, Optional.of(Condition.parse(condition)), work);
    }
}
