package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.run.Running;
import io.github.asyncffmpeg.run.RunningJob;
import io.github.asyncffmpeg.run.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * The handle of a plan that is under way.
 *
 * <p>{@link #quit} lets what runs finish its files, and starts nothing more; {@link #kill} ends what runs by force.
 *
 * <p>Listeners are called one call at a time, on threads of their own: a slow one holds up no step. One that throws is not called
 * again.
 *
 * <p>Implementations are safe for any thread. Nothing blocks but {@link #stop}.
 */
public interface RunningPlan extends Running<PlanResult> {

    /**
     * What is being done.
     *
     * @return the plan
     */
    Plan plan();

    /**
     * The future of the plan. It completes when every step has ended and nothing of it runs: with a result when no step has
     * failed, also after a stop; otherwise with a {@link PlanException}, which has the result too. To cancel it stops the plan.
     *
     * @return always the same future
     */
    @Override
    CompletableFuture<PlanResult> result();

    /**
     * Asks the plan to finish, and waits until it has ended. An interrupt of the waiting thread is kept for later.
     *
     * @return how all steps have ended
     * @throws PlanException if a step has failed
     */
    @Override
    PlanResult stop();

    /**
     * Asks the plan to finish, and waits until it has ended.
     *
     * @param limit how long each job that runs may take to finish its files, more than zero
     * @return how all steps have ended
     * @throws PlanException if a step has failed
     * @throws IllegalArgumentException if the limit is not more than zero
     */
    @Override
    PlanResult stop(Duration limit);

    /**
     * Stops one step, with all that it has become. What needs it is cancelled; the rest of the plan goes on.
     *
     * @param step its id; one that has ended, or is not there, stays as it is
     */
    void quitStep(String step);

    /**
     * How far it has come.
     *
     * @return the sums at this moment
     */
    PlanProgress progress();

    /**
     * The job of a step.
     *
     * @param step the id of the step
     * @return its job, if the runner has it and it has not ended
     */
    Optional<RunningJob> job(String step);

    /**
     * The events of the plan.
     *
     * @return a publisher that can be subscribed to at any time; a late subscriber gets the newest {@link PlanProgress}, then what
     *     follows. A slow one misses progress, and of ten thousand events that wait the oldest
     */
    Flow.Publisher<PlanEvent> events();

    /**
     * Calls a listener for each event of one kind.
     *
     * @param <E> the kind
     * @param kind the kind; {@code PlanEvent.class} for all
     * @param listener called for each
     * @return detaches the listener
     */
    <E extends PlanEvent> Subscription on(Class<E> kind, Consumer<? super E> listener);

    /**
     * Calls a listener whenever the plan has come further. A slow listener sees fewer, always the newest.
     *
     * @param listener called for each
     * @return detaches the listener
     */
    default Subscription onProgress(Consumer<? super PlanProgress> listener) {
        return on(PlanProgress.class, listener);
    }
}
