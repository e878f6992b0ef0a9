package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.delivery.Callbacks;
import io.github.asyncffmpeg.internal.delivery.EventHub;
import io.github.asyncffmpeg.internal.delivery.ResultFuture;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.internal.process.LaunchGate;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run, from before its start to after its end: prepared, launched at most once, ended. For pools and other
 * schedulers; users see it as an {@link FFmpegProcess}.
 *
 * <p>A stop that comes before the launch is remembered: the run ends then and there, and the launch does nothing.
 *
 * <p>The longest file of the package, because it is the state machine of a run: its methods guard the same fields by
 * the same lock.
 *
 * <p>Safe for any thread. No method blocks but {@link #await}, {@link #awaitUninterruptibly} and {@link #launch}, which
 * spawns.
 */
public final class FFmpegRun implements FFmpegProcess {

    /** Identities: a counter costs a run nothing. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private enum Phase {
        PREPARED,
        LAUNCHING,
        RUNNING,
        ENDED
    }

    /** What of its standard output a run that has ended may keep in memory. */
    private static final int LIGHT = 64 * 1024;

    private final long number = NUMBERS.incrementAndGet();
    private final RunSettings settings;
    private final Callbacks callbacks;
    private final EventHub events;
    private final ResultFuture<FFmpegResult> result;

    /** Sees every event before the subscribers do; of a scheduler. */
    private final @Nullable Consumer<? super FFmpegEvent> tap;

    private volatile OutputCommitter committer = OutputCommitter.AT_ONCE;

    /** Our own: never handed out, so no user code hangs on it. */
    private final CompletableFuture<Conclusion> conclusion = new CompletableFuture<>();

    private final Object lock = new Object();

    /** Guarded by the lock, all below. */
    private Phase phase = Phase.PREPARED;

    private @Nullable StopReason reason;
    private boolean kill;
    private @Nullable Duration stopLimit;
    private @Nullable Throwable failure;
    /** With an {@code afterStart}: what the run also waits for, and the future that does; the result itself does not. */
    private @Nullable CompletableFuture<?> afterStart;

    private @Nullable ResultFuture<FFmpegResult> whole;
    private @Nullable RunningChild child;
    private @Nullable FFmpegJob job;

    /** Set before the launch, by whoever prepares the run. */
    private volatile @Nullable Listeners listeners;

    private volatile boolean isExpected;

    /**
     * Prepares a run.
     *
     * @param settings what all runs of one {@code FFmpeg} share
     */
    public FFmpegRun(RunSettings settings) {
        this(settings, null);
    }

    /**
     * Prepares a run that its scheduler listens to.
     *
     * @param settings what all runs of one {@code FFmpeg} share
     * @param tap gets every event, in order, on threads of this library that others depend on: it must be quick, must not
     *     throw, and is no user code
     */
    public FFmpegRun(RunSettings settings, @Nullable Consumer<? super FFmpegEvent> tap) {
        this.settings = settings;
        this.callbacks = new Callbacks(settings.executor());
        this.events = new EventHub(callbacks);
        this.tap = tap;
        this.result = future(callbacks);
    }

    private ResultFuture<FFmpegResult> future(Callbacks where) {
        return new ResultFuture<>("the run", where, (asked, error) -> failWith(asked, StopReason.CANCEL, error));
    }

    private void publish(FFmpegEvent event) {
        if (tap != null) {
            tap.accept(event);
        }
        Listeners told = listeners;
        if (told != null) {
            told.event(event);
        }
        events.publish(event);
    }

    /**
     * Starts FFmpeg, on the calling thread, unless the run was stopped before. Whatever goes wrong ends the run.
     *
     * @param job what to do
     * @return whether a process was started
     * @throws IllegalStateException if the run was launched before
     */
    public boolean launch(FFmpegJob job) {
        return launch(job, Patience.NONE);
    }

    /**
     * The same, on a thread of this library that has nothing else to do: it serves the process for its first moments, so
     * that a tiny job needs no other thread.
     *
     * @param job what to do
     * @throws IllegalStateException if the run was launched before
     */
    public void launchAndServe(FFmpegJob job) {
        launch(job, Patience.WORKER);
    }

    /**
     * Says what will be launched, so that its sources and sinks and the listeners of all runs are told should it never be.
     *
     * @param expected the job
     */
    public void expect(FFmpegJob expected) {
        expect(expected, this, List.of());
    }

    /**
     * Says what will be launched, and who is told of it.
     *
     * @param expected the job
     * @param handle what the listeners see of it
     * @param more listeners besides those that are told of all runs
     */
    public void expect(FFmpegJob expected, RunningJob handle, List<RunListener> more) {
        List<RunListener> all = new ArrayList<>(settings.listeners());
        all.addAll(more);
        synchronized (lock) {
            job = expected;
            isExpected = true;
            if (phase != Phase.ENDED && !all.isEmpty()) {
                listeners = new Listeners(callbacks, all, handle);
            }
        }
    }

    /**
     * Says what will be launched, and has the listeners of all runs hear nothing of it: it is an attempt of a job of which
     * they are told.
     *
     * @param expected the job
     */
    public void expectAttempt(FFmpegJob expected) {
        synchronized (lock) {
            job = expected;
            isExpected = true;
        }
    }

    /** Tells the listeners that the job waits for its turn. */
    public void queued() {
        Listeners told = listeners;
        if (told != null) {
            told.queued();
        }
    }

    /**
     * Says who commits the outputs, before the launch.
     *
     * @param whoCommits called on a worker when the outputs are written and checked
     */
    public void commitBy(OutputCommitter whoCommits) {
        committer = whoCommits;
    }

    boolean launch(FFmpegJob job, Patience patience) {
        boolean ended;
        if (!isExpected) {
            expect(job);
        }
        synchronized (lock) {
            this.job = job;
            ended = phase == Phase.ENDED;
            if (!ended && phase != Phase.PREPARED) {
                throw new IllegalStateException("a run is launched once; make a new one");
            }
            if (!ended) {
                phase = Phase.LAUNCHING;
            }
        }
        if (ended) {
            ProgramMedia.tellTheEnd(job, null);
            return false;
        }
        RunningChild started;
        try {
            Optional<Conclusion> done = FileWork.before(job, settings.sweep());
            if (done.isPresent()) {
                conclude(done.get());
                return false;
            }
            LaunchPlan plan = LaunchPlan.claimed(job, settings);
            started = RunningChild.launch(plan, this::publish, new Control(), patience);
        } catch (FFmpegException e) {
            conclude(Conclusion.failedToStart(e));
            return false;
        } catch (RuntimeException | Error e) {
            conclude(Conclusion.failedToStart(
                    new FFmpegStartException(job + " could not be started: " + e, List.of(), e)));
            return false;
        }
        StopReason why;
        boolean killNow;
        Duration limit;
        synchronized (lock) {
            child = started;
            phase = Phase.RUNNING;
            why = reason;
            killNow = kill;
            limit = stopLimit;
        }
        if (why != null) {
            started.stop(why, killNow, limit);
        }
        if (started.serve() && started.endsAtOnce()) {
            concludeAfter(started);
        } else {
            // What takes time must not be interrupted.
            started.ended().thenRunAsync(() -> concludeAfter(started), InternalThreads.WORKERS);
        }
        return true;
    }

    /** The process is dead and its pipes are drained. On a worker. */
    private void concludeAfter(RunningChild ended) {
        StopReason why;
        synchronized (lock) {
            why = reason;
        }
        if (why == null && ended.mayHaveBeenSignalled()) {
            why = theEndOfTheJvm();
        }
        try {
            conclude(judged(ended, why));
        } finally {
            LaunchGate.release(ended.child());
        }
    }

    /** Whatever goes wrong here (no memory for a copy of the kept output, say), the run must end. */
    private Conclusion judged(RunningChild ended, @Nullable StopReason why) {
        try {
            return new RunEnd(ended, committer).conclude(why);
        } catch (RuntimeException | Error e) {
            return Conclusion.failedToStart(
                    new FFmpegStartException("FFmpeg has ended, but its result was lost: " + e, ended.command(), e));
        } finally {
            ended.cleanUp();
        }
    }

    /**
     * A signal that was not ours. Ctrl+C signals FFmpeg and the JVM alike, and FFmpeg may be the quicker one: wait a
     * moment for our shutdown hook to say that this is the end of the JVM.
     */
    private static @Nullable StopReason theEndOfTheJvm() {
        return LaunchGate.awaitClosed(Duration.ofMillis(200)) ? StopReason.SHUTDOWN : null;
    }

    private void conclude(Conclusion how) {
        CompletableFuture<?> pending;
        RunningChild ended;
        synchronized (lock) {
            phase = Phase.ENDED;
            ended = child;
            // Who stops a run does not wait for its afterStart, and without a process there is no afterStart.
            pending = reason == null && ended != null ? afterStart : null;
        }
        if (ended != null) {
            ended.report(how);
            publish(ended.endedEvent(how));
        } else {
            LogForwarder.notStarted(how);
        }
        tellMedia(ended, how);
        events.close();
        conclusion.complete(how);
        tellListeners(ended, how);
        finish(result, how);
        ResultFuture<FFmpegResult> all = whole();
        if (all == null) {
            return;
        }
        if (pending == null) {
            finish(all, how);
        } else {
            pending.whenComplete((done, error) -> finish(all, how));
        }
    }

    private void tellListeners(@Nullable RunningChild ended, Conclusion how) {
        Listeners told = listeners;
        if (told == null) {
            return;
        }
        Throwable why;
        synchronized (lock) {
            why = failure != null ? failure : how.failure();
        }
        Outcome outcome = how.outcome();
        told.ended(new RunListener.End(
                outcome == null ? new Outcome.Failed(false) : outcome,
                Optional.ofNullable(why),
                ended == null ? Duration.ZERO : ended.elapsed()));
    }

    private void tellMedia(@Nullable RunningChild ended, Conclusion how) {
        FFmpegJob expected;
        Throwable why;
        synchronized (lock) {
            expected = job;
            why = failure != null ? failure : how.failure();
        }
        if (ended != null) {
            ended.tellMedia(why);
        } else if (expected != null) {
            ProgramMedia.tellTheEnd(expected, why);
        }
    }

    private @Nullable ResultFuture<FFmpegResult> whole() {
        synchronized (lock) {
            return whole;
        }
    }

    private @Nullable RunningChild child() {
        synchronized (lock) {
            return child;
        }
    }

    /** Completes a future of the user's, if it is not. */
    private void finish(ResultFuture<FFmpegResult> future, Conclusion how) {
        Throwable why;
        synchronized (lock) {
            why = failure;
        }
        FFmpegException ownError = how.failure();
        if (why != null
                && ownError != null
                && why != ownError
                && !List.of(why.getSuppressed()).contains(ownError)) {
            why.addSuppressed(ownError);
        }
        future.finish(how.result(), why != null ? why : ownError);
    }

    /**
     * Begins the stop ladder and returns at once. Before the launch it ends the run; after the end it does nothing.
     *
     * @param why who asks; the first one counts
     */
    public void stop(StopReason why) {
        end(why, false, null);
    }

    /**
     * Begins the stop ladder with a limit of its own.
     *
     * @param why who asks; the first one counts
     * @param limit T of this stop, more than zero, in place of the job's; of the stop that comes first
     * @throws IllegalArgumentException if the limit is not more than zero
     */
    public void stop(StopReason why, Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("the limit of a stop: more than zero expected, not " + limit);
        }
        end(why, false, limit);
    }

    /**
     * Ends a run that was not launched, because it never will be.
     *
     * @param why the reason, with which its future fails
     */
    public void refuse(FFmpegException why) {
        synchronized (lock) {
            if (phase != Phase.PREPARED) {
                return;
            }
            phase = Phase.ENDED;
        }
        conclude(Conclusion.failedToStart(why));
    }

    @Override
    public void quit() {
        stop(StopReason.QUIT);
    }

    @Override
    public void quit(Duration limit) {
        stop(StopReason.QUIT, Objects.requireNonNull(limit, "limit"));
    }

    @Override
    public FFmpegResult stop() {
        quit();
        awaitUninterruptibly();
        return resultOrThrow();
    }

    @Override
    public FFmpegResult stop(Duration limit) {
        quit(limit);
        awaitUninterruptibly();
        return resultOrThrow();
    }

    @Override
    public void close() {
        stop(StopReason.CLOSE);
        awaitUninterruptibly();
    }

    @Override
    public void pause() {
        RunningChild running = child();
        if (running != null && !hasEnded()) {
            running.pause();
        }
    }

    @Override
    public void resume() {
        RunningChild running = child();
        if (running != null) {
            running.resume();
        }
    }

    @Override
    public boolean isPaused() {
        RunningChild running = child();
        return running != null && running.child().isPaused();
    }

    @Override
    public void kill() {
        end(StopReason.KILL, true, null);
    }

    private void end(StopReason why, boolean byForce, @Nullable Duration limit) {
        boolean never = false;
        RunningChild running;
        Duration first;
        synchronized (lock) {
            if (phase == Phase.ENDED) {
                return;
            }
            if (reason == null || byForce) {
                reason = why;
                stopLimit = limit;
            }
            kill |= byForce;
            first = stopLimit; // of whoever asked first, also when two ask at the same time
            running = child;
            if (phase == Phase.PREPARED) {
                phase = Phase.ENDED;
                never = true;
            }
        }
        if (never) {
            conclude(Conclusion.neverStarted(why));
        } else if (running != null) {
            running.stop(why, byForce, first);
        }
    }

    /**
     * Begins the stop ladder, and makes the future fail when the process has ended.
     *
     * @param why who asks
     * @param error what the future fails with; the first one counts
     * @return whether the future was still open
     */
    public boolean failWith(StopReason why, Throwable error) {
        return failWith(future(), why, error);
    }

    boolean failWith(ResultFuture<FFmpegResult> asked, StopReason why, Throwable error) {
        synchronized (lock) {
            if (asked.isDecided()) {
                return false;
            }
            if (failure == null) {
                failure = error;
            }
        }
        stop(why);
        // It may have ended a moment ago, with only afterStart still awaited.
        conclusion.thenAccept(how -> {
            finish(result, how);
            finish(future(), how);
        });
        return true;
    }

    /**
     * Before the launch: makes {@link #future} wait for one thing more than the end of the process, unless the run is
     * stopped. {@link #result} does not wait for it, so that this thing may wait for the result.
     *
     * @param settled what to wait for; how it ends does not matter
     */
    void alsoAwait(CompletableFuture<?> settled) {
        synchronized (lock) {
            afterStart = settled;
            whole = future(callbacks);
        }
    }

    /** The future of all there is to wait for: of the process, and of {@code afterStart}. */
    ResultFuture<FFmpegResult> future() {
        ResultFuture<FFmpegResult> all = whole();
        return all == null ? result : all;
    }

    @Override
    public CompletableFuture<FFmpegResult> result() {
        return result;
    }

    @Override
    public Flow.Publisher<FFmpegEvent> events() {
        return events;
    }

    @Override
    public <E extends FFmpegEvent> Subscription on(Class<E> kind, Consumer<? super E> listener) {
        return events.on(kind, listener)::cancel;
    }

    @Override
    public Optional<Progress> lastProgress() {
        return events.newest();
    }

    /** Nothing before the launch. */
    @Override
    public List<MediaTarget> outputs() {
        RunningChild running = child();
        return running == null ? List.of() : running.plan().named().outputs();
    }

    /** Nothing before the launch. */
    @Override
    public List<OptionalLong> outputSizes() {
        RunningChild running = child();
        return running == null ? List.of() : running.outputFiles().sizes();
    }

    @Override
    public List<String> logTail() {
        RunningChild running = child();
        return running == null ? List.of() : running.log().lines();
    }

    /**
     * The process.
     *
     * @return the handle for users, once it was launched
     */
    public Optional<FFmpegProcess> process() {
        return child() == null ? Optional.empty() : Optional.of(this);
    }

    @Override
    public long pid() {
        RunningChild running = child();
        return running == null ? 0 : running.child().pid();
    }

    @Override
    public List<String> command() {
        RunningChild running = child();
        return running == null ? List.of() : running.command();
    }

    /**
     * Whether to remember this run after its end holds no media in memory.
     *
     * @return {@code false} for one with media of this program, or much on its standard output
     */
    public boolean isLight() {
        FFmpegJob done = job();
        RunningChild ran = child();
        boolean ofTheProgram = ran != null
                ? ran.hasProgramMedia()
                : CompiledCommand.targets(done.spec()).stream()
                        .anyMatch(target ->
                                target instanceof MediaTarget.FromProgram || target instanceof MediaTarget.ToProgram);
        Conclusion how = conclusion.getNow(null);
        FFmpegResult value = how == null ? null : how.result();
        return !ofTheProgram && done.stdin().isEmpty() && (value == null || value.stdout().length <= LIGHT);
    }

    @Override
    public FFmpegJob job() {
        RunningChild running = child();
        if (running != null) {
            return running.plan().job();
        }
        synchronized (lock) {
            if (job == null) {
                throw new IllegalStateException("this run does not know its job yet");
            }
            return job;
        }
    }

    @Override
    public String id() {
        return "#" + number;
    }

    @Override
    public State state() {
        synchronized (lock) {
            return switch (phase) {
                case PREPARED -> State.WAITING;
                case LAUNCHING, RUNNING -> State.RUNNING;
                case ENDED -> State.ENDED;
            };
        }
    }

    /**
     * Whether the run is over.
     *
     * @return whether the process has ended and is cleaned up after, or never started and never will
     */
    public boolean hasEnded() {
        synchronized (lock) {
            return phase == Phase.ENDED; // before the future is done: who was told of the end sees it here too
        }
    }

    /**
     * Tells a scheduler, on a thread of this library, when the run has ended. It does not wait for any user code.
     *
     * @param whenEnded short, and never user code
     */
    public void onEnd(Runnable whenEnded) {
        conclusion.whenCompleteAsync(
                (how, never) -> {
                    result.awaitSettled(); // who waits for a pool finds its futures done
                    whenEnded.run();
                },
                InternalThreads.WORKERS);
    }

    /**
     * Waits for the end. An interrupt starts the stop ladder, and is waited out.
     *
     * @return the result
     * @throws FFmpegException if the run did not end well
     * @throws FFmpegInterruptedException if the thread was interrupted meanwhile; its flag is set again
     */
    public FFmpegResult await() {
        try {
            conclusion.get();
        } catch (InterruptedException e) {
            stop(StopReason.INTERRUPT);
            awaitUninterruptibly();
            Thread.currentThread().interrupt();
            throw new FFmpegInterruptedException("interrupted while FFmpeg ran; it was stopped and has ended", e);
        } catch (ExecutionException never) {
            throw new AssertionError(never);
        }
        result.awaitSettled();
        return resultOrThrow();
    }

    /** Waits for the end, whatever happens; an interrupt is kept for later. */
    public void awaitUninterruptibly() {
        boolean interrupted = false;
        while (true) {
            try {
                conclusion.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException never) {
                throw new AssertionError(never);
            }
        }
        result.awaitSettled();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** After the end: what {@link #await} gives. */
    FFmpegResult resultOrThrow() {
        Conclusion how = conclusion.join();
        FFmpegResult value = how.result();
        Throwable own;
        synchronized (lock) {
            own = failure;
        }
        if (own instanceof FFmpegMediaException media) {
            throw media;
        }
        if (value != null) {
            return value;
        }
        FFmpegException error = how.failure();
        throw error != null ? error : new IllegalStateException("a run ended without a conclusion");
    }

    Callbacks callbacks() {
        return callbacks;
    }

    @Override
    public String toString() {
        RunningChild running = child();
        return "FFmpeg "
                + (running == null
                        ? "run " + id()
                        : "process " + running.child().pid()) + " ("
                + (isAlive() ? running == null ? "waiting" : "running" : "ended") + ")";
    }

    /** What the parts of this run may ask of it. */
    private final class Control implements RunControl {

        @Override
        public void stop(StopReason why) {
            FFmpegRun.this.stop(why);
        }

        @Override
        public void failWith(StopReason why, Throwable error) {
            FFmpegRun.this.failWith(why, error);
        }

        @Override
        public void hasEnough(boolean nothingElse) {
            synchronized (lock) {
                if (reason != null) {
                    return;
                }
            }
            end(StopReason.ENOUGH, nothingElse, null);
        }

        @Override
        public void cutShort(TimeoutException why, String what) {
            synchronized (lock) {
                if (reason == StopReason.KILL || failure != null) {
                    return;
                }
                failure = new FFmpegMediaException(
                        what + ": a sink had not taken all of its output: " + why.getMessage(), why);
            }
        }

        @Override
        public boolean whenListenedTo(Runnable read) {
            return events.whenSubscribed(read) || tap != null || listeners != null;
        }
    }
}
