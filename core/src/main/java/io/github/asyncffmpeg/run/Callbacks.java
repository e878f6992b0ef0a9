package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.process.InternalThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where user code runs: listeners, suppliers, {@code afterStart}, the dependents of futures. The user's executor, or a
 * pool of daemon threads that grows as callbacks block. An executor that has been shut down must not leave a future
 * undone, so what it rejects goes to that pool.
 */
final class Callbacks implements Executor {

    private static final System.Logger LOG = System.getLogger("io.github.asyncffmpeg");
    private static final Executor DEFAULT = InternalThreads.pool("asyncffmpeg-callback-");

    private final Executor executor;

    Callbacks(@org.jspecify.annotations.Nullable Executor executor) {
        this.executor = executor == null ? DEFAULT : executor;
    }

    @Override
    public void execute(Runnable callback) {
        Runnable guarded = () -> {
            try {
                callback.run();
            } catch (RuntimeException | Error e) {
                LOG.log(System.Logger.Level.WARNING, "a callback threw", e);
            }
        };
        if (executor == DEFAULT) {
            DEFAULT.execute(guarded);
        } else {
            DEFAULT.execute(() -> handOver(guarded));
        }
    }

    /** Runs something on the pool of our own, whatever executor the user has given. */
    void executeOnOurOwn(Runnable callback) {
        DEFAULT.execute(callback);
    }

    /**
     * A user's executor may run the callback in the thread that hands it over ({@code Runnable::run}, caller runs), or
     * block until it has room, or throw what it likes. So it never sees the poller, nor anybody who holds a lock.
     */
    private void handOver(Runnable guarded) {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                guarded.run();
            }
        };
        try {
            executor.execute(once);
        } catch (RuntimeException | Error rejected) {
            once.run();
        }
    }
}
