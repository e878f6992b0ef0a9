package io.github.asyncffmpeg.internal.pool;

import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.binary.EncoderTrial;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.internal.engine.FFmpegRunner;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.probe.FFprobe;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.RunningJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pool of this JVM: it wires; the queue is a class of its own. Safe for any thread. */
public final class LocalPool implements FFmpegPool {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final FFmpegRunner runner;
    private final Questions questions;
    private final int maxWorkers;
    private final int maxQueued;
    private final boolean cancelTasksWhenShutdown;
    private final Map<String, Integer> resources;
    private final WorkQueue<PoolWork> queue;
    private final WorkQueue<PoolWork> probes;
    private final PastTasks past = new PastTasks();

    /** Guarded by itself: the tasks that have ids of the caller's, and are not over. */
    private final Map<String, PoolTask> named = new HashMap<>();

    private LocalPool(Settings settings) {
        this.runner = settings.runner;
        this.questions = settings.questions;
        this.maxWorkers = settings.maxWorkers;
        this.maxQueued = settings.maxQueued;
        this.cancelTasksWhenShutdown = settings.cancelTasksWhenShutdown;
        this.resources = Map.copyOf(settings.resources);
        this.queue = new WorkQueue<>(maxWorkers, maxQueued, settings.resources, runner.workers());
        this.probes = new WorkQueue<>(settings.maxProbes, Integer.MAX_VALUE, runner.workers());
    }

    /** What a pool asks besides its jobs; asked each time, so whoever answers should remember. */
    public interface Questions {

        /**
         * Answers its probes.
         *
         * @return the ffprobe
         */
        FFprobe ffprobe();

        /**
         * Tries its encoders.
         *
         * @return the capabilities of the FFmpeg
         */
        Capabilities capabilities();
    }

    /**
     * Begins a pool.
     *
     * @param runner runs its jobs
     * @param questions answers the rest
     * @return settings with one worker for each processor
     */
    public static FFmpegPool.Builder builder(FFmpegRunner runner, Questions questions) {
        return new Settings(runner, questions);
    }

    @Override
    public int maxWorkers() {
        return maxWorkers;
    }

    @Override
    public int maxQueued() {
        return maxQueued;
    }

    @Override
    public boolean cancelTasksWhenShutdown() {
        return cancelTasksWhenShutdown;
    }

    @Override
    public FFmpegTask enqueue(FFmpegJob job) {
        return add(null, Objects.requireNonNull(job, "job"), List.of());
    }

    @Override
    public FFmpegTask enqueue(FFmpegJob job, RunListener listener) {
        return add(null, Objects.requireNonNull(job, "job"), List.of(Objects.requireNonNull(listener, "listener")));
    }

    @Override
    public FFmpegTask enqueue(String id, FFmpegJob job) {
        return named(id, job, null);
    }

    @Override
    public FFmpegTask enqueue(String id, FFmpegJob job, Consumer<? super RunningJob> listening) {
        return named(id, job, Objects.requireNonNull(listening, "listening"));
    }

    private FFmpegTask named(String id, FFmpegJob job, @Nullable Consumer<? super RunningJob> listening) {
        checkId(Objects.requireNonNull(id, "id"));
        Objects.requireNonNull(job, "job");
        PoolTask task;
        boolean isNew = false;
        synchronized (named) {
            PoolTask there = named.get(id);
            if (there != null && there.state() != RunningJob.State.ENDED) {
                if (!SameWork.of(there.given(), job)) {
                    throw new FFmpegRejectedException(
                            job + " was rejected: the id \"" + id + "\" belongs to other work, which is not over ("
                                    + there + "). Use another id, or wait until it has ended",
                            null);
                }
                task = there;
            } else if (listening == null) {
                task = add(id, job, List.of());
                named.put(id, task);
            } else {
                task = task(id, job, List.of());
                named.put(id, task);
                isNew = true;
            }
        }
        if (listening != null) { // not under the lock: it is not ours
            hear(task, isNew, listening);
        }
        return task;
    }

