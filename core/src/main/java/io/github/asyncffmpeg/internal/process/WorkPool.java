package io.github.asyncffmpeg.internal.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose threads are as many as the processors while they get on, and one more each time that none of them does:
 * a thousand short tasks that come at once take two threads, and one that blocks for ever costs one thread and harms
 * nobody. Threads end when they are idle.
 */
final class WorkPool implements Executor {

    private static final int USUAL = Math.max(2, Runtime.getRuntime().availableProcessors());

    /** When no task was begun for so long and some wait, those that run are taken to be blocked. */
    private static final long STUCK = TimeUnit.MILLISECONDS.toNanos(5);

    /** How long a thread outlives its work. */
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(200);

    /** The pool that this thread works for. */
    private static final ThreadLocal<WorkPool> EMPLOYER = new ThreadLocal<>();

    private final String prefix;
    private final BiFunction<String, Runnable, Thread> threads;
    private final AtomicInteger number = new AtomicInteger();

    /** Guarded by this, all below. */
    private final Deque<Runnable> queue = new ArrayDeque<>();

    private int idle;
    private int active;
    private int permitted = USUAL;
    private long lastBegun = System.nanoTime();

    /**
     * A pool without threads yet.
     *
     * @param prefix what the names of its threads begin with
     * @param threads makes a thread with a name and its work, and does not start it
     */
    WorkPool(String prefix, BiFunction<String, Runnable, Thread> threads) {
        this.prefix = prefix;
        this.threads = threads;
    }

    /**
     * Takes a task.
     *
     * @throws OutOfMemoryError when the system has no thread for it; then it was not taken
     */
    @Override
    public synchronized void execute(Runnable task) {
        queue.add(task);
        if (idle > 0) {
            notify();
            return;
        }
        boolean started = false;
        try {
            startThread();
            started = true;
        } finally {
            if (!started) {
                queue.removeLastOccurrence(task);
            }
        }
    }

    /** This thread is about to wait for something: if it is a pool's, another one may work meanwhile. */
    static void beginWaiting() {
        WorkPool employer = EMPLOYER.get();
        if (employer != null) {
            employer.leave();
        }
    }

    /** After each {@link #beginWaiting()}. */
    static void endWaiting() {
        WorkPool employer = EMPLOYER.get();
        if (employer != null) {
            employer.enter();
        }
    }

    private synchronized void leave() {
        active--;
        wakeOrStart();
    }

    private synchronized void enter() {
        active++;
    }

    private void startThread() {
        threads.apply(prefix + number.incrementAndGet(), new Worker()).start();
        idle++; // from now on, so that the next task does not start another
    }

    private final class Worker implements Runnable {

        @Override
        public void run() {
            work();
        }
    }

    private void work() {
        EMPLOYER.set(this);
        for (Runnable task = next(); task != null; task = next()) {
            long begun = System.nanoTime();
            try {
                task.run();
            } catch (Throwable fault) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
            } finally {
                Thread.interrupted(); // a task may leave it set
                done(System.nanoTime() - begun);
            }
        }
    }

    private synchronized void done(long took) {
        active--;
        idle++;
        if (took >= STUCK && permitted > USUAL) {
            permitted--;
        }
    }

    /** The next task for a thread that counts as idle; {@code null} when the thread is to end. */
    private synchronized @Nullable Runnable next() {
        long idleUntil = System.nanoTime() + LINGER;
        while (true) {
            long now = System.nanoTime();
            boolean stuck = active >= permitted;
            if (queue.isEmpty()) {
                if (now - idleUntil >= 0) {
                    idle--;
                    return null;
                }
                pause(idleUntil - now);
            } else if (stuck && now - lastBegun < STUCK) {
                pause(STUCK - (now - lastBegun));
            } else {
                permitted += stuck ? 1 : 0;
                return begin(now);
            }
        }
    }

    private Runnable begin(long now) {
        Runnable task = queue.remove();
        lastBegun = now;
        idle--;
        active++;
        if (idle == 0) {
            wakeOrStart(); // one that watches
        }
        return task;
    }

    private void wakeOrStart() {
        if (queue.isEmpty()) {
            return;
        }
        if (idle > 0) {
            notify();
            return;
        }
        try {
            startThread();
        } catch (OutOfMemoryError noMoreThreads) {
            // those that work come back
        }
    }

    private void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1_000_000));
        } catch (InterruptedException e) {
            // A container may interrupt a whole thread group; with the flag cleared the next wait waits.
        }
    }
}
