package io.github.asyncffmpeg.jobs.internal.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is allowed in a plan and probably goes wrong: a file that is read is not there, and no job makes it. */
public final class PlanWarnings {

    /**
     * Something that probably goes wrong.
     *
     * @param job the id of the job
     * @param sentence what, with a full stop
     */
    public record Warning(String job, String sentence) {}

    private PlanWarnings() {}

    /** Looks at the files that the jobs read. */
    public static List<Warning> of(Plan plan) {
        Set<Path> made = new HashSet<>();
        plan.jobs().forEach(job -> made.addAll(job.outputs()));
        List<Warning> warnings = new ArrayList<>();
        for (PlannedJob job : plan.jobs()) {
            for (Path input : job.inputs()) {
                if (!made.contains(input) && !Files.exists(input)) {
                    warnings.add(new Warning(job.id(), "There is no file " + input + " yet, and no job makes it."));
                }
            }
        }
        return warnings;
    }
}
