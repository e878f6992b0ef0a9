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

    private long askedNanos;

    /**
     * A question not yet asked.
     *
     * @param what the question, for a message: {@code -encoders}
     * @param question asks; its future must complete in bounded time, and never exceptionally
     * @param failed whether an answer is a failure
     */
    Asked(String what, Supplier<CompletableFuture<T>> question, Predicate<T> failed) {
        this.what = what;
        this.question = question;
        this.failed = failed;
    }

    /** The answer. An interrupt ends the waiting of this caller, not the question. */
    T get() {
        try {
            return asked().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FFmpegInterruptedException("Interrupted while FFmpeg was asked for " + what, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking FFmpeg for " + what, e.getCause());
        }
    }

    private synchronized CompletableFuture<T> asked() {
        CompletableFuture<T> known = answer;
        long now = System.nanoTime();
        if (known != null) {
            T given = known.isDone() && !known.isCompletedExceptionally() ? known.join() : null;
            boolean old = now - askedNanos > FAILURE_KEPT.toNanos();
            boolean broken = known.isCompletedExceptionally() || (given != null && failed.test(given));
            if (!(broken && old)) {
                return known;
            }
        }
        CompletableFuture<T> fresh = question.get();
        answer = fresh;
        askedNanos = now;
        return fresh;
    }
}
