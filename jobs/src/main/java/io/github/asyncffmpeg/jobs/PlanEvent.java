package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.run.RunningJob;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happens in a plan.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface PlanEvent permits PlanEvent.StepStarted, PlanEvent.StepEnded, PlanEvent.Missed, PlanProgress {

    /**
     * All that a step needs is there, and it was begun: a job is with the runner, where it may wait for its turn.
     *
     * @param step its id
     * @param job the handle of its job, if it is a step that runs one
     */
    record StepStarted(String step, Optional<RunningJob> job) implements PlanEvent {

        /** Checks that all is there. */
        public StepStarted {
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(job, "job");
        }
    }

    /**
     * A step has ended. Comes once for each step in each run of the plan: of a plan that is resumed, first for those that earlier
     * runs have ended.
     *
     * @param step its id
     * @param result how it has ended
     */
    record StepEnded(String step, StepResult result) implements PlanEvent {

        /** Checks that all is there. */
        public StepEnded {
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(result, "result");
        }
    }

    /**
     * A subscriber was slow, and has missed events.
     *
     * @param count how many
     */
    record Missed(long count) implements PlanEvent {}
}
