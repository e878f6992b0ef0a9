package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.internal.values.Holes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with steps that stand beside each other: of a plan, or of a decision. Functions without state. */
final class StepSet {

    private StepSet() {}

    /** The names of the values that a step uses. */
    static Set<String> uses(Step step) {
        Set<String> names = new TreeSet<>();
        step.when().ifPresent(condition -> names.addAll(condition.names()));
        if (step instanceof JobStep job) {
            names.addAll(job.job().holes());
        }
        return names;
    }

    /** The first thing that is wrong, as a sentence; empty when nothing is. */
    static Optional<String> problem(List<Step> steps) {
        Map<String, Step> byId = new LinkedHashMap<>();
        for (Step step : steps) {
            if (byId.put(step.id(), step) != null) {
                return Optional.of("two steps are called '" + step.id() + "'");
            }
        }
        for (Step step : steps) {
            for (String need : step.needs()) {
                if (!byId.containsKey(need)) {
                    return Optional.of("'" + step.id() + "' needs '" + need + "', which is no step beside it");
                }
            }
            for (String name : uses(step)) {
                if (!step.needs().contains(Holes.step(name))) {
                    return Optional.of(
                            "'" + step.id() + "' uses {" + name + "}, but does not need '" + Holes.step(name) + "'");
                }
            }
        }
        return circle(steps, byId);
    }

    /** Takes away what can be done, again and again: what is left needs itself. */
    private static Optional<String> circle(List<Step> steps, Map<String, Step> byId) {
        Map<String, Integer> waiting = new LinkedHashMap<>();
        Map<String, List<String>> dependents = new LinkedHashMap<>();
        Deque<String> free = new ArrayDeque<>();
        for (Step step : steps) {
            waiting.put(step.id(), step.needs().size());
            step.needs()
                    .forEach(need -> dependents
                            .computeIfAbsent(need, any -> new ArrayList<>())
                            .add(step.id()));
            if (step.needs().isEmpty()) {
                free.add(step.id());
            }
        }
        int done = 0;
        while (!free.isEmpty()) {
            done++;
            for (String dependent : dependents.getOrDefault(free.remove(), List.of())) {
                if (waiting.merge(dependent, -1, Integer::sum) == 0) {
                    free.add(dependent);
                }
            }
        }
        if (done == byId.size()) {
            return Optional.empty();
        }
        List<String> left = waiting.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(Map.Entry::getKey)
                .limit(5)
                .toList();
        return Optional.of("these steps need each other in a circle, or one that does: " + String.join(", ", left));
    }
}
