package io.github.asyncffmpeg.jobs;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a plan has ended. What was done in an earlier run of it counts as done.
 *
 * @param steps how each step has ended: those of the plan, then those that were decided
 * @param elapsed how long this run took
 */
public record PlanResult(Map<String, StepResult> steps, Duration elapsed) {

    /** Copies the map. */
    public PlanResult {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /**
     * Whether nothing is left to do.
     *
     * @return whether all steps were done or skipped
     */
    public boolean isDone() {
        return steps.values().stream().allMatch(step -> step.status().isMet());
    }

    /**
     * The steps that have ended in one way.
     *
     * @param status the way
     * @return their ids
     */
    public List<String> steps(StepStatus status) {
        Objects.requireNonNull(status, "status");
        return steps.entrySet().stream()
                .filter(step -> step.getValue().status() == status)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What a step has found.
     *
     * @param step its id
     * @param name the name of the value
     * @return the value, if there is such a step, and it has found it
     */
    public Optional<String> value(String step, String name) {
        StepResult result = steps.get(Objects.requireNonNull(step, "step"));
        return Optional.ofNullable(result).map(found -> found.values().get(Objects.requireNonNull(name, "name")));
    }
}
