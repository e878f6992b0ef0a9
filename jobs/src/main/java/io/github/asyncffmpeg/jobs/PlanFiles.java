package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.internal.batch.JobFiles;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.plan.JobAssembly;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of one order: what it reads and makes, as far as that can be told from its arguments.
 *
 * @param job its job; empty for an order that runs none
 * @param inputs the files that it reads
 */
record PlanFiles(List<PlannedJob> job, List<Path> inputs) {

    static PlanFiles of(Order.Work order) {
        if (order instanceof Order.RunJob run) {
            PlannedJob job = JobAssembly.of(run.step(), run.job().toJob());
            return new PlanFiles(List.of(job), job.inputs());
        }
        if (order instanceof Order.Ask ask && ask.probe() instanceof Probe.Media media) {
            return new PlanFiles(List.of(), media.target().file().stream().toList());
        }
        return new PlanFiles(List.of(), List.of());
    }

    /** The inputs that are there. */
    Map<Path, FileState> inputStates() {
        Map<Path, FileState> states = new TreeMap<>();
        inputs.forEach(file -> JobFiles.state(file).ifPresent(state -> states.put(file, state)));
        return states;
    }

    /** The outputs that are there. */
    Map<Path, FileState> outputStates() {
        Map<Path, FileState> states = new TreeMap<>();
        job.forEach(planned -> states.putAll(JobFiles.states(planned)));
        return states;
    }

    /** Whether outputs get their names only when they are whole, and each has one name. */
    boolean areRenamed() {
        return job.stream()
                .anyMatch(planned -> planned.job().partialOutput().isPresent()
                        && planned.series().isEmpty()
                        && !planned.outputs().isEmpty());
    }

    /** All that is made, by name. */
    List<Path> targets() {
        return job.stream().flatMap(planned -> planned.targets().stream()).toList();
    }
}
