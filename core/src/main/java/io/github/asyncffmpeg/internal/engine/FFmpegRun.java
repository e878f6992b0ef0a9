package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.internal.delivery.Callbacks;
import io.github.asyncffmpeg.internal.delivery.ResultFuture;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.internal.process.LaunchGate;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.RunListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run, from before its start to after its end: prepared, launched at most once, ended. For pools and other
 * schedulers; users see it as a {@code FFmpegProcess}.
 *
 * <p>A stop that comes before the launch is remembered: the run ends then and there, and the launch does nothing.
 *
 * <p>This is the state machine of a run: who may launch it, who has stopped it and why, and the steps of its end. Who waits
 * for it is in {@link RunFutures}, who is told of it in {@link RunEvents}, what it answers in {@link RunHandle}, how it is
 * judged in {@link RunEnd}. A longer file, because all of it decides under one lock.
 *
 * <p>Safe for any thread. No method blocks but {@link #await}, {@link #awaitUninterruptibly} and {@link #launch}, which
 * spawns.
 */
public final class FFmpegRun extends RunHandle {

    private enum Phase {
        PREPARED,
        LAUNCHING,
        RUNNING,
        ENDED
    }

    private final RunSettings settings;
    private final Callbacks callbacks;
    /** Unset, the outputs are committed at once. */
    private volatile @Nullable OutputCommitter committer;

    private final Object lock = new Object();

    /** Guarded by the lock, all below. */
    private Phase phase = Phase.PREPARED;

    private @Nullable StopReason reason;
    private boolean kill;
    private @Nullable Duration stopLimit;

    /** Until it has ended: see {@link EndedChild}. */
    private @Nullable RunningChild running;

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
        this(settings, tap, new Callbacks(settings.executor()));
    }

    private FFmpegRun(RunSettings settings, @Nullable Consumer<? super FFmpegEvent> tap, Callbacks callbacks) {
        super(callbacks, tap, settings.listeners());
        this.settings = settings;
        this.callbacks = callbacks;
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
     * Says who commits the outputs, before the launch.
     *
     * @param whoCommits called on a worker when the outputs are written and checked
     */
    public void commitBy(OutputCommitter whoCommits) {
        committer = whoCommits;
    }

    boolean launch(FFmpegJob job, Patience patience) {
        boolean ended;
        launching(job);
        synchronized (lock) {
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
            started = RunningChild.launch(plan, told, new Control(), patience);
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
            running = started;
            show(started);
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
            started.ended().thenRunAsync(new Concluding(this, started), InternalThreads.WORKERS);
        }
        return true;
    }

    private record Concluding(FFmpegRun whole, RunningChild ended) implements Runnable {

        @Override
        public void run() {
            whole.concludeAfter(ended);
        }
    }

    /** The process is dead and its pipes are drained. On a worker. */
    private void concludeAfter(RunningChild ended) {
        StopReason why;
        synchronized (lock) {
            why = reason;
        }
        try {
            conclude(new RunEnd(ended, committer).conclude(why));
        } finally {
            LaunchGate.release(ended.child());
            letGo(ended);
        }
    }

    /** All is told. Who keeps this run must not keep the process with it. */
    private void letGo(RunningChild ended) {
        Conclusion how = futures.conclusion();
        if (how != null) {
            told.hub().whenSubscribed(ended.unreadAnnouncements(told));
            show(EndedChild.of(ended, how));
        }
        synchronized (lock) {
            running = null;
        }
    }

    private void conclude(Conclusion how) {
        RunningChild ended;
        boolean waits;
        synchronized (lock) {
            phase = Phase.ENDED;
            ended = running;
            // Who stops a run does not wait for its afterStart, and without a process there is no afterStart.
            waits = reason == null && ended != null;
        }
        if (ended != null) {
            ended.report(how);
            told.accept(ended.endedEvent(how));
        } else {
            LogForwarder.notStarted(how);
        }
        tellMedia(ended, how);
        told.close();
        futures.conclude(how);
        tellListeners(ended, how);
        futures.finish(how, waits);
    }

    private void tellListeners(@Nullable RunningChild ended, Conclusion how) {
        if (told.endedUntold()) {
            return; // mostly
        }
        Outcome outcome = how.outcome();
        told.ended(new RunListener.End(
                outcome == null ? new Outcome.Failed(false) : outcome,
                Optional.ofNullable(futures.failure(how)),
                ended == null ? Duration.ZERO : ended.elapsed()));
    }

    private void tellMedia(@Nullable RunningChild ended, Conclusion how) {
        FFmpegJob expected = expected();
        if (ended != null) {
            ended.tellMedia(futures.failure(how));
        } else if (expected != null) {
            ProgramMedia.tellTheEnd(expected, futures.failure(how));
        }
    }

    private @Nullable RunningChild running() {
        synchronized (lock) {
            return running;
        }
    }

    /**
     * Begins the stop ladder and returns at once. Before the launch it ends the run; after the end it does nothing.
     *
     * @param why who asks; the first one counts
     */
    @Override
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
    @Override
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
    public void pause() {
        RunningChild living = running();
        if (living != null && !hasEnded()) {
            living.pause();
        }
    }

    @Override
    public void resume() {
        RunningChild living = running();
        if (living != null) {
            living.resume();
        }
    }

    @Override
    public boolean isPaused() {
        RunningChild living = running();
        return living != null && living.child().isPaused();
    }

    @Override
    public void kill() {
        end(StopReason.KILL, true, null);
    }

    private void end(StopReason why, boolean byForce, @Nullable Duration limit) {
        boolean never = false;
        RunningChild living;
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
            living = running;
            if (phase == Phase.PREPARED) {
                phase = Phase.ENDED;
                never = true;
            }
        }
        if (never) {
            conclude(Conclusion.neverStarted(why));
        } else if (living != null) {
            living.stop(why, byForce, first);
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

    @Override
    boolean cancel(ResultFuture<FFmpegResult> asked, Throwable error) {
        return failWith(asked, StopReason.CANCEL, error);
    }

    private boolean failWith(ResultFuture<FFmpegResult> asked, StopReason why, Throwable error) {
        if (!futures.failWith(asked, error)) {
            return false;
        }
        stop(why);
        futures.finishOnceConcluded();
        return true;
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

    Callbacks callbacks() {
        return callbacks;
    }

    /** What the parts of this run may ask of it. */
    private final class Control implements RunControl {

        @Override
        public void stop(StopReason why) {
            FFmpegRun.this.stop(why);
        }

        @Override
        public void failWith(StopReason why, Throwable error) {
            boolean late;
            synchronized (lock) {
                late = reason == StopReason.TIMEOUT || reason == StopReason.STALL;
            }
            if (late) {
                futures.failAtMostWith(error); // code that gets only a part of its media may well throw
            } else {
                FFmpegRun.this.failWith(why, error);
            }
        }

        @Override
        public void failAtMostWith(Throwable error) {
            futures.failAtMostWith(error);
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
                if (reason == StopReason.KILL) {
                    return;
                }
            }
            futures.failAlsoWith(new FFmpegMediaException(
                    what + ": a sink had not taken all of its output: " + why.getMessage(), why));
        }

        @Override
        public boolean whenListenedTo(Runnable read) {
            return told.whenListenedTo(read);
        }
    }
}
