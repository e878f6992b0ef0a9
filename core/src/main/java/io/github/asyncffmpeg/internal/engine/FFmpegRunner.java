package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.delivery.Callbacks;
import io.github.asyncffmpeg.internal.delivery.EventFeed;
import io.github.asyncffmpeg.internal.delivery.EventHub;
import io.github.asyncffmpeg.internal.delivery.ResultFuture;
import io.github.asyncffmpeg.internal.delivery.Sorting;
import io.github.asyncffmpeg.internal.delivery.Stages;
import io.github.asyncffmpeg.internal.process.Alarms;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.RunningJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs, in the four ways there are to wait for one. {@code FFmpeg} is its face; a pool prepares runs and launches
 * them when their turn comes.
 *
 * <p>Immutable and safe for any thread.
 */
public final class FFmpegRunner {

    private final RunSettings settings;

    /**
     * Makes a runner.
     *
     * @param settings what its runs share
     */
    public FFmpegRunner(RunSettings settings) {
        this.settings = settings;
    }

    /**
     * Prepares a run that somebody else launches.
     *
     * @return the run
     */
    public FFmpegRun prepare() {
        return new FFmpegRun(settings);
    }

    /**
     * Prepares a run that a scheduler listens to and launches.
     *
     * @param tap gets every event, as {@link FFmpegRun#FFmpegRun(RunSettings, Consumer)} says
     * @return the run
     */
    public FFmpegRun prepare(Consumer<? super FFmpegEvent> tap) {
        return new FFmpegRun(settings, tap);
    }

    /**
     * Makes a future that is like those of runs.
     *
     * @param <T> what it gives
     * @param ender stops what the future is of, so that this future fails with that error at the end; says whether it was
     *     still open
     * @return the future, which whoever calls this completes by {@link ResultFuture#finish}
     */
    public <T> ResultFuture<T> future(BiPredicate<ResultFuture<T>, Throwable> ender) {
        return new ResultFuture<>("the run", new Callbacks(settings.executor()), ender);
    }

    /**
     * Makes a hub of events for a job that is more than one run.
     *
     * @return the hub
     */
    public EventHub hub() {
        return new EventHub(new Callbacks(settings.executor()));
    }

