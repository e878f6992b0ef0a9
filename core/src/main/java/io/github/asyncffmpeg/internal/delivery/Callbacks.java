package io.github.asyncffmpeg.internal.delivery;

import io.github.asyncffmpeg.internal.process.InternalThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where user code runs: listeners, suppliers, {@code afterStart}, the dependents of futures. The user's executor, or a
 * pool of daemon threads that grows as callbacks block. An executor that has been shut down must not leave a future
 * undone, so what it rejects goes to that pool.
 */
public final class Callbacks implements Executor {

    private static final Executor DEFAULT = InternalThreads.pool("asyncffmpeg-callback-");

    private final Executor executor;

    /** Of the thread that made the run: what user code on a thread of ours looks classes up by. */
    private final @Nullable ClassLoader contextClassLoader =
            Thread.currentThread().getContextClassLoader();

    /**
     * For user code of the thread that calls this now.
     *
     * @param executor the user's; {@code null} for a pool of daemon threads
     */
    public Callbacks(@Nullable Executor executor) {
        this.executor = executor == null ? DEFAULT : executor;
    }

    @Override
    public void execute(Runnable callback) {
        if (executor == DEFAULT) {
            executeOnOurOwn(callback);
        } else {
            DEFAULT.execute(() -> handOver(callback));
        }
    }

    /**
     * Runs something on the pool of our own, whatever executor the user has given.
     *
     * @param callback may be user code
     */
    public void executeOnOurOwn(Runnable callback) {
        DEFAULT.execute(new Here(this, callback));
    }

    private record Here(Callbacks callbacks, Runnable callback) implements Runnable {

        @Override
        public void run() {
            callbacks.runHere(callback);
        }
    }

    /**
     * The pool of our own, as {@link #executeOnOurOwn} uses it.
     *
     * @return an executor that never rejects
     */
    Executor ourOwn() {
        return new OurOwn(this);
    }

    private record OurOwn(Callbacks callbacks) implements Executor {

        @Override
        public void execute(Runnable callback) {
            callbacks.executeOnOurOwn(callback);
        }
    }

    /** On a thread of our own. */
    private void runHere(Runnable callback) {
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(contextClassLoader);
        try {
            guarded(callback);
        } finally {
            thread.setContextClassLoader(null);
        }
    }

    private static void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            System.getLogger("io.github.asyncffmpeg").log(System.Logger.Level.WARNING, "a callback threw", e);
        }
    }

    /**
     * A user's executor may run the callback in the thread that hands it over ({@code Runnable::run}, caller runs), or
     * block until it has room, or throw what it likes. So it never sees the poller, nor anybody who holds a lock.
     */
    private void handOver(Runnable callback) {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                guarded(callback);
            }
        };
        try {
            executor.execute(once);
        } catch (RuntimeException | Error rejected) {
            runHere(once);
        }
    }
}
