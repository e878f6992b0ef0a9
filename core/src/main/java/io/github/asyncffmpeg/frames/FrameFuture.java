package io.github.asyncffmpeg.frames;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.RunningJob;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of something that takes one run of FFmpeg, or several after each other. It keeps the promises of
 * {@link RunningJob#result}: it completes when no FFmpeg of it is left; to cancel it, or to fail it, stops the one that runs.
 *
 * @param <T> what it gives
 */
final class FrameFuture<T> extends CompletableFuture<T> {

    private final Function<? super FFmpegJob, ? extends RunningJob> enqueue;

    /** Guarded by this. */
    private @Nullable RunningJob current;

    private @Nullable Throwable wanted;
    private boolean over;
    private boolean hadDependents;

    private FrameFuture(Function<? super FFmpegJob, ? extends RunningJob> enqueue) {
        this.enqueue = enqueue;
    }

    /**
     * Starts the work on a thread of ours.
     *
     * @param enqueue starts each run
     * @param work what is done; it starts its runs by {@link #run}
     */
    static <T> FrameFuture<T> begin(
            Function<? super FFmpegJob, ? extends RunningJob> enqueue,
            Function<FrameFuture<T>, CompletionStage<T>> work) {
        FrameFuture<T> future = new FrameFuture<>(enqueue);
        InternalThreads.WORKERS.execute(() -> {
            try {
                work.apply(future).whenComplete(future::finish);
            } catch (RuntimeException | Error e) {
                future.finish(null, e);
            }
        });
        return future;
    }

    /** Starts one run. What depends on it runs on a thread of ours, so that it needs none of the user's executor. */
    CompletableFuture<FFmpegResult> run(FFmpegJob job) {
        synchronized (this) {
            if (wanted != null) {
                return failedFuture(wanted);
            }
        }
        RunningJob started;
        try {
            started = enqueue.apply(job);
        } catch (FFmpegException e) {
            return failedFuture(e);
        }
        boolean late;
        synchronized (this) {
            current = started;
            late = wanted != null;
        }
        if (late) {
            started.quit();
        }
        CompletableFuture<FFmpegResult> result = started.result();
        // allOf: as one that only waits. A dependent of its own would be user code to it, and run on the user's
        // executor.
        return allOf(result)
                .handle((none, error) -> result)
                .thenComposeAsync(Function.identity(), InternalThreads.WORKERS);
    }

    /** Waits for the end; an interrupt stops FFmpeg. */
    T await() {
        try {
            return get();
        } catch (InterruptedException e) {
            cancel(true);
            awaitEnd();
            Thread.currentThread().interrupt();
            throw new FFmpegInterruptedException("interrupted; FFmpeg was stopped, and has ended", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new CompletionException(e.getCause());
        }
    }

    private void awaitEnd() {
        while (true) {
            try {
                get();
                return;
            } catch (InterruptedException again) {
                // waits on: the flag is set again after the end
            } catch (ExecutionException | CancellationException ended) {
                return;
            }
        }
    }

    private void finish(@Nullable T value, @Nullable Throwable error) {
        Throwable failure = unwrapped(error);
        Executor users;
        synchronized (this) {
            over = true;
            if (wanted != null) {
                failure = wanted;
            }
            users = hadDependents ? defaultExecutor() : Runnable::run;
        }
        Throwable how = failure;
        users.execute(() -> settle(value, how));
    }

    private void settle(@Nullable T value, @Nullable Throwable failure) {
        if (failure != null) {
            super.completeExceptionally(failure);
        } else {
            super.complete(Objects.requireNonNull(value));
        }
    }

    static @Nullable Throwable unwrapped(@Nullable Throwable error) {
        Throwable inner = error;
        while (inner instanceof CompletionException && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    private boolean end(Throwable why) {
        RunningJob running;
        synchronized (this) {
            if (over || wanted != null) {
                return false;
            }
            wanted = why;
            running = current;
        }
        if (running != null) {
            running.quit();
        }
        return true;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return end(new CancellationException("the run was cancelled")) || isCancelled();
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return end(Objects.requireNonNull(failure, "failure"));
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
        synchronized (this) {
            hadDependents = true;
        }
        return new CompletableFuture<>();
    }

    /** The one of the runs: that of the {@code FFmpeg} or the pool. */
    @Override
    public synchronized Executor defaultExecutor() {
        return current == null ? InternalThreads.WORKERS : current.result().defaultExecutor();
    }
}
