package io.github.asyncffmpeg.frames;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.internal.delivery.ResultFuture;
import io.github.asyncffmpeg.internal.delivery.Stages;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.RunningJob;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that takes one run of FFmpeg, or several after each other. Its future completes when no FFmpeg of it is left; to
 * cancel it, or to fail it, stops the one that runs.
 *
 * <p>Safe for any thread. Nothing blocks but {@link #await}.
 *
 * @param <T> what it gives
 */
final class FrameWork<T> {

    private final Function<? super FFmpegJob, ? extends RunningJob> enqueue;
    private final ResultFuture<T> future;

    /** Guarded by this, all below. */
    private @Nullable RunningJob current;

    private @Nullable Throwable wanted;
    private boolean over;

    private FrameWork(Function<? super FFmpegJob, ? extends RunningJob> enqueue) {
        this.enqueue = enqueue;
        this.future = new ResultFuture<>(
                "the run",
                callback -> executor().execute(callback),
                InternalThreads.WORKERS,
                (asked, error) -> end(error));
    }

    /**
     * Starts the work on a thread of ours.
     *
     * @param enqueue starts each run
     * @param work what is done; it starts its runs by {@link #run}
     */
    static <T> FrameWork<T> begin(
            Function<? super FFmpegJob, ? extends RunningJob> enqueue,
            Function<FrameWork<T>, CompletionStage<T>> work) {
        FrameWork<T> begun = new FrameWork<>(enqueue);
        InternalThreads.WORKERS.execute(() -> {
            try {
                work.apply(begun).whenComplete(begun::finish);
            } catch (RuntimeException | Error e) {
                begun.finish(null, e);
            }
        });
        return begun;
    }

    /** The future of what it gives. */
    CompletableFuture<T> future() {
        return future;
    }

    /** Starts one run. What depends on it runs on a thread of ours, so that it needs none of the user's executor. */
    CompletableFuture<FFmpegResult> run(FFmpegJob job) {
        synchronized (this) {
            if (wanted != null) {
                return CompletableFuture.failedFuture(wanted);
            }
        }
        RunningJob started;
        try {
            started = enqueue.apply(job);
        } catch (FFmpegException e) {
            return CompletableFuture.failedFuture(e);
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
        return CompletableFuture.allOf(result)
                .handle((none, error) -> result)
                .thenComposeAsync(Function.identity(), InternalThreads.WORKERS);
    }

    /** Waits for the end; an interrupt stops FFmpeg. */
    T await() {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
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
                future.get();
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
        synchronized (this) {
            over = true;
            if (wanted != null) {
                failure = wanted;
            }
        }
        future.finish(value, failure);
    }

    static @Nullable Throwable unwrapped(@Nullable Throwable error) {
        return error == null ? null : Stages.unwrapped(error);
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

    /** The one of the runs: that of the {@code FFmpeg} or the pool. */
    private synchronized Executor executor() {
        return current == null ? InternalThreads.WORKERS : current.result().defaultExecutor();
    }
}
