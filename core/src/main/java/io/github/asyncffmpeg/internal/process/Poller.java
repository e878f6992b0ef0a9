package io.github.asyncffmpeg.internal.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that serves every child of this JVM: it empties their log and progress pipes, climbs their stop
 * ladders and sees their ends. It lives while there are children, and a moment longer.
 *
 * <p>It sleeps between sweeps, from 1 ms rising to 50 ms. A pipe holds 64 KiB, so a fixed 50 ms would hold a child to
 * 1.3 MB/s: after a sweep that found much it sweeps again at once. An exit or a stop wakes it.
 */
final class Poller implements Runnable, BooleanSupplier {

    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(50);

    /** Read by one sweep from all children, this much means that somebody may be waiting for room in a pipe. */
    static final int MUCH = 16 * 1024;

    /** How long thread and watchdog outlive the last child: one job after the other should not start them each time. */
    private static final long LINGER = TimeUnit.SECONDS.toNanos(1);

    private static final Object LOCK = new Object();
    private static final Queue<ChildProcess> ARRIVALS = new ConcurrentLinkedQueue<>();

    /** Children that have exited: to look at all others for each of them took a thousand ends a thousand sweeps. */
    private static final Queue<ChildProcess> EXITS = new ConcurrentLinkedQueue<>();

    private static volatile boolean sweepNow;
    private static volatile @Nullable Thread thread;

    /** Guarded by LOCK: what the thread does when it ends. */
    private static @Nullable Runnable last;

    /** Of the thread, all below; made before it starts, so that it needs nothing to begin. */
    private final List<ChildProcess> children = new ArrayList<>();

    private final byte[] buffer = new byte[64 * 1024];
    private long pause = SHORTEST;
    private long now = AwakeClock.nanos();
    private long idleSince = now;
    private long nextSweep = now;

    private Poller() {}

    /**
     * Serves a child from now on.
     *
     * @param child has just been started
     * @param exitIsAwaited whether a thread waits in {@link #awaitExit}, and so nothing else needs to tell of the exit.
     *     {@code Process.onExit()} costs 0.48 ms of CPU time a process with JDK 17 on two processors, where it starts a
     *     thread
     */
    static void add(ChildProcess child, boolean exitIsAwaited) {
        synchronized (LOCK) {
            begin();
            ARRIVALS.add(child);
        }
        if (!exitIsAwaited) {
            child.process().onExit().thenRun(new Exit(child));
        }
        wake();
    }

    /** Starts the thread if there is none, and has it do something whenever it ends: there are no children any more. */
    static void attend(Runnable atItsEnd) {
        synchronized (LOCK) {
            last = atItsEnd;
            begin();
        }
    }

    /** Holding the lock. */
    private static void begin() {
        if (thread == null) {
            Thread t = InternalThreads.thread("asyncffmpeg-poller", new Poller());
            t.start(); // may throw when the system has no more threads: then there is no poller, not a dead one
            thread = t;
        }
    }

    /** Something is to be done for some child: looks at all of them. */
    static void wake() {
        sweepNow = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the exit, and has the poller look at the child. An interrupt is kept for later. */
    static void awaitExit(ChildProcess child) {
        boolean interrupted = false;
        WorkPool.beginWaiting();
        while (true) {
            try {
                child.process().waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        WorkPool.endWaiting();
        exited(child);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private record Exit(ChildProcess child) implements Runnable {

        @Override
        public void run() {
            exited(child);
        }
    }

    /** Looks at one child. */
    static void exited(ChildProcess child) {
        Thread poller = thread;
        if (poller != null) {
            EXITS.add(child);
            LockSupport.unpark(poller);
        }
    }

    /** The thread. */
    @Override
    public void run() {
        keepOn(this);
    }

    /**
     * Turn after turn, until one says that it was the last. A turn may find no memory for a moment; nothing of what it
     * serves is lost by that, and who would serve it but this thread?
     */
    static void keepOn(BooleanSupplier turn) {
        boolean more = true;
        while (more) {
            try {
                more = turn.getAsBoolean();
            } catch (OutOfMemoryError forNow) {
                rest(LONGEST);
            }
        }
    }

    /** One look at whatever is due, and a rest; whether there is more to come. */
    @Override
    public boolean getAsBoolean() {
        return turn();
    }

    private boolean turn() {
        boolean arrived = admit(children);
        now += AwakeClock.sinceLook(now);
        for (ChildProcess child = EXITS.poll(); child != null; child = EXITS.poll()) {
            poll(child, now, buffer); // the next sweep forgets it
        }
        if (!arrived && !sweepNow && now - nextSweep < 0) {
            rest(nextSweep - now);
            return true;
        }
        sweepNow = false;
        int read = sweep(children, now, buffer);
        InternalThreads.retry();
        boolean busy = !children.isEmpty() || InternalThreads.isShortOfThreads();
        if (busy || LiveChildren.exist()) {
            idleSince = now;
        } else if (now - idleSince > LINGER && retire()) {
            return false;
        }
        if (read >= MUCH) {
            pause = SHORTEST;
            nextSweep = now; // what was planned for an idle poller may be a second away
            return true;
        }
        pause = arrived ? SHORTEST : Math.min(LONGEST, pause * 2);
        long most = busy ? pause : LINGER;
        nextSweep = now + most;
        rest(most);
        return true;
    }

    private static void rest(long nanos) {
        LockSupport.parkNanos(nanos);
        // A container may interrupt a whole thread group, and with the flag set nothing would park.
        Thread.interrupted();
    }

    private static boolean admit(List<ChildProcess> children) {
        boolean arrived = false;
        for (ChildProcess child = ARRIVALS.peek(); child != null; child = ARRIVALS.peek()) {
            children.add(child); // before it is taken: there may be no memory for it now
            ARRIVALS.remove();
            arrived = true;
        }
        return arrived;
    }

    private static int sweep(List<ChildProcess> children, long now, byte[] buffer) {
        int read = 0;
        for (int i = children.size() - 1; i >= 0; i--) {
            int n = poll(children.get(i), now, buffer);
            if (n >= 0) {
                read += n;
            } else {
                children.set(i, children.get(children.size() - 1));
                children.remove(children.size() - 1);
            }
        }
        return read;
    }

    /** One turn of one child; nothing it throws harms the others. */
    static int poll(ChildProcess child, long now, byte[] buffer) {
        try {
            return child.poll(now, buffer);
        } catch (RuntimeException | Error fault) {
            return abandon(child, fault);
        }
    }

    private static int abandon(ChildProcess child, Throwable fault) {
        try {
            child.abandon(fault);
        } catch (RuntimeException | Error worse) {
            // No words are left for this child. The others must not lose their poller.
        }
        return 0;
    }

    private static boolean retire() {
        Runnable atItsEnd;
        synchronized (LOCK) {
            if (!ARRIVALS.isEmpty()) {
                return false;
            }
            thread = null;
            atItsEnd = last;
            EXITS.clear();
        }
        try {
            if (atItsEnd != null) {
                atItsEnd.run(); // not under our lock: the watchdog takes it when it begins
            }
        } catch (OutOfMemoryError notNow) {
            // No other turn: there may be another poller by now. The watchdog stays until that one retires.
        }
        return true;
    }
}
