package io.github.asyncffmpeg.cli.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The jobs of one batch, in the order in which they were written. The id of each is its own; what a job needs is there, and
 * no job needs itself, over however many others; no two jobs write the same file.
 *
 * @param title what people call it: the name of the job file, or {@code convert}
 * @param directory where relative names begin, absolute
 * @param jobs the jobs
 * @param limits how much there is of each resource, such as {@code gpu} → 1; a resource that is not named has no limit
 */
public record Plan(String title, Path directory, List<PlannedJob> jobs, Map<String, Integer> limits) {

    /** Copies the lists. */
    public Plan {
        jobs = List.copyOf(jobs);
        limits = Map.copyOf(limits);
    }
}
