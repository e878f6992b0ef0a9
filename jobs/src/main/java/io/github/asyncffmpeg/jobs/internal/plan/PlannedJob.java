package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.RetryPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One job of a plan.
 *
 * @param id names it among the others of its plan, and in the journal from one run to the next
 * @param job what FFmpeg does, with its time limits, directory, environment and priority
 * @param inputs the files of this machine that it reads, as far as they are known; absolute
 * @param outputs the files of this machine that it makes, as far as each is one file whose name is known; absolute
 * @param series the files that it makes and FFmpeg numbers
 * @param needs the ids of the jobs that must be done before it begins
 * @param uses how much of each resource it holds while it runs, such as {@code gpu} → 1
 * @param retries how often it is tried again after a failure that is worth it
 * @param flow values that it uses and finds
 */
public record PlannedJob(
        String id,
        FFmpegJob job,
        List<Path> inputs,
        List<Path> outputs,
        List<Series> series,
        Set<String> needs,
        Map<String, Integer> uses,
        Retries retries,
        Flow flow) {

    /** Copies the collections. */
    public PlannedJob {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        series = List.copyOf(series);
        needs = Set.copyOf(needs);
        uses = Map.copyOf(uses);
    }

    /** One without values. */
    public PlannedJob(
            String id,
            FFmpegJob job,
            List<Path> inputs,
            List<Path> outputs,
            List<Series> series,
            Set<String> needs,
            Map<String, Integer> uses,
            Retries retries) {
        this(id, job, inputs, outputs, series, needs, uses, retries, Flow.NONE);
    }

    /** One whose outputs are single files. */
    public PlannedJob(
            String id,
            FFmpegJob job,
            List<Path> inputs,
            List<Path> outputs,
            Set<String> needs,
            Map<String, Integer> uses,
            Retries retries) {
        this(id, job, inputs, outputs, List.of(), needs, uses, retries, Flow.NONE);
    }

    /** The same with other arguments, which read and make the same files. */
    public PlannedJob withSpec(StreamSpec spec) {
        return new PlannedJob(id, job.spec(spec), inputs, outputs, series, needs, uses, retries, flow);
    }

    /** The same, with values. */
    public PlannedJob withFlow(Flow values) {
        return new PlannedJob(id, job, inputs, outputs, series, needs, uses, retries, values);
    }

    /** What it makes, by name: single files, and the patterns of those that FFmpeg numbers. */
    public List<Path> targets() {
        return Stream.concat(outputs.stream(), series.stream().map(Series::pattern))
                .toList();
    }

    /**
     * How often a job is tried again, and after which failures.
     *
     * @param most 0 or more
     * @param kinds the failures; none stands for those that {@linkplain FailureKind#isTransient may pass by themselves}
     * @param pauses how long the pauses before are, if this job says so; of the policy nothing else counts
     */
    public record Retries(int most, Set<FailureKind> kinds, Optional<RetryPolicy> pauses) {

        /** A failed job stays failed. */
        public static final Retries NONE = new Retries(0, Set.of());

        /** Copies the set. */
        public Retries {
            kinds = Set.copyOf(kinds);
        }

        /** With the pauses of the batch. */
        public Retries(int most, Set<FailureKind> kinds) {
            this(most, kinds, Optional.empty());
        }

        /** Whether a failure is worth another try. */
        public boolean covers(FailureKind kind) {
            return kinds.isEmpty() ? kind.isTransient() : kinds.contains(kind);
        }
    }
}
