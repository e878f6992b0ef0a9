package io.github.asyncffmpeg.internal.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes whoever waits for a time, and when the JVM shuts down, everybody at once. One thread for all, which ends with the
 * last alarm; what is due is done by workers. A shutdown hook is installed while anybody waits.
 *
 * <p>{@code CompletableFuture.delayedExecutor} has a thread of its own too, but one that never ends, and holds the class
 * loader of whoever came first.
 *
 * <p>Safe for any thread.
 */
public final class Alarms {

    private static final Object LOCK = new Object();

    /** Guarded by LOCK, all below. */
    private static final PriorityQueue<Alarm> WAITING = new PriorityQueue<>(Alarms::compare);

    private static @Nullable Thread thread;
    private static @Nullable Thread hook;
    private static boolean closed;

    /** Compared by identity. */
    private static final class Alarm {
        private final long due;
        private final Runnable whenDue;
        private final Runnable atShutdown;

        Alarm(long due, Runnable whenDue, Runnable atShutdown) {
            this.due = due;
            this.whenDue = whenDue;
            this.atShutdown = atShutdown;
        }
    }

    private Alarms() {}

    private static int compare(Alarm one, Alarm other) {
        return Long.signum(one.due - other.due); // nanoTime may overflow
    }

    /**
     * Sets an alarm.
     *
     * @param delay how long to wait; nothing or less is now
     * @param due done by a worker when the time has come
     * @param shutdown done in place of that as soon as the JVM shuts down, by the hook: quick, and must not throw
     * @return takes it back; once it has gone off that does nothing
     */
    public static Runnable set(Duration delay, Runnable due, Runnable shutdown) {
        Alarm alarm = new Alarm(System.nanoTime() + Math.max(0, Nanos.of(delay)), due, shutdown);
        synchronized (LOCK) {
            if (!closed && isReady()) {
                WAITING.add(alarm);
                LOCK.notifyAll();
                return () -> cancel(alarm);
            }
        }
        InternalThreads.WORKERS.execute(shutdown);
        return () -> {};
    }

    /** Whether there are a thread and a hook; without them, the JVM shuts down. */
    private static boolean isReady() {
        if (hook == null) {
            Thread atTheEnd = new Thread(Alarms::ringAll, "asyncffmpeg-shutdown-alarm");
            atTheEnd.setContextClassLoader(null);
            try {
                Runtime.getRuntime().addShutdownHook(atTheEnd);
            } catch (IllegalStateException shutdownInProgress) {
                closed = true;
                return false;
            }
            hook = atTheEnd;
        }
        if (thread == null) {
            Thread t = InternalThreads.thread("asyncffmpeg-timer", Alarms::serve);
            t.start(); // may throw when the system has no more threads
            thread = t;
        }
        return true;
    }

    private static void cancel(Alarm alarm) {
        synchronized (LOCK) {
            if (WAITING.remove(alarm)) {
                LOCK.notifyAll();
            }
        }
    }

    private static void serve() {
        for (Alarm due = nextDue(); due != null; due = nextDue()) {
            InternalThreads.WORKERS.execute(due.whenDue);
        }
    }

    /** Waits for the next alarm; without any, this thread is not needed. */
    private static @Nullable Alarm nextDue() {
        synchronized (LOCK) {
            while (true) {
                Alarm next = WAITING.peek();
                if (next == null) {
                    retire();
                    return null;
                }
                long left = next.due - System.nanoTime();
                if (left <= 0) {
                    WAITING.remove(next);
                    return next;
                }
                try {
                    LOCK.wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
                } catch (InterruptedException wholeThreadGroup) {
                    // a container may do that; it is looked again what is due
                }
            }
        }
    }

    private static void retire() {
        thread = null;
        Thread installed = hook;
        if (installed != null && !closed) {
            try {
                Runtime.getRuntime().removeShutdownHook(installed);
            } catch (IllegalStateException shutdownInProgress) {
                closed = true;
            }
            hook = null;
        }
    }

    /** The hook. */
    private static void ringAll() {
        List<Alarm> all;
        synchronized (LOCK) {
            closed = true;
            all = new ArrayList<>(WAITING);
            WAITING.clear();
            LOCK.notifyAll();
        }
        all.forEach(alarm -> alarm.atShutdown.run()); // here: the JVM waits for nobody else
    }
}
