package io.github.asyncffmpeg.jobs;

/**
 * Whatever carries out plans: {@link PlanRunner} with a runner of jobs, or a cluster.
 *
 * <p>Implementations are safe for any thread.
 */
public interface PlanHost {

    /**
     * Starts a plan and returns at once.
     *
     * @param plan what is to be done
     * @return its handle
     * @throws IllegalStateException when it cannot be started: its journal is in use, or cannot be written
     */
    RunningPlan start(Plan plan);
}
