package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.internal.values.Holes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the needs of one step have found, and the order that comes of it. For {@link PlanState} alone. */
final class Values {

    private final StepNode node;

    Values(StepNode node) {
        this.node = node;
    }

    private StepNode need(String step) {
        return node.needs.stream()
                .filter(need -> need.step.id().equals(step))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + step + "' is no step that it needs"));
    }

    /** Why the step has nothing to work with, when a step whose value it uses was skipped. */
    Optional<String> skipped(Set<String> names) {
        return names.stream()
                .map(name -> need(Holes.step(name)))
                .filter(need -> need.status == StepStatus.SKIPPED)
                .findFirst()
                .map(need -> "it uses a value of '" + need.id + "', which was skipped: " + need.because);
    }

    /**
     * A value by its name.
     *
     * @throws IllegalArgumentException when it is not there
     */
    String get(String name) {
        Map<String, String> values = need(Holes.step(name)).values;
        String value = values.get(Holes.value(name));
        if (value == null) {
            throw new IllegalArgumentException("there is no value {" + name + "}; '" + Holes.step(name) + "' has found "
                    + (values.isEmpty()
                            ? "nothing"
                            : values.keySet().stream().limit(40).collect(Collectors.joining(", "))));
        }
        return value;
    }

    /** A condition that does not hold, with its values. */
    String shown(Condition condition) {
        String values = condition.names().stream()
                .map(name -> name + " is " + get(name))
                .collect(Collectors.joining(", "));
        return "not so: " + condition + (values.isEmpty() ? "" : " (" + values + ")");
    }

    /**
     * The order for the step.
     *
     * @throws IllegalArgumentException when a value is missing, or the job is none with these values
     */
    Order.Work order(Order.Attempt attempt) {
        if (node.step instanceof JobStep job) {
            return new Order.RunJob(node.id, attempt, job.job().fill(this::get), job.measure());
        } else if (node.step instanceof ProbeStep probe) {
            return new Order.Ask(node.id, attempt, probe.probe());
        } else if (node.step instanceof DecideStep decide) {
            return new Order.Decide(node.id, attempt, decide.recipe(), decide.version(), decide.parameters(), facts());
        }
        return new Order.Handle(node.id, attempt, ((FileStep) Objects.requireNonNull(node.step)).work());
    }

    private Facts facts() {
        Map<String, Optional<Map<String, String>>> facts = new TreeMap<>();
        for (StepNode need : node.needs) {
            facts.put(need.step.id(), need.status == StepStatus.SKIPPED ? Optional.empty() : Optional.of(need.values));
        }
        return Facts.of(facts);
    }
}
