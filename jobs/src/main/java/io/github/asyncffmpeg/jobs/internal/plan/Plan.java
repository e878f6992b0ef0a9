package io.github.asyncffmpeg.jobs.internal.plan;

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
 * @param remarks what was left out of it, and the user may have meant
 * @param asks what else it does
 */
public record Plan(
        String title,
        Path directory,
        List<PlannedJob> jobs,
        Map<String, Integer> limits,
        List<Remark> remarks,
        List<PlannedAsk> asks) {

    /**
     * Something that was left out.
     *
     * @param sentence what and why, with a full stop
     * @param failure whether the batch has not done all that it was asked for, even if all its jobs are done
     */
    public record Remark(String sentence, boolean failure) {}

    /** Copies the lists. */
    public Plan {
        jobs = List.copyOf(jobs);
        limits = Map.copyOf(limits);
        remarks = List.copyOf(remarks);
        asks = List.copyOf(asks);
    }

    /** One of jobs alone. */
    public Plan(
            String title, Path directory, List<PlannedJob> jobs, Map<String, Integer> limits, List<Remark> remarks) {
        this(title, directory, jobs, limits, remarks, List.of());
    }

    /** One that leaves nothing out. */
    public Plan(String title, Path directory, List<PlannedJob> jobs, Map<String, Integer> limits) {
        this(title, directory, jobs, limits, List.of());
    }

    /** Whether values flow in it, or something is to be decided. */
    public boolean flows() {
        return !asks.isEmpty() || jobs.stream().anyMatch(job -> !job.flow().isNone());
    }

    /** The same with other jobs. */
    public Plan withJobs(List<PlannedJob> others) {
        return new Plan(title, directory, others, limits, remarks, asks);
    }
}
