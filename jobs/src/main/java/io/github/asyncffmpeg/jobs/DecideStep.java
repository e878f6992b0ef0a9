package io.github.asyncffmpeg.jobs;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A step that becomes other steps, which a {@link Recipe} decides from facts. It has ended when all of them have: a step that
 * needs this one needs all that it became.
 *
 * <p>The ids of what it becomes are prefixed: {@code quality/2/encode} is the step {@code encode} of the second turn of
 * {@code quality}. When the last step of a decision is a decide step, that is the next turn. There are at most 1,000 turns.
 *
 * @param id its id
 * @param needs the steps before it, whose values the recipe gets
 * @param when the condition, if there is one
 * @param recipe the name of the recipe
 * @param version the version of the recipe, from 1
 * @param parameters what the recipe is told besides the facts
 */
public record DecideStep(
        String id,
        Set<String> needs,
        Optional<Condition> when,
        String recipe,
        int version,
        Map<String, String> parameters)
        implements Step {

    /** Checks the step. */
    public DecideStep {
        StepIds.checked(id);
        needs = StepIds.sorted(needs);
        Objects.requireNonNull(when, "when");
        if (Objects.requireNonNull(recipe, "recipe").isBlank()) {
            throw new IllegalArgumentException("recipe: expected a name, got a blank text");
        }
        if (version < 1) {
            throw new IllegalArgumentException("version: expected at least 1, got " + version);
        }
        parameters = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNull(parameters, "parameters")));
    }

    /**
     * The same with a condition.
     *
     * @param condition as {@link Condition#parse} reads it
     * @return the step
     */
    public DecideStep when(String condition) {
        return new DecideStep(id, needs, Optional.of(Condition.parse(condition)), recipe, version, parameters);
    }
}
