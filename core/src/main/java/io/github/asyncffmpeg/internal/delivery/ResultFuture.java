package io.github.asyncffmpeg.internal.delivery;

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
 * The future of work that can be ended: a run, a probe, a stage in a pool. It completes when the work is over (the process
 * is dead and its pipes are drained, say), and only the work completes it:
 *
 * <ul>
 *   <li>{@code cancel} and {@code completeExceptionally} (and so {@code orTimeout}) end the work; with their exception it
 *       completes when the work is over;
 *   <li>{@code complete}, {@code completeAsync}, {@code completeOnTimeout} and the {@code obtrude} methods do nothing;
 *   <li>dependents are plain futures: to cancel one of them ends nothing.
 * </ul>
 *
 * @param <T> what it gives
 */
public final class ResultFuture<T> extends CompletableFuture<T> {

    private final String work;
    private final Executor callbacks;
    private final Executor ours;
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
     * Makes the future of work that begins.
     *
     * @param work what it is, in messages: "the run"
     * @param callbacks where what depends on it runs
     * @param ender ends the work, so that this future fails with that error when the work is over; says whether it was
     *     still open
     */
    public ResultFuture(String work, Callbacks callbacks, BiPredicate<ResultFuture<T>, Throwable> ender) {
        this(work, callbacks, callbacks.ourOwn(), ender);
    }

    /**
     * Makes the future of work that begins.
     *
     * @param work what it is, in messages: "the run"
     * @param callbacks where what depends on it runs
     * @param ours where it is completed if it is only waited for: threads of ours that may be kept for a while
     * @param ender ends the work, so that this future fails with that error when the work is over; says whether it was
     *     still open
     */
    public ResultFuture(String work, Executor callbacks, Executor ours, BiPredicate<ResultFuture<T>, Throwable> ender) {
        this.work = work;
        this.callbacks = callbacks;
        this.ours = ours;
        this.ender = ender;
    }

    /**
     * The work's own way to complete it; only the first call counts.
     *
     * @param value the result, if the work ended well; it may be null
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
        if (decided == Way.HERE) {
            settle(value, failure);
        } else {
            Executor executor = decided == Way.ON_THE_USERS_EXECUTOR ? callbacks : ours;
            executor.execute(new Settling<>(this, value, failure));
        }
    }

    private record Settling<T>(
            ResultFuture<T> future,
            @Nullable T value,
            @Nullable Throwable failure) implements Runnable {

        @Override
        public void run() {
            future.settle(value, failure);
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
     * After the end of the work: waits for the moment that it takes to complete it, unless that is for user code's
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
        } else {
            completeWith(value);
        }
    }

    /** A stage may end with null. */
    @SuppressWarnings("NullAway")
    private void completeWith(@Nullable T value) {
        super.complete(value);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return ender.test(this, new CancellationException(work + " was cancelled")) || isCancelled();
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
        // nobody but the work says how it ended
    }

    @Override
    public void obtrudeException(Throwable failure) {
        // nobody but the work says how it ended
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
