package io.github.asyncffmpeg.process;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Small pools of daemon threads that end when they are idle. Unbounded, because a callback that blocks for ever must
 * cost one thread and harm nobody.
 */
public final class InternalThreads {

    /** For our own short work: spawning, concluding. No user code ever runs on it. */
    public static final Executor WORKERS = pool("asyncffmpeg-worker-");

    private InternalThreads() {}

    /**
     * Makes a pool.
     *
     * @param prefix what the names of its threads begin with
     * @return an executor that never rejects; its threads are daemons and end after a fifth of a second without work
     */
    public static Executor pool(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 200, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, prefix + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Starts a thread for work that blocks, such as feeding a pipe.
     *
     * @param name the thread's name
     * @param work what it does
     */
    public static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
