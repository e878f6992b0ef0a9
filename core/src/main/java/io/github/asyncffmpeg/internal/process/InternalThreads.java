package io.github.asyncffmpeg.internal.process;

import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * Small pools of daemon threads that end when they are idle, without a bound, because a callback that blocks for ever
 * must cost one thread and harm nobody: see {@link WorkPool}.
 */
public final class InternalThreads {

    /** For our own short work: spawning, concluding. No user code ever runs on it. */
    public static final Executor WORKERS = pool("asyncffmpeg-worker-");

    /** Tasks for which the system had no thread, with the pool each belongs to. Tried again by the poller. */
    private static final Queue<Waiting> WAITING = new ConcurrentLinkedQueue<>();

    private record Waiting(WorkPool pool, Runnable task) {}

    private InternalThreads() {}

    /**
     * Makes a pool.
     *
     * @param prefix what the names of its threads begin with
     * @return an executor that never rejects and never throws: a task for which there is no thread now waits for one. Its
     *     threads are daemons without a context class loader, and end after a fifth of a second without work
     */
    public static Executor pool(String prefix) {
        return new Pool(new WorkPool(prefix, new Daemons()));
    }

    private record Pool(WorkPool threads) implements Executor {

        @Override
        public void execute(Runnable task) {
            try {
                threads.execute(task);
            } catch (OutOfMemoryError noMoreThreads) {
                later(threads, task);
            }
        }
    }

    private static final class Daemons implements BiFunction<String, Runnable, Thread> {

        @Override
        public Thread apply(String name, Runnable work) {
            return thread(name, work);
        }
    }

    /** Has a task wait for a thread. */
    static void later(WorkPool pool, Runnable task) {
        WAITING.add(new Waiting(pool, task));
    }

    /** Tries once more what waits for a thread. Called by whoever serves children: the poller, and others. */
    static void retry() {
        if (WAITING.isEmpty()) {
            return; // mostly
        }
        synchronized (WAITING) { // each task goes to its pool once
            for (Iterator<Waiting> all = WAITING.iterator(); all.hasNext(); ) {
                Waiting next = all.next();
                try {
                    next.pool().execute(next.task());
                    all.remove(); // not before: there may be no memory to put it back
                } catch (OutOfMemoryError stillNone) {
                    // another pool may have an idle thread
                }
            }
        }
    }

    /** Whether anything waits for a thread. */
    static boolean isShortOfThreads() {
        return !WAITING.isEmpty();
    }

    /**
     * Starts a thread for work that blocks, such as feeding a pipe.
     *
     * @param name the thread's name
     * @param work what it does
     */
    public static void start(String name, Runnable work) {
        thread(name, work).start();
    }

    /**
     * A thread that holds nothing of whoever happens to need it first: neither its class loader nor its inheritable
     * thread-locals, which in a container belong to one application.
     */
    static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
