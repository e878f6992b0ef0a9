package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.internal.delivery.Callbacks;
import io.github.asyncffmpeg.internal.delivery.ResultFuture;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who waits for the end of one run, and what they get: the conclusion, or the error that the run is to fail with.
 *
 * <p>Safe for any thread. Only the waits block.
 */
final class RunFutures {

    private final Callbacks callbacks;
    private final BiPredicate<ResultFuture<FFmpegResult>, Throwable> ender;
    private final ResultFuture<FFmpegResult> result;

    /** Our own: never handed out, so no user code hangs on it. */
    private final CompletableFuture<Conclusion> conclusion = new CompletableFuture<>();

    /** Guarded by this, all below. */
    private @Nullable Throwable failure;

    /** What the run fails with if there is nothing else. */
    private @Nullable Throwable lesser;

    /** With an {@code afterStart}: what the run also waits for, and the future that does; the result itself does not. */
    private @Nullable CompletableFuture<?> afterStart;

    private @Nullable ResultFuture<FFmpegResult> whole;

    /**
     * Makes the futures of a run.
     *
     * @param callbacks where what depends on them runs
     * @param ender stops the run, so that a future of these fails with that error; says whether it was still open
     */
    RunFutures(Callbacks callbacks, BiPredicate<ResultFuture<FFmpegResult>, Throwable> ender) {
        this.callbacks = callbacks;
        this.ender = ender;
        this.result = future();
    }

    private ResultFuture<FFmpegResult> future() {
        return new ResultFuture<>("the run", callbacks, ender);
    }

    ResultFuture<FFmpegResult> result() {
        return result;
    }

    /** Makes {@link #whole} wait for one thing more. {@link #result} does not, so that this thing may wait for it. */
    synchronized void alsoAwait(CompletableFuture<?> settled) {
        afterStart = settled;
        whole = future();
    }

    /** The future of all there is to wait for: of the process, and of {@code afterStart}. */
    synchronized ResultFuture<FFmpegResult> whole() {
        return whole == null ? result : whole;
    }

    /**
     * Makes the run fail with an error, whatever it comes to; the first one counts.
     *
     * @return whether the future was still open
     */
    synchronized boolean failWith(ResultFuture<FFmpegResult> asked, Throwable error) {
        if (asked.isDecided()) {
            return false;
        }
        if (failure == null) {
            failure = error;
        }
        return true;
    }

    /** Makes the run fail with an error, unless it will fail with one already. */
    synchronized void failAlsoWith(Throwable error) {
        if (failure == null) {
            failure = error;
        }
    }

    /** Makes the run fail with an error only if it would not fail anyway; otherwise it is told beside the other. */
    synchronized void failAtMostWith(Throwable error) {
        if (lesser == null) {
            lesser = error;
        }
    }

    /** The error that the run fails with, once this is its conclusion. */
    synchronized @Nullable Throwable failure(Conclusion how) {
        FFmpegException own = how.failure();
        Throwable first = failure != null ? failure : own;
        if (first == null) {
            return lesser;
        }
        suppress(first, own);
        suppress(first, lesser);
        return first;
    }

    private static void suppress(Throwable first, @Nullable Throwable other) {
        if (other != null && other != first && !List.of(first.getSuppressed()).contains(other)) {
            first.addSuppressed(other);
        }
    }

    /** The run has come to its conclusion: who waits for that alone goes on. */
    void conclude(Conclusion how) {
        conclusion.complete(how);
    }

    /** What it came to, if it has. */
    @Nullable
    Conclusion conclusion() {
        return conclusion.getNow(null);
    }

    /**
     * Completes the futures that users have.
     *
     * @param how the conclusion
     * @param waits whether {@code afterStart}, if there is one, is waited for
     */
    void finish(Conclusion how, boolean waits) {
        ResultFuture<FFmpegResult> all;
        CompletableFuture<?> pending;
        synchronized (this) {
            all = whole;
            pending = waits ? afterStart : null;
        }
        finish(result, how);
        if (all == null) {
            return;
        }
        if (pending == null) {
            finish(all, how);
        } else {
            pending.whenComplete((done, error) -> finish(all, how));
        }
    }

    /** It may have ended a moment ago, with only {@code afterStart} still awaited: then nothing is awaited any more. */
    void finishOnceConcluded() {
        conclusion.thenAccept(how -> {
            finish(result, how);
            finish(whole(), how);
        });
    }

    private void finish(ResultFuture<FFmpegResult> future, Conclusion how) {
        future.finish(how.result(), failure(how));
    }

    /** Calls, on a worker, what is short and no user code, once the run has ended. It does not wait for any user code. */
    void onEnd(Runnable whenEnded) {
        conclusion.thenRunAsync(new Ended(result, whenEnded), InternalThreads.WORKERS);
    }

    private record Ended(ResultFuture<FFmpegResult> result, Runnable whenEnded) implements Runnable {

        @Override
        public void run() {
            result.awaitSettled(); // who waits for a pool finds its futures done
            whenEnded.run();
        }
    }

    /** Waits for the end. */
    void await() throws InterruptedException {
        try {
            conclusion.get();
        } catch (ExecutionException never) {
            throw new AssertionError(never);
        }
        result.awaitSettled();
    }

    /** Waits for the end, whatever happens; an interrupt is kept for later. */
    void awaitUninterruptibly() {
        boolean interrupted = false;
        while (true) {
            try {
                await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** After the end: the result, or the exception that tells of it. */
    FFmpegResult resultOrThrow() {
        Conclusion how = conclusion.join();
        if (failure(how) instanceof FFmpegMediaException media) {
            throw media;
        }
        FFmpegResult value = how.result();
        if (value != null) {
            return value;
        }
        FFmpegException error = how.failure();
        throw error != null ? error : new IllegalStateException("a run ended without a conclusion");
    }
}
