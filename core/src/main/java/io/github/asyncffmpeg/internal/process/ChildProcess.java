package io.github.asyncffmpeg.internal.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One running child: its pipes, its stop ladder, its end. Made by the gate and driven by the poller, and knows
 * neither: see {@link Keeper}.
 *
 * <p>{@link #stop}, {@link #kill} and the accessors may be called by any thread and never block. Everything else is the
 * poller's.
 */
public final class ChildProcess {

    /** How much of one child is read before the next one has its turn. A pipe holds 64 KiB. */
    private static final int BUDGET = 256 * 1024;

    /** What may still be in the pipes of a child that has exited; more can only come from a grandchild. */
    private static final int REMAINS = 1024 * 1024;

    private final Process process;
    private final Duration shutdownLimit;
    private final boolean watched;
    private final boolean ownSession;
    private final String started;
    private final List<ByteSource> sources = new ArrayList<>();
    private final ChildObserver observer;
    private final Ask ask;
    private final Keeper keeper;

    /** T of the one ladder: set once, by the first thread that stops; read by the poller. */
    private volatile @Nullable Duration stopLimit;

    private volatile StopLadder.Signals signals;
    private volatile boolean kill;
    private volatile boolean asked;
    private volatile boolean terminated;
    private volatile boolean killed;
    private volatile boolean shutdown;
    private volatile boolean paused;

    /** Guarded by this. */
    private long pausedAt;

    private long pausedBefore;

    /** The poller's own. */
    private @Nullable StopLadder ladder;

    private boolean observerTold;

    ChildProcess(
            Process process, Launch launch, boolean watched, Wiring wiring, ChildObserver observer, Keeper keeper) {
        this.process = process;
        this.shutdownLimit = launch.shutdownLimit();
        this.watched = watched;
        ProcStat stat = watched ? ProcStat.of(process.pid()).orElse(null) : null;
        this.started = stat == null ? "" : stat.started();
        this.ownSession = watched && launch.care() == Launch.Care.OWN_SESSION;
        this.observer = observer;
        this.ask = wiring.ask();
        this.keeper = keeper;
        // On Windows destroy() is TerminateProcess: no second way to ask, only a way to lose the file before T.
        this.signals = process.supportsNormalTermination() ? StopLadder.Signals.FREELY : StopLadder.Signals.NEVER;
        if (wiring.stdout() != null) {
            sources.add(PipeSource.held(process.getInputStream(), wiring.stdout()));
        }
        if (wiring.report() != null) {
            sources.add(wiring.report());
        }
        sources.add(new PipeSource(process.getErrorStream(), wiring.stderr())); // after the reports: see HeldSink
    }

    /**
     * Who takes what from a child.
     *
     * @param stdout takes its standard output on the poller; {@code null} when somebody else reads it
     * @param stderr takes its standard error on the poller
     * @param report one more source the child writes to, if there is one
     * @param ask how it is asked to finish
     */
    public record Wiring(
            @Nullable ByteSink stdout,
            ByteSink stderr,
            @Nullable SocketSource report,
            Ask ask) {}

    /** What a child needs of those that serve it and watch over it. */
    interface Keeper {

        /** Something is to be done for a child: it is looked at soon. */
        void wake();

        /** Pauses a watched one; {@code false} when there is nobody to do it. */
        boolean pause(ChildProcess child);

        /** Resumes a watched one; {@code false} when there is nobody to do it. */
        boolean resume(ChildProcess child);

        /** A watched one gets its one SIGTERM next. */
        void signalled(ChildProcess child);

        /** A watched one has ended. */
        void ended(ChildProcess child);

        /** Whether somebody has signalled all processes of this service. */
        boolean allWereSignalled();
    }

    /**
     * The process id.
     *
     * @return the id the operating system gave
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether the process runs.
     *
     * @return {@code false} once it has exited, drained or not
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Begins the stop ladder and returns at once. Later calls change nothing: there is one ladder a child.
     *
     * @param limit T: from now to SIGKILL
     */
    public synchronized void stop(Duration limit) {
        if (stopLimit == null) {
            stopLimit = limit;
            keeper.wake();
        }
        resume();
    }

    /** The JVM ends: the same ladder, with care for a signal that the child may have had already. */
    void stopForShutdown(boolean sharesTerminal) {
        shutdown = true;
        if (signals == StopLadder.Signals.FREELY && !(sharesTerminal && ownSession)) {
            signals = sharesTerminal ? StopLadder.Signals.NEVER : StopLadder.Signals.HELD_BACK;
        }
        stop(shutdownLimit);
        observer.jvmEnds();
    }

    /**
     * Suspends the child by SIGSTOP, and returns at once. Nothing happens to one that is paused, is being stopped or has
     * ended.
     *
     * @throws UnsupportedOperationException where there are no such signals
     */
    public synchronized void pause() {
        if (!process.supportsNormalTermination()) {
            throw new UnsupportedOperationException("processes cannot be paused on this system");
        }
        if (!paused && stopLimit == null && !kill && process.isAlive()) {
            paused = true;
            pausedAt = AwakeClock.nanos();
            if (!(watched && keeper.pause(this))) {
                JobControl.pause(process);
            }
        }
    }

    /** Lets a paused child run again, by SIGCONT, and returns at once. */
    public synchronized void resume() {
        if (paused) {
            paused = false;
            pausedBefore += AwakeClock.nanos() - pausedAt;
            if (!(watched && keeper.resume(this))) {
                JobControl.resume(process);
            }
        }
    }

    /**
     * Whether the child is suspended.
     *
     * @return {@code true} from {@link #pause} to {@link #resume}, or to the stop that resumes it
     */
    public boolean isPaused() {
        return paused;
    }

    /**
     * How long the child was paused, until now.
     *
     * @return nanoseconds
     */
    public synchronized long pausedNanos() {
        return paused ? pausedBefore + AwakeClock.nanos() - pausedAt : pausedBefore;
    }

    /** Ends the child by SIGKILL and returns at once. */
    public void kill() {
        kill = true;
        keeper.wake();
    }

    /**
     * Whether the ladder came to ask.
     *
     * @return {@code true} once the child has been asked to finish
     */
    public boolean asked() {
        return asked;
    }

    /**
     * Whether the ladder came to SIGTERM.
     *
     * @return {@code true} once the one SIGTERM has been sent
     */
    public boolean terminated() {
        return terminated;
    }

    /**
     * Whether SIGKILL was sent.
     *
     * @return {@code true} once it has been sent, by {@link #kill} or at the end of the ladder
     */
    public boolean killed() {
        return killed;
    }

    Process process() {
        return process;
    }

    Duration shutdownLimit() {
        return shutdownLimit;
    }

    /** Whether it has had its one SIGTERM: from us, or from who ends all processes of a service. */
    boolean hadItsSignal() {
        return terminated || (shutdown && keeper.allWereSignalled());
    }

    /** When it was started, in the words of {@link ProcStat}; empty when it had ended at once, or is not watched. */
    String started() {
        return started;
    }

    boolean isWatched() {
        return watched;
    }

    /**
     * One turn of the poller.
     *
     * @return the number of bytes read, or -1 when the child has ended and the observer was told
     */
    int poll(long now, byte[] buffer) {
        boolean alive = process.isAlive();
        int read = drain(buffer, alive ? BUDGET : REMAINS);
        if (!alive) {
            closeSources();
            if (!observerTold) {
                observerTold = true; // once, even if it throws
                if (watched) {
                    keeper.ended(this);
                }
                observer.ended(process.exitValue());
            }
            return -1;
        }
        observer.tick(now);
        climb(now);
        return read;
    }

    /** A sink or observer threw, which is a fault of this library: the child goes, and nobody else is harmed. */
    void abandon(Throwable fault) {
        sendKill();
        closeSources();
        sources.clear();
        String what = "process " + pid() + " is killed after an internal error";
        ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.ERROR, what, fault);
    }

    private int drain(byte[] buffer, int budget) {
        int read = 0;
        for (ByteSource source : sources) {
            read += source.drain(buffer, budget);
        }
        for (ByteSource source : sources) {
            source.release();
        }
        return read;
    }

    private void closeSources() {
        for (ByteSource source : sources) {
            source.close();
        }
    }

    private void climb(long now) {
        if (kill && !killed) {
            sendKill();
            return;
        }
        Duration limit = stopLimit;
        if (limit == null || killed) {
            return;
        }
        if (ladder == null) {
            ladder = new StopLadder(now, limit, ask);
        }
        switch (ladder.next(now, hadItsSignal() ? StopLadder.Signals.NEVER : signals)) {
            case ASK -> {
                asked = true;
                ask.send();
            }
            case TERMINATE -> {
                terminated = true;
                ask.signalled();
                if (watched) {
                    keeper.signalled(this); // before it is: killed in between, we lose a file only if T is too short
                }
                // Not Process.destroy(): that closes the pipes as well, and the end of the log would be lost.
                process.toHandle().destroy();
            }
            case KILL -> sendKill();
            case WAIT -> {}
        }
    }

    private void sendKill() {
        killed = true;
        process.toHandle().destroyForcibly();
    }
}
