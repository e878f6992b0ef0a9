package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is asked for when it is first wanted, and then kept; callers at the same time share one question. An
 * answer that is a failure is kept for ten seconds: a machine that was overloaded once is not believed for ever, and a
 * program that never answers is not started for every job.
 *
 * <p>Safe for any thread. {@link #get} blocks.
 */
final class Asked<T> {

    private static final Duration FAILURE_KEPT = Duration.ofSeconds(10);

    private final Supplier<CompletableFuture<T>> question;
    private final Predicate<T> failed;
    private final String what;

    /** Both guarded by this. */
    private @Nullable CompletableFuture<T> answer;

    /** When the answer came. From the question on it would be no time at all for one that is not answered in time. */
    private long answeredNanos;

    private final Duration failureKept;

    /**
     * A question not yet asked.
     *
     * @param what the question, for a message: {@code -encoders}
     * @param question asks; its future must complete in bounded time, and never exceptionally
     * @param failed whether an answer is a failure
     */
    Asked(String what, Supplier<CompletableFuture<T>> question, Predicate<T> failed) {
        this(what, question, failed, FAILURE_KEPT);
    }

    Asked(String what, Supplier<CompletableFuture<T>> question, Predicate<T> failed, Duration failureKept) {
        this.failureKept = failureKept;
        this.what = what;
        this.question = question;
        this.failed = failed;
    }

    /** The answer. An interrupt ends the waiting of this caller, not the question. */
    T get() {
        try {
            return ask().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FFmpegInterruptedException("Interrupted while FFmpeg was asked for " + what, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking FFmpeg for " + what, e.getCause());
        }
    }

    /** The answer, without waiting for it. */
    CompletableFuture<T> ask() {
        CompletableFuture<T> fresh = new CompletableFuture<>();
        synchronized (this) {
            CompletableFuture<T> known = answer;
            if (known != null && !(hasFailed(known) && System.nanoTime() - answeredNanos > failureKept.toNanos())) {
                return known;
            }
            answer = fresh;
        }
        // Not under the lock: it starts a process.
        try {
            question.get().whenComplete((given, fault) -> {
                answered();
                if (fault == null) {
                    fresh.complete(given);
                } else {
                    fresh.completeExceptionally(fault);
                }
            });
        } catch (RuntimeException | Error fault) {
            answered();
            fresh.completeExceptionally(fault);
        }
        return fresh;
    }

    private synchronized void answered() {
        answeredNanos = System.nanoTime();
    }

    private boolean hasFailed(CompletableFuture<T> known) {
        return known.isCompletedExceptionally() || (known.isDone() && failed.test(known.join()));
    }
}
