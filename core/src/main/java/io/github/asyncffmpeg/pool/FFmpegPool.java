package io.github.asyncffmpeg.pool;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.FFmpegRun;
import io.github.asyncffmpeg.run.FFmpegRunner;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * <p>It holds anything else that is a stage as well, such as probes, bounded together with the jobs.
 *
 * <p>It needs no thread of its own. When the JVM shuts down, running jobs are stopped as the {@code q} key does, and
 * queued ones fail with {@code FFmpegShutdownException}.
 *
 * <p>A long file for the words alone: the queue is a class of its own.
 *
 * <p>Safe for any thread. Nothing blocks but {@link #awaitAll} and {@link #close}.
 */
public final class FFmpegPool implements AutoCloseable {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final FFmpegRunner runner;
    private final int maxWorkers;
    private final int maxQueued;
    private final boolean cancelTasksWhenShutdown;
    private final WorkQueue<PoolWork> queue;

    private FFmpegPool(Builder builder) {
        this.runner = builder.runner;
        this.maxWorkers = builder.maxWorkers;
        this.maxQueued = builder.maxQueued;
        this.cancelTasksWhenShutdown = builder.cancelTasksWhenShutdown;
        this.queue = new WorkQueue<>(maxWorkers, maxQueued, runner.workers());
    }

    /**
     * Begins a pool; {@code FFmpeg.poolBuilder()} is the usual way to get here.
     *
     * @param runner runs its jobs
     * @return a builder with one worker for each processor
     */
    public static Builder builder(FFmpegRunner runner) {
        return new Builder(Objects.requireNonNull(runner, "runner"));
    }

    /**
     * How many jobs run at a time.
     *
     * @return at least 1
     */
    public int maxWorkers() {
        return maxWorkers;
    }

    /**
     * How many jobs may wait.
     *
     * @return at least 0
     */
    public int maxQueued() {
        return maxQueued;
    }

    /**
     * Whether closing the pool stops its jobs, or waits for them.
     *
     * @return {@code false} unless it was set
     */
    public boolean cancelTasksWhenShutdown() {
        return cancelTasksWhenShutdown;
    }

    /**
     * Queues a spec and returns at once.
     *
     * @param spec what FFmpeg is to do
     * @return the future of its run; to cancel it stops the run, or takes it out of the queue
     * @throws FFmpegRejectedException if the queue is full or the pool is closed
     */
    public CompletableFuture<FFmpegResult> submit(StreamSpec spec) {
        return enqueue(spec).result();
    }

    /**
     * Queues a job and returns at once.
     *
     * @param job what to do
     * @return the future of its run; to cancel it stops the run, or takes it out of the queue
     * @throws FFmpegRejectedException if the queue is full or the pool is closed
     */
    public CompletableFuture<FFmpegResult> submit(FFmpegJob job) {
        return enqueue(job).result();
    }

    /**
     * Queues a spec and returns at once.
     *
     * @param spec what FFmpeg is to do
     * @return the task, to watch it and to stop it
     * @throws FFmpegRejectedException if the queue is full or the pool is closed
     */
    public FFmpegTask enqueue(StreamSpec spec) {
        return enqueue(FFmpegJob.of(spec));
    }

    /**
     * Queues a job and returns at once.
     *
     * @param job what to do
     * @return the task, to watch it and to stop it
     * @throws FFmpegRejectedException if the queue is full or the pool is closed
     */
    public FFmpegTask enqueue(FFmpegJob job) {
        Objects.requireNonNull(job, "job");
        FFmpegRun run = runner.prepare();
        run.expect(job);
        FFmpegTask task = new FFmpegTask(job, run);
        try {
            offer(task.turn(), task.end(), job);
        } catch (FFmpegRejectedException e) {
            run.stop(StopReason.CLOSE); // its sources and sinks are told
            throw e;
        }
        return task;
    }

    /**
     * Queues any asynchronous work, such as a probe, and returns at once. It takes a place as a job does.
     *
     * <pre>{@code
     * CompletableFuture<MediaInfo> info = pool.submit(() -> ffmpeg.ffprobe().execute(request));
     * }</pre>
     *
     * @param <T> what it gives
     * @param work begins the work; called on the callbacks' executor when its turn comes. The place is free again when its
     *     stage is complete
     * @return the result of that stage. To cancel it takes the work out of the queue, or cancels the stage's future; it
     *     completes so when that future is done. {@link #quitAll}, {@link #killAll} and closing with
     *     {@link #cancelTasksWhenShutdown} cancel it too. It is none of the {@link #tasks()}
     * @throws FFmpegRejectedException if the queue is full or the pool is closed
     */
    public <T> CompletableFuture<T> submit(Supplier<? extends CompletionStage<T>> work) {
        StageWork<T> stage = new StageWork<>(Objects.requireNonNull(work, "work"), runner.callbacks());
        offer(stage, stage.end(), "the work");
        return stage.result();
    }

    private void offer(PoolWork work, CompletionStage<?> end, Object name) {
        switch (queue.offer(work, end)) {
            case FULL ->
                throw new FFmpegRejectedException(
                        name + " was rejected: " + maxQueued + " jobs wait already, which is the bound of this pool",
                        null);
            case CLOSED -> throw new FFmpegRejectedException(name + " was rejected: the pool is closed", null);
            case TAKEN -> {}
        }
    }

    /**
     * The tasks that are not over.
     *
     * @return those that run, in the order they started, then those that wait, in the order they will start
     */
    public List<FFmpegTask> tasks() {
        return queue.all().stream()
                .filter(FFmpegTask.Turn.class::isInstance)
                .map(work -> ((FFmpegTask.Turn) work).task())
                .toList();
    }

    /**
     * Finds a task by the name of its job.
     *
     * @param name the name
     * @return the first of {@link #tasks()} with this name
     */
    public Optional<FFmpegTask> find(String name) {
        Objects.requireNonNull(name, "name");
        return tasks().stream()
                .filter(task -> task.name().filter(name::equals).isPresent())
                .findFirst();
    }

    /** Asks all tasks to finish, takes those that wait out of the queue, and returns at once. New ones are welcome. */
    public void quitAll() {
        forAll(PoolWork::quit);
    }

    /**
     * Stops all tasks as {@link #quitAll} does, and waits until the last one is over. New ones are welcome.
     *
     * @throws FFmpegInterruptedException if the thread was interrupted; the tasks are ending
     */
    public void stopAll() {
        quitAll();
        awaitAll();
    }

    /** Ends all tasks by force, and returns at once. */
    public void killAll() {
        forAll(PoolWork::kill);
    }

    /**
     * Waits until nothing runs and nothing waits.
     *
     * @throws FFmpegInterruptedException if the thread was interrupted; the tasks go on
     */
    public void awaitAll() {
        awaitAll(FOR_EVER);
    }

    /**
     * Waits until nothing runs and nothing waits, up to a limit.
     *
     * @param limit how long to wait at the most
     * @return whether all tasks were over in time
     * @throws FFmpegInterruptedException if the thread was interrupted; the tasks go on
     */
    public boolean awaitAll(Duration limit) {
        try {
            return queue.awaitIdle(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FFmpegInterruptedException("interrupted while waiting for the tasks of a pool, which go on", e);
        }
    }

    /**
     * Takes no more jobs, and waits until the last one is over. With {@link #cancelTasksWhenShutdown} it stops them
     * first. If the waiting thread is interrupted it stops them too, waits all the same, and sets the interrupt flag
     * again. No FFmpeg of this pool is left when it returns. A future on which something depends may be done a moment
     * later: it is completed on the callbacks' executor, for which nobody waits here.
     */
    @Override
    public void close() {
        queue.close();
        if (cancelTasksWhenShutdown) {
            closeAll();
        }
        boolean interrupted = false;
        while (true) {
            try {
                queue.awaitIdle(FOR_EVER);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                closeAll();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeAll() {
        forAll(PoolWork::close);
    }

    /** The last first: none of those that wait gets the place of one that ends. */
    private void forAll(Consumer<PoolWork> ending) {
        List<PoolWork> all = queue.all();
        for (int i = all.size() - 1; i >= 0; i--) {
            ending.accept(all.get(i));
        }
    }

    @Override
    public String toString() {
        return "FFmpeg pool: " + queue.runningCount() + " of " + maxWorkers + " workers busy, " + queue.queuedCount()
                + " jobs wait";
    }

    /** Settings of a pool. Not safe for several threads. */
    public static final class Builder {

        private final FFmpegRunner runner;
        private int maxWorkers = Runtime.getRuntime().availableProcessors();
        private int maxQueued = Integer.MAX_VALUE;
        private boolean cancelTasksWhenShutdown;

        private Builder(FFmpegRunner runner) {
            this.runner = runner;
        }

        /**
         * Bounds how many jobs run at a time.
         *
         * @param maxWorkers at least 1; by default the number of processors
         * @return this
         */
        public Builder maxWorkers(int maxWorkers) {
            if (maxWorkers < 1) {
                throw new FFmpegSpecException("maxWorkers: at least 1 expected, not " + maxWorkers);
            }
            this.maxWorkers = maxWorkers;
            return this;
        }

        /**
         * Bounds how many jobs may wait; one more is rejected.
         *
         * @param maxQueued at least 0; by default unbounded
         * @return this
         */
        public Builder maxQueued(int maxQueued) {
            if (maxQueued < 0) {
                throw new FFmpegSpecException("maxQueued: at least 0 expected, not " + maxQueued);
            }
            this.maxQueued = maxQueued;
            return this;
        }

        /**
         * Says what closing the pool does with jobs that are not over.
         *
         * @param cancelTasksWhenShutdown {@code true} stops them; {@code false}, the default, waits for them
         * @return this
         */
        public Builder cancelTasksWhenShutdown(boolean cancelTasksWhenShutdown) {
            this.cancelTasksWhenShutdown = cancelTasksWhenShutdown;
            return this;
        }

        /**
         * Makes the pool.
         *
         * @return a pool that is open
         */
        public FFmpegPool build() {
            return new FFmpegPool(this);
        }
    }
}