    private void hear(PoolTask task, boolean isNew, Consumer<? super RunningJob> listening) {
        try {
            listening.accept(task);
        } catch (RuntimeException | Error e) {
            if (isNew) {
                task.refuse(new FFmpegRejectedException(task.job() + " was rejected: who was to listen has failed", e));
            }
            throw e;
        }
        if (isNew) {
            queue(task, task.job());
        }
    }

    private static void checkId(String id) {
        if (id.isBlank() || id.startsWith("#")) {
            throw new IllegalArgumentException(
                    "id: a text that is not blank and does not start with # expected, not \"" + id + "\"");
        }
    }

    private void checkUses(FFmpegJob job) {
        for (Map.Entry<String, Integer> use : job.uses().entrySet()) {
            Integer all = resources.get(use.getKey());
            if (all != null && use.getValue() > all) {
                throw new IllegalArgumentException(job + " uses " + use.getValue() + " of " + use.getKey()
                        + ", and this pool has " + all + ": it would wait for ever");
            }
        }
    }

    private PoolTask add(@Nullable String id, FFmpegJob job, List<RunListener> listeners) {
        PoolTask task = task(id, job, listeners);
        queue(task, job);
        return task;
    }

    private PoolTask task(@Nullable String id, FFmpegJob job, List<RunListener> listeners) {
        checkUses(job);
        PoolTask task = job.retry().isPresent()
                ? new RetriedTask(id, job, runner, listeners)
                : new PlainTask(id, job, runner, listeners);
        task.beforeEnd(new Forgetting(this, task)); // before the queue forgets it: it is always found somewhere
        return task;
    }

    private void queue(PoolTask task, FFmpegJob job) {
        try {
            offer(queue, task, task.end(), job);
        } catch (FFmpegRejectedException e) {
            task.refuse(e); // its listeners, sources and sinks are told
            throw e;
        }
    }

    private record Forgetting(LocalPool pool, PoolTask task) implements Runnable {

        @Override
        public void run() {
            pool.forget(task);
        }
    }

    private void forget(PoolTask task) {
        past.add(task);
        if (task.isNamed()) {
            synchronized (named) {
                named.remove(task.id(), task);
            }
        }
    }

    @Override
    public <T> CompletableFuture<T> submit(Supplier<? extends CompletionStage<T>> work) {
        return stage(queue, Objects.requireNonNull(work, "work"), "the work");
    }

    @Override
    public CompletableFuture<MediaInfo> probe(ProbeRequest request) {
        Objects.requireNonNull(request, "request");
        return stage(probes, () -> questions.ffprobe().execute(request), "the probe of " + request);
    }

    @Override
    public CompletableFuture<EncoderTrial> tryEncoder(String encoder) {
        Objects.requireNonNull(encoder, "encoder");
        return stage(
                probes,
                () -> onAWorker(() -> questions.capabilities().tryEncoder(encoder)),
                "the trial of the encoder " + encoder);
    }

    @Override
    public CompletableFuture<Long> freeSpace(Path path) {
        Objects.requireNonNull(path, "path");
        return stage(probes, () -> onAWorker(() -> FreeSpace.at(path)), "the question for the free space at " + path);
    }

