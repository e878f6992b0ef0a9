package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.delivery.Callbacks;
import io.github.asyncffmpeg.internal.delivery.ResultFuture;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.RunningJob;
import io.github.asyncffmpeg.run.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run, and who is told of it: the questions that it answers, each by one of its parts. Starting and ending
 * it are up to {@code FFmpegRun}.
 *
 * <p>Safe for any thread. Nothing blocks but {@link #stop} and {@link #close}.
 */
abstract class RunHandle implements FFmpegProcess {

    /** Identities: a counter costs a run nothing. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** What of its standard output a run that has ended may keep in memory. */
    private static final int LIGHT = 64 * 1024;

    private final long number = NUMBERS.incrementAndGet();

    /** Who is told of it. */
    final RunEvents told;

    /** Who waits for it. */
    final RunFutures futures;

    private final List<RunListener> listeners;

    /** What will be launched, once that is known. */
    private volatile @Nullable FFmpegJob expected;

    /** The process, once it was launched; when it has ended, what is left of it. */
    private volatile @Nullable ChildView child;

    /**
     * The handle of a run that is not launched yet.
     *
     * @param callbacks where user code runs
     * @param tap of a scheduler: sees every event before the others do
     * @param listeners told of every run
     */
    RunHandle(Callbacks callbacks, @Nullable Consumer<? super FFmpegEvent> tap, List<RunListener> listeners) {
        this.listeners = listeners;
        this.told = new RunEvents(callbacks, tap);
        this.futures = new RunFutures(callbacks, new Ender(this));
    }

    private record Ender(RunHandle run) implements BiPredicate<ResultFuture<FFmpegResult>, Throwable> {

        @Override
        public boolean test(ResultFuture<FFmpegResult> asked, Throwable error) {
            return run.cancel(asked, error);
        }
    }

    /**
     * Stops the run, so that a future of its fails with that error when it has ended.
     *
     * @return whether that future was still open
     */
    abstract boolean cancel(ResultFuture<FFmpegResult> asked, Throwable error);

    abstract void stop(StopReason why);

    abstract void stop(StopReason why, Duration limit);

    /**
     * Says what will be launched, so that its sources and sinks and the listeners of all runs are told should it never be.
     *
     * @param job the job
     */
    public final void expect(FFmpegJob job) {
        expect(job, this, List.of());
    }

    /**
     * Says what will be launched, and who is told of it.
     *
     * @param job the job
     * @param handle what the listeners see of it
     * @param more listeners besides those that are told of all runs
     */
    public final void expect(FFmpegJob job, RunningJob handle, List<RunListener> more) {
        List<RunListener> all = new ArrayList<>(listeners);
        all.addAll(more);
        expected = job;
        told.tell(all, handle);
    }

    /**
     * Says what will be launched, and has the listeners of all runs hear nothing of it: it is an attempt of a job of which
     * they are told.
     *
     * @param job the job
     */
    public final void expectAttempt(FFmpegJob job) {
        expected = job;
    }

    /** This is the job that is launched, whatever was expected. */
    final void launching(FFmpegJob job) {
        if (expected == null) {
            expect(job);
        } else {
            expected = job;
        }
    }

    final @Nullable FFmpegJob expected() {
        return expected;
    }

    /** Tells the listeners that the job waits for its turn. */
    public final void queued() {
        told.queued();
    }

    /** From now on the process is seen like this. */
    final void show(ChildView view) {
        child = view;
    }

    /** For tests. */
    final Optional<ChildView> view() {
        return Optional.ofNullable(child);
    }

    @Override
    public final String id() {
        return "#" + number;
    }

    /** The job as it was launched; before that, the one that is expected. */
    @Override
    public final FFmpegJob job() {
        ChildView seen = child;
        FFmpegJob job = seen == null ? expected : seen.job();
        if (job == null) {
            throw new IllegalStateException("this run does not know its job yet");
        }
        return job;
    }

    @Override
    public final CompletableFuture<FFmpegResult> result() {
        return futures.result();
    }

    @Override
    public final Flow.Publisher<FFmpegEvent> events() {
        return told.hub();
    }

    @Override
    public final <E extends FFmpegEvent> Subscription on(Class<E> kind, Consumer<? super E> listener) {
        return told.hub().on(kind, listener)::cancel;
    }

    @Override
    public final Optional<Progress> lastProgress() {
        return told.hub().newest();
    }

    /** Nothing before the launch. */
    @Override
    public final List<MediaTarget> outputs() {
        ChildView seen = child;
        return seen == null ? List.of() : seen.outputs();
    }

    /** Nothing before the launch. */
    @Override
    public final List<OptionalLong> outputSizes() {
        ChildView seen = child;
        return seen == null ? List.of() : seen.outputFiles().sizes();
    }

    @Override
    public final List<String> logTail() {
        ChildView seen = child;
        return seen == null ? List.of() : seen.logTail();
    }

    @Override
    public final long pid() {
        ChildView seen = child;
        return seen == null ? 0 : seen.pid();
    }

    @Override
    public final List<String> command() {
        ChildView seen = child;
        return seen == null ? List.of() : seen.command();
    }

    @Override
    public final void quit() {
        stop(StopReason.QUIT);
    }

    @Override
    public final void quit(Duration limit) {
        stop(StopReason.QUIT, Objects.requireNonNull(limit, "limit"));
    }

    @Override
    public final void close() {
        stop(StopReason.CLOSE);
        awaitUninterruptibly();
    }

    @Override
    public final FFmpegResult stop() {
        quit();
        awaitUninterruptibly();
        return resultOrThrow();
    }

    @Override
    public final FFmpegResult stop(Duration limit) {
        quit(limit);
        awaitUninterruptibly();
        return futures.resultOrThrow();
    }

    /**
     * Before the launch: makes {@link #future} wait for one thing more than the end of the process, unless the run is
     * stopped. {@link #result} does not wait for it, so that this thing may wait for the result.
     *
     * @param settled what to wait for; how it ends does not matter
     */
    final void alsoAwait(CompletableFuture<?> settled) {
        futures.alsoAwait(settled);
    }

    /** The future of all there is to wait for: of the process, and of {@code afterStart}. */
    final ResultFuture<FFmpegResult> future() {
        return futures.whole();
    }

    /**
     * Tells a scheduler, on a thread of this library, when the run has ended. It does not wait for any user code.
     *
     * @param whenEnded short, and never user code
     */
    public final void onEnd(Runnable whenEnded) {
        futures.onEnd(whenEnded);
    }

    /** After the end: the result, or the exception that tells of it. */
    final FFmpegResult resultOrThrow() {
        return futures.resultOrThrow();
    }

    /**
     * Waits for the end. An interrupt starts the stop ladder, and is waited out.
     *
     * @return the result
     * @throws FFmpegException if the run did not end well
     * @throws FFmpegInterruptedException if the thread was interrupted meanwhile; its flag is set again
     */
    public final FFmpegResult await() {
        try {
            futures.await();
        } catch (InterruptedException e) {
            stop(StopReason.INTERRUPT);
            awaitUninterruptibly();
            Thread.currentThread().interrupt();
            throw new FFmpegInterruptedException("interrupted while FFmpeg ran; it was stopped and has ended", e);
        }
        return resultOrThrow();
    }

    /** Waits for the end, whatever happens; an interrupt is kept for later. */
    public final void awaitUninterruptibly() {
        futures.awaitUninterruptibly();
    }

    /**
     * The process.
     *
     * @return the handle for users, once it was launched
     */
    public final Optional<FFmpegProcess> process() {
        return child == null ? Optional.empty() : Optional.of(this);
    }

    /**
     * Whether to remember this run after its end holds no media in memory.
     *
     * @return {@code false} for one with media of this program, or much on its standard output
     */
    public final boolean isLight() {
        FFmpegJob done = job();
        ChildView ran = child;
        boolean ofTheProgram = ran != null
                ? ran.hasProgramMedia()
                : CompiledCommand.targets(done.spec()).stream()
                        .anyMatch(target ->
                                target instanceof MediaTarget.FromProgram || target instanceof MediaTarget.ToProgram);
        Conclusion how = futures.conclusion();
        FFmpegResult value = how == null ? null : how.result();
        return !ofTheProgram && done.stdin().isEmpty() && (value == null || value.stdout().length <= LIGHT);
    }

    @Override
    public final String toString() {
        ChildView seen = child;
        return "FFmpeg " + (seen == null ? "run " + id() : "process " + seen.pid()) + " ("
                + (isAlive() ? seen == null ? "waiting" : "running" : "ended") + ")";
    }
}
