package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.StopReason;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of a run. It completes when the process is dead and its pipes are drained, and only the run completes it:
 *
 * <ul>
 *   <li>{@code cancel} and {@code completeExceptionally} (and so {@code orTimeout}) begin the stop ladder; with their
 *       exception it completes when the process has ended;
 *   <li>{@code complete}, {@code completeAsync}, {@code completeOnTimeout} and the {@code obtrude} methods do nothing;
 *   <li>dependents are plain futures: to cancel one of them stops nothing.
 * </ul>
 */
final class ResultFuture extends CompletableFuture<FFmpegResult> {

    private final FFmpegRun run;
    private final Callbacks callbacks;
    /** Guarded by this. */
    private boolean hadDependents;

    private @Nullable Way way;

    /** Where it is completed. */
    private enum Way {
        /** It has dependents. They are user code, and run on the user's executor. */
        ON_THE_USERS_EXECUTOR,
        /**
         * It is only waited for, or part of an {@code allOf}: on our own pool. On the user's it would queue behind the
         * very threads that wait in {@code join()}.
         */
        ON_OUR_OWN_POOL,
        /** Nobody hangs on it: here and now, so that it is done when {@code stop()} or {@code close()} returns. */
        HERE
    }

    ResultFuture(FFmpegRun run, Callbacks callbacks) {
        this.run = run;
        this.callbacks = callbacks;
    }

    /** The run's own way to complete it; only the first call counts. */
    void finish(@Nullable FFmpegResult value, @Nullable Throwable failure) {
        Way decided;
        synchronized (this) {
            if (way != null) {
                return;
            }
            decided = hadDependents
                    ? Way.ON_THE_USERS_EXECUTOR
                    : getNumberOfDependents() > 0 ? Way.ON_OUR_OWN_POOL : Way.HERE;
            way = decided;
        }
        switch (decided) {
            case ON_THE_USERS_EXECUTOR -> callbacks.execute(() -> settle(value, failure));
            case ON_OUR_OWN_POOL -> callbacks.executeOnOurOwn(() -> settle(value, failure));
            case HERE -> settle(value, failure);
        }
    }

    /** Whether it is decided how it completes, so that nothing can change that any more. */
    synchronized boolean isDecided() {
        return way != null;
    }

    /**
     * After the end of the run: waits for the moment that it takes to complete it, unless that is for user code's
     * executor to do.
     */
    void awaitSettled() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        while (!isDone() && System.nanoTime() - until < 0) {
            synchronized (this) {
                if (hadDependents || way == Way.ON_OUR_OWN_POOL) {
                    return;
                }
            }
            LockSupport.parkNanos(20_000);
        }
    }

    private void settle(@Nullable FFmpegResult value, @Nullable Throwable failure) {
        if (failure != null) {
            super.completeExceptionally(failure);
        } else if (value != null) {
            super.complete(value);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return run.failWith(this, StopReason.CANCEL, new CancellationException("the run was cancelled"))
                || isCancelled();
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return run.failWith(this, StopReason.CANCEL, Objects.requireNonNull(failure, "failure"));
    }

    @Override
    public boolean complete(FFmpegResult value) {
        return false;
    }

    @Override
    public CompletableFuture<FFmpegResult> completeAsync(Supplier<? extends FFmpegResult> supplier) {
        return this;
    }

    @Override
    public CompletableFuture<FFmpegResult> completeAsync(Supplier<? extends FFmpegResult> supplier, Executor executor) {
        return this;
    }

    @Override
    public CompletableFuture<FFmpegResult> completeOnTimeout(FFmpegResult value, long timeout, TimeUnit unit) {
        return this;
    }

    @Override
    public void obtrudeValue(FFmpegResult value) {
        // nobody but the run says how it ended
    }

    @Override
    public void obtrudeException(Throwable failure) {
        // nobody but the run says how it ended
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        boolean beingSettled;
        synchronized (this) {
            hadDependents = true;
            beingSettled = way == Way.HERE;
        }
        // What is attached now must not run on the thread that settles it, which is one of ours: a few instructions
        // more,
        // and it is done, and runs what is attached on the thread that attaches it.
        while (beingSettled && !isDone()) {
            Thread.onSpinWait();
        }
        return new CompletableFuture<>();
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }
}
