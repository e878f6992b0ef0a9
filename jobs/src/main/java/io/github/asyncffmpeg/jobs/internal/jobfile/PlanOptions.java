package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import java.util.List;
import java.util.Map;

/**
 * What a command line says about a job file. It counts more than what the file says.
 *
 * @param variables values for variables that the file has in {@code vars:}
 * @param only patterns of ids: other jobs are left out, and taken for done by those that need them; all if there is none
 * @param skip patterns of ids of jobs that are left out in the same way
 * @param settings of every job
 */
public record PlanOptions(Map<String, String> variables, List<String> only, List<String> skip, JobSettings settings) {

    /** Nothing is said. */
    public static final PlanOptions NONE = new PlanOptions(Map.of(), List.of(), List.of(), JobSettings.NONE);

    /** Copies the collections. */
    public PlanOptions {
        variables = Map.copyOf(variables);
        only = List.copyOf(only);
        skip = List.copyOf(skip);
    }
}
