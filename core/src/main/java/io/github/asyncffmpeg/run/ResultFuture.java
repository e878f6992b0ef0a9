package io.github.asyncffmpeg.run;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of a run. It completes when the process is dead and its pipes are drained, and only the run completes it;
 * for schedulers, who have runs of their own, as {@link FFmpegRun} is:
 *
 * <ul>
 *   <li>{@code cancel} and {@code completeExceptionally} (and so {@code orTimeout}) begin the stop ladder; with their
 *       exception it completes when the process has ended;
 *   <li>{@code complete}, {@code completeAsync}, {@code completeOnTimeout} and the {@code obtrude} methods do nothing;
 *   <li>dependents are plain futures: to cancel one of them stops nothing.
 * </ul>
 *
 * @param <T> what it gives
 */
public final class ResultFuture<T> extends CompletableFuture<T> {

    private final Callbacks callbacks;
    private final BiPredicate<ResultFuture<T>, Throwable> ender;

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

    /**
     * Makes the future of a run that begins.
     *
     * @param callbacks where what hangs on it runs
     * @param ender stops the run, so that this future fails with that error when the run has ended; says whether it was
     *     still open
     */
    ResultFuture(Callbacks callbacks, BiPredicate<ResultFuture<T>, Throwable> ender) {
        this.callbacks = callbacks;
        this.ender = ender;
    }

    /**
     * The run's own way to complete it; only the first call counts.
     *
     * @param value the result, if the run ended well
     * @param failure the error, if it did not
     */
    public void finish(@Nullable T value, @Nullable Throwable failure) {
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

    /**
     * Whether it is decided how it completes.
     *
     * @return {@code true} when nothing can change that any more
     */
    public synchronized boolean isDecided() {
        return way != null;
    }

    /**
     * After the end of the run: waits for the moment that it takes to complete it, unless that is for user code's
     * executor to do.
     */
    public void awaitSettled() {
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

    private void settle(@Nullable T value, @Nullable Throwable failure) {
        if (failure != null) {
            super.completeExceptionally(failure);
        } else if (value != null) {
            super.complete(value);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return ender.test(this, new CancellationException("the run was cancelled")) || isCancelled();
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return ender.test(this, Objects.requireNonNull(failure, "failure"));
    }

    @Override
    public boolean complete(T value) {
        return false;
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
        return this;
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        return this;
    }

    @Override
    public CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
        return this;
    }

    @Override
    public void obtrudeValue(T value) {
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
        // more, and it is done, and runs what is attached on the thread that attaches it.
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