    /** These block, and the executor of callbacks is the user's. A stage that cannot be cancelled is waited for. */
    private <T> CompletionStage<T> onAWorker(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, runner.workers()).minimalCompletionStage();
    }

    private <T> CompletableFuture<T> stage(
            WorkQueue<PoolWork> where, Supplier<? extends CompletionStage<T>> work, String name) {
        StageWork<T> stage = new StageWork<>(work, runner.callbacks());
        offer(where, stage, stage.end(), name);
        return stage.result();
    }

    private void offer(WorkQueue<PoolWork> where, PoolWork work, CompletionStage<?> end, Object name) {
        switch (where.offer(work, end)) {
            case FULL ->
                throw new FFmpegRejectedException(
                        name + " was rejected: " + maxQueued + " jobs wait already, which is the bound of this pool",
                        null);
            case CLOSED -> throw new FFmpegRejectedException(name + " was rejected: the pool is closed", null);
            case TAKEN -> {}
        }
    }

    @Override
    public List<RunningJob> jobs() {
        return queue.all().stream()
                .filter(PoolTask.class::isInstance)
                .map(PoolTask.class::cast)
                .filter(task -> task.state() != RunningJob.State.ENDED)
                .<RunningJob>map(task -> task)
                .toList();
    }

    @Override
    public Optional<RunningJob> find(String id) {
        Objects.requireNonNull(id, "id");
        Optional<RunningJob> now =
                jobs().stream().filter(task -> task.id().equals(id)).findFirst();
        return now.isPresent() ? now : ended(id);
    }

    /** One that ends right now is in the queue still, or among the past ones already. */
    private Optional<RunningJob> ended(String id) {
        for (PoolWork work : queue.all()) {
            if (work instanceof PoolTask task && task.id().equals(id)) {
                return Optional.of(task);
            }
        }
        return past.find(id).map(task -> task);
    }

    @Override
    public void quitAll() {
        forAll(PoolWork::quit);
    }

    @Override
    public void killAll() {
        forAll(PoolWork::kill);
    }

    @Override
    public void awaitAll() {
        awaitAll(FOR_EVER);
    }

    @Override
    public boolean awaitAll(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        try {
            long begun = System.nanoTime();
            return queue.awaitIdle(limit) && probes.awaitIdle(limit.minusNanos(System.nanoTime() - begun));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FFmpegInterruptedException("interrupted while waiting for the tasks of a pool, which go on", e);
        }
    }

    @Override
    public void close() {
        queue.close();
        probes.close();
        if (cancelTasksWhenShutdown) {
            closeAll();
        }
        boolean interrupted = false;
        while (true) {
            try {
                queue.awaitIdle(FOR_EVER);
                probes.awaitIdle(FOR_EVER);
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
        for (WorkQueue<PoolWork> each : List.of(queue, probes)) {
            List<PoolWork> all = each.all();
            for (int i = all.size() - 1; i >= 0; i--) {
                ending.accept(all.get(i));
            }
        }
    }

    @Override
    public String toString() {
        return "FFmpeg pool: " + queue.runningCount() + " of " + maxWorkers + " workers busy, " + queue.queuedCount()
                + " jobs wait";
    }

    /** Not safe for several threads. */
    private static final class Settings implements FFmpegPool.Builder {

        private final FFmpegRunner runner;
        private final Questions questions;
        private int maxWorkers = Runtime.getRuntime().availableProcessors();
        private int maxQueued = Integer.MAX_VALUE;
        private int maxProbes = Math.max(2, Runtime.getRuntime().availableProcessors());
        private boolean cancelTasksWhenShutdown;
        private final Map<String, Integer> resources = new HashMap<>();

        private Settings(FFmpegRunner runner, Questions questions) {
            this.runner = Objects.requireNonNull(runner, "runner");
            this.questions = Objects.requireNonNull(questions, "questions");
        }

        @Override
        public Settings maxWorkers(int maxWorkers) {
            this.maxWorkers = atLeast(1, maxWorkers, "maxWorkers");
            return this;
        }

        @Override
        public Settings maxQueued(int maxQueued) {
            this.maxQueued = atLeast(0, maxQueued, "maxQueued");
            return this;
        }

        @Override
        public Settings maxProbes(int maxProbes) {
            this.maxProbes = atLeast(1, maxProbes, "maxProbes");
            return this;
        }

        @Override
        public Settings resource(String name, int amount) {
            resources.put(Objects.requireNonNull(name, "name"), atLeast(1, amount, name));
            return this;
        }

        private static int atLeast(int least, int number, String name) {
            if (number < least) {
                throw new IllegalArgumentException(name + ": at least " + least + " expected, not " + number);
            }
            return number;
        }

        @Override
        public Settings cancelTasksWhenShutdown(boolean cancelTasksWhenShutdown) {
            this.cancelTasksWhenShutdown = cancelTasksWhenShutdown;
            return this;
        }

        @Override
        public LocalPool build() {
            return new LocalPool(this);
        }
    }
}
