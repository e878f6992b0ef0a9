package io.github.asyncffmpeg.pool;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.JobRunner;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.RunningJob;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs many jobs, a few at a time, in the order they came, the more urgent first.
 *
 * <pre>{@code
 * try (FFmpegPool pool = ffmpeg.pool(3)) {
 *     CompletableFuture.allOf(pool.submit(copy), pool.submit(scaled)).join();
 * }
 * }</pre>
 *
 * <p>It holds anything else that is a stage as well, bounded together with the jobs.
 *
 * <p>It needs no thread of its own. When the JVM shuts down, running jobs are stopped as the {@code q} key does, and
 * queued ones fail with {@code FFmpegRejectedException}.
 *
 * <p>{@link #find} knows the last 1,000 jobs that have ended. One that had media of this program, or kept more than 64 KiB of
 * its standard output, is forgotten as soon as your program lets go of it, so that no memory is held.
 *
 * <p>Safe for any thread. Nothing blocks but {@link #awaitAll} and {@link #close}.
 */
public interface FFmpegPool extends JobRunner {

    /**
     * How many jobs run at a time.
     *
     * @return at least 1
     */
    int maxWorkers();

    /**
     * How many jobs may wait.
     *
     * @return at least 0
     */
    int maxQueued();

    /**
     * Whether closing the pool stops its jobs, or waits for them.
     *
     * @return {@code false} unless it was set
     */
    boolean cancelTasksWhenShutdown();

    @Override
    default FFmpegTask enqueue(StreamSpec spec) {
        return enqueue(FFmpegJob.of(spec));
    }

    @Override
    FFmpegTask enqueue(FFmpegJob job);

    @Override
    FFmpegTask enqueue(FFmpegJob job, RunListener listener);

    @Override
    FFmpegTask enqueue(String id, FFmpegJob job);

    @Override
    FFmpegTask enqueue(String id, FFmpegJob job, Consumer<? super RunningJob> listening);

    /**
     * Queues any asynchronous work and returns at once. It takes a place as a job does.
     *
     * <pre>{@code
     * CompletableFuture<Long> sum = pool.submit(() -> CompletableFuture.supplyAsync(() -> checksum(file), executor));
     * }</pre>
     *
     * @param <T> what it gives
     * @param work starts the work; called on the callbacks' executor when its turn comes. The place is free again when its
     *     stage is complete
     * @return the result of that stage. To cancel it takes the work out of the queue, or cancels the stage's future; it
     *     completes so when that future is done. {@link #quitAll}, {@link #killAll} and closing with
     *     {@link #cancelTasksWhenShutdown} cancel it too. It is not one of the {@link #jobs()}
     * @throws FFmpegRejectedException if the queue is full or the pool is closed
     */
    <T> CompletableFuture<T> submit(Supplier<? extends CompletionStage<T>> work);

    /** Asks all tasks to finish, takes those that wait out of the queue, and returns at once. New ones are welcome. */
    void quitAll();

    /** Ends all tasks by force, and returns at once. */
    void killAll();

    /**
     * Waits until nothing runs and nothing waits.
     *
     * @throws FFmpegInterruptedException if the thread was interrupted; the tasks go on
     */
    void awaitAll();

    /**
     * Waits until nothing runs and nothing waits, up to a limit.
     *
     * @param limit how long to wait at the most
     * @return whether all tasks were over in time
     * @throws FFmpegInterruptedException if the thread was interrupted; the tasks go on
     */
    boolean awaitAll(Duration limit);

    /**
     * Takes no more jobs, and waits until the last one is over. With {@link #cancelTasksWhenShutdown} it stops them
     * first. If the waiting thread is interrupted it stops them too, waits all the same, and sets the interrupt flag
     * again. No FFmpeg of this pool is left when it returns. A future on which something depends may be done a moment
     * later: it is completed on the callbacks' executor, for which nobody waits here.
     */
    @Override
    void close();

    /** Settings of a pool; {@code FFmpeg.poolBuilder()} makes one. Not safe for several threads. */
    interface Builder {

        /**
         * Bounds how many jobs run at a time.
         *
         * @param maxWorkers at least 1; by default the number of processors
         * @return this
         */
        Builder maxWorkers(int maxWorkers);

        /**
         * Bounds how many jobs may wait; one more is rejected.
         *
         * @param maxQueued at least 0; by default unbounded
         * @return this
         */
        Builder maxQueued(int maxQueued);

        /**
         * Bounds how many {@linkplain FFmpegPool#probe probes}, trials of encoders and questions for free space run at a
         * time, besides the jobs.
         *
         * @param maxProbes at least 1; by default the number of processors, and at least 2
         * @return this
         */
        Builder maxProbes(int maxProbes);

        /**
         * Says how much there is of a resource that jobs {@linkplain io.github.asyncffmpeg.run.FFmpegJob#uses(String, int) use}: an
         * encoder of the graphics card, say, that two jobs can have at a time. A job waits until there is enough; meanwhile others
         * start that do not need it. Those that wait for one resource get it in their order. A resource that is not named here has no
         * limit.
         *
         * @param name what jobs call it
         * @param amount at least 1; a job that uses more is refused with an {@link IllegalArgumentException}
         * @return this
         */
        Builder resource(String name, int amount);

        /**
         * Says what closing the pool does with jobs that are not over.
         *
         * @param cancelTasksWhenShutdown {@code true} stops them; {@code false}, the default, waits for them
         * @return this
         */
        Builder cancelTasksWhenShutdown(boolean cancelTasksWhenShutdown);

        /**
         * Makes the pool.
         *
         * @return a pool that is open
         */
        FFmpegPool build();
    }
}