    /**
     * The listeners of a job that is more than one run.
     *
     * @param handle what they see of it
     * @param more listeners besides those that are told of all runs
     * @return the listeners, if there are any
     */
    public Optional<Listeners> listeners(RunningJob handle, List<RunListener> more) {
        List<RunListener> all = new ArrayList<>(settings.listeners());
        all.addAll(more);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new Listeners(new Callbacks(settings.executor()), all, handle));
    }

    /**
     * Whether a later attempt of a job may overwrite its outputs, because none is there before the first. Looks at the disk.
     *
     * @param job the job
     * @return whether whatever is in its way later is its own
     */
    public boolean writesNothingOver(FFmpegJob job) {
        return FileWork.writesNothingOver(job);
    }

    /**
     * The result of a job that ended well without a process.
     *
     * @param outcome how it ended
     * @return the result
     */
    public FFmpegResult withoutRun(Outcome outcome) {
        return NotStarted.result(outcome);
    }

    /**
     * Makes a feed of events that is like those of runs.
     *
     * @param <E> the events
     * @param sorting says what may get lost
     * @param remember called for each event with what late subscribers get, to be changed; under a lock
     * @return the feed
     */
    public <E> EventFeed<E> feed(Sorting<E> sorting, BiConsumer<List<E>, E> remember) {
        return new EventFeed<>(new Callbacks(settings.executor()), sorting, remember);
    }

    /**
     * Has something done later. However many wait, they hold one thread.
     *
     * @param delay how long to wait
     * @param due called on a worker when the time has come
     * @param shutdown called in place of that, at once, when the JVM begins to shut down; quick, and must not throw
     * @return takes it back; once one of the two has begun, that does nothing
     */
    public Runnable after(Duration delay, Runnable due, Runnable shutdown) {
        return Alarms.set(delay, due, shutdown);
    }

    /**
     * Where a scheduler may launch runs: threads of this library that user code never blocks.
     *
     * @return an executor that never rejects
     */
    public Executor workers() {
        return InternalThreads.WORKERS;
    }

    /**
     * Where user code runs.
     *
     * @return an executor that never rejects, for code of the thread that calls this now
     */
    public Callbacks callbacks() {
        return new Callbacks(settings.executor());
    }

    /**
     * Starts FFmpeg on the calling thread.
     *
     * @param job what to do
     * @return the running process
     * @throws FFmpegException if it could not be started
     */
    public FFmpegProcess start(FFmpegJob job) {
        FFmpegRun run = prepare();
        run.expect(job);
        run.launch(job);
        if (run.process().isEmpty()) {
            run.resultOrThrow(); // says why not, unless the job was skipped
        }
        return run;
    }

    /**
     * Runs FFmpeg and waits for its end.
     *
     * @param job what to do
     * @return the result
     * @throws FFmpegException if it could not be started, failed, ran out of time or was killed
     */
    public FFmpegResult run(FFmpegJob job) {
        FFmpegRun run = prepare();
        run.expect(job);
        if (Thread.currentThread().isInterrupted()) {
            FFmpegInterruptedException interrupted =
                    new FFmpegInterruptedException("interrupted before FFmpeg was started; it was not", null);
            run.refuse(interrupted);
            throw interrupted;
        }
        run.launch(job, CallingThread.isVirtual() ? Patience.NONE : Patience.CALLER);
        return run.await();
    }

    /**
     * Runs FFmpeg; returns at once, before the process is started.
     *
     * @param job what to do
     * @param more told of this run, besides those that are told of all
     * @return the future of the run, as {@link FFmpegProcess#result} describes it
     */
    public CompletableFuture<FFmpegResult> execute(FFmpegJob job, List<RunListener> more) {
        FFmpegRun run = prepare();
        run.expect(job, run, more);
        InternalThreads.WORKERS.execute(new Launching(run, job));
        return run.result();
    }

    private record Launching(FFmpegRun launched, FFmpegJob job) implements Runnable {

        @Override
        public void run() {
            launched.launchAndServe(job);
        }
    }

    /**
     * Makes a spec, runs it, and calls back when FFmpeg has started.
     *
     * @param createStreamSpec makes the spec; called on the callbacks' executor
     * @param afterStart called there with the process; the future waits for its stage as well, unless it is stopped
     * @return the future of the run; if either function or its stage fails, it fails with that error, and no FFmpeg
     *     is left
     */
    public CompletableFuture<FFmpegResult> execute(
            Supplier<? extends CompletionStage<? extends StreamSpec>> createStreamSpec,
            Function<FFmpegProcess, ? extends CompletionStage<?>> afterStart) {
        FFmpegRun run = prepare();
        CompletableFuture<Void> settled = new CompletableFuture<>();
        run.alsoAwait(settled);
        CompletableFuture<StreamSpec> made = called(run, () -> createStreamSpec.get(), "createStreamSpec");
        CompletableFuture<?> launched =
                made.thenAcceptAsync(spec -> launch(run, spec, afterStart, settled), InternalThreads.WORKERS);
        launched.whenComplete((done, error) -> failIf(run, error));
        return run.future();
    }

    private static void launch(
            FFmpegRun run,
            StreamSpec spec,
            Function<FFmpegProcess, ? extends CompletionStage<?>> afterStart,
            CompletableFuture<Void> settled) {
        Objects.requireNonNull(spec, "createStreamSpec's stage gave null; a spec was expected");
        if (!run.launch(FFmpegJob.of(spec))) {
            return;
        }
        FFmpegProcess process = run.process().orElseThrow();
        CompletableFuture<?> called = called(run, () -> afterStart.apply(process), "afterStart");
        called.whenComplete((done, error) -> {
            failIf(run, error);
            settled.complete(null);
        });
    }

    private static void failIf(FFmpegRun run, @Nullable Throwable error) {
        if (error != null) {
            run.failWith(StopReason.FAILURE, Stages.unwrapped(error));
        }
    }

    /** Calls user code where user code runs, and gives its stage, or its error, as a future of ours. */
    private static <T> CompletableFuture<T> called(
            FFmpegRun run, Supplier<? extends CompletionStage<? extends T>> function, String name) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        run.callbacks().execute(() -> {
            try {
                CompletionStage<? extends T> stage =
                        Objects.requireNonNull(function.get(), name + " gave null; a stage was expected");
                stage.whenComplete((value, error) -> {
                    if (error != null) {
                        answer.completeExceptionally(error);
                    } else {
                        answer.complete(value);
                    }
                });
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
