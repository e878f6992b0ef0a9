package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.StopReason;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
    private volatile boolean hadDependents;

    ResultFuture(FFmpegRun run, Callbacks callbacks) {
        this.run = run;
        this.callbacks = callbacks;
    }

    /**
     * The run's own way to complete it, and three cases:
     *
     * <ul>
     *   <li>it has dependents: they are user code, and run on the user's executor;
     *   <li>it is only waited for, or part of an {@code allOf}: on a thread of our own pool. On the user's it would queue
     *       behind the very threads that wait in {@code join()};
     *   <li>nobody hangs on it: here and now, so that it is done before {@code stop()} or {@code close()} returns.
     * </ul>
     */
    void finish(@Nullable FFmpegResult value, @Nullable Throwable failure) {
        if (hadDependents) {
            callbacks.execute(() -> settle(value, failure));
        } else if (getNumberOfDependents() > 0) {
            callbacks.executeOnOurOwn(() -> settle(value, failure));
        } else {
            settle(value, failure);
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
        return run.failWith(StopReason.CANCEL, new CancellationException("the run was cancelled")) || isCancelled();
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return run.failWith(StopReason.CANCEL, Objects.requireNonNull(failure, "failure"));
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
        hadDependents = true;
        return new CompletableFuture<>();
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }
}
