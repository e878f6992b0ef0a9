package io.github.asyncffmpeg.jobs;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the steps that a decide step needs have found.
 *
 * <p>Immutable and safe for any thread.
 */
public final class Facts {

    /** By step; of a skipped one, nothing. */
    private final Map<String, Optional<Map<String, String>>> steps;

    private Facts(Map<String, Optional<Map<String, String>>> steps) {
        this.steps = steps;
    }

    /** Of steps; empty for one that was skipped. */
    static Facts of(Map<String, Optional<Map<String, String>>> steps) {
        return new Facts(Collections.unmodifiableMap(new TreeMap<>(steps)));
    }

    /**
     * Facts for the test of a recipe.
     *
     * @param steps the values of each step
     * @return the facts
     */
    public static Facts ofValues(Map<String, Map<String, String>> steps) {
        Map<String, Optional<Map<String, String>>> all = new TreeMap<>();
        steps.forEach((step, values) -> all.put(step, Optional.of(Map.copyOf(values))));
        return of(all);
    }

    /**
     * The steps that were needed.
     *
     * @return their ids, sorted
     */
    public Set<String> steps() {
        return steps.keySet();
    }

    /**
     * Whether a step was skipped, and so has found nothing.
     *
     * @param step its id
     * @return whether it was
     * @throws IllegalArgumentException when it is none of {@link #steps}
     */
    public boolean wasSkipped(String step) {
        return of(step).isEmpty();
    }

    /**
     * A value.
     *
     * @param step the step that has found it
     * @param name what it is called
     * @return the value, if the step has found it
     * @throws IllegalArgumentException when the step is none of {@link #steps}
     */
    public Optional<String> find(String step, String name) {
        return of(step).map(values -> values.get(Objects.requireNonNull(name, "name")));
    }

    /**
     * A value that must be there.
     *
     * @param step the step that has found it
     * @param name what it is called
     * @return the value
     * @throws IllegalArgumentException when it is not there
     */
    public String text(String step, String name) {
        return find(step, name)
                .orElseThrow(() -> new IllegalArgumentException("the step " + step + " has found no '" + name
                        + "', only " + of(step).map(Map::keySet).orElse(Set.of())));
    }

    /**
     * A number that must be there.
     *
     * @param step the step that has found it
     * @param name what it is called
     * @return the number; finite
     * @throws IllegalArgumentException when it is not there, or not a number
     */
    public double number(String step, String name) {
        String text = text(step, name);
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // told below
        }
        throw new IllegalArgumentException("'" + name + "' of the step " + step + " is '" + text + "', not a number");
    }

    private Optional<Map<String, String>> of(String step) {
        Optional<Map<String, String>> values = steps.get(Objects.requireNonNull(step, "step"));
        if (values == null) {
            throw new IllegalArgumentException(
                    "'" + step + "' is none of the steps that are needed: " + steps.keySet());
        }
        return values;
    }

    /**
     * Compares facts.
     *
     * @param other anything
     * @return whether they are facts with the same values
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Facts facts && steps.equals(facts.steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    /**
     * For people.
     *
     * @return the values of each step
     */
    @Override
    public String toString() {
        return steps.toString();
    }
}
