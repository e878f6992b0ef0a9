package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob.Retries;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans for tests. */
final class Plans {

    private Plans() {}

    static PlannedJob job(String id, int priority, Set<String> needs, Map<String, Integer> uses) {
        FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments("-i", "in.mp4", id + ".mp4"))
                .priority(priority);
        return new PlannedJob(id, job, List.of(), List.of(), needs, uses, Retries.NONE);
    }

    static PlannedJob job(String id, String... needs) {
        return job(id, 0, Set.of(needs), Map.of());
    }

    static Plan plan(Map<String, Integer> limits, PlannedJob... jobs) {
        return new Plan("test", Path.of("/"), Arrays.asList(jobs), limits);
    }
}
