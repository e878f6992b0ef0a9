package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.internal.text.NearNames;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What {@code --limit} says of resources, against what the jobs of a plan use. */
final class Limits {

    private Limits() {}

    /**
     * Refuses a limit that would limit nothing, because its name is not one of the plan's.
     *
     * @param plan with the limits of its own file, without those of the command line
     * @param limits those of the command line
     * @throws CannotStart if no job uses a resource of them and the plan does not limit it either
     */
    static void check(Plan plan, Map<String, Integer> limits) throws CannotStart {
        Set<String> known = new TreeSet<>(plan.limits().keySet());
        plan.jobs().forEach(job -> known.addAll(job.uses().keySet()));
        for (String resource : limits.keySet()) {
            if (!known.contains(resource)) {
                throw new CannotStart(
                        "No job uses " + Words.name(resource) + ", which --limit names; " + meant(resource, known));
            }
        }
    }

    private static String meant(String resource, Set<String> known) {
        List<String> near = NearNames.nearest(resource, known);
        if (!near.isEmpty()) {
            return Words.name(String.join(", ", near)) + "?";
        }
        return known.isEmpty()
                ? "a job names what it uses in uses: of a job file."
                : "there is " + Words.name(String.join(", ", known)) + ".";
    }
}
