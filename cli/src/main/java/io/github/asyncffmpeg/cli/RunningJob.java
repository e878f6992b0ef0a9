package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A job in the pool, and what it writes.
 *
 * @param task the job
 * @param target its output
 * @param reached how far its output has come, as far as it is known
 */
record RunningJob(FFmpegTask task, Target target, AtomicReference<Duration> reached) {

    RunningJob(FFmpegTask task, Target target) {
        this(task, target, new AtomicReference<>(Duration.ZERO));
    }

    /**
     * Calls a listener for each progress that says how far the output has come, on the library's executor. FFmpeg 8 gives
     * {@code N/A} while it opens its encoder, and again while it empties it.
     */
    void onProgress(Consumer<Progress> listener) {
        task.events().subscribe(new Flow.Subscriber<FFmpegEvent>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(FFmpegEvent event) {
                if (event instanceof Progress progress && progress.outTime().isPresent()) {
                    reached.accumulateAndGet(progress.outTime().get(), RunningJob::later);
                    listener.accept(progress);
                }
            }

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onComplete() {}
        });
    }

    /** How it ended. Waits for that. */
    End await() {
        try {
            FFmpegResult result = task.result().join();
            return new End(
                    result.outcome() instanceof Outcome.Completed,
                    result.outcome().finalised(),
                    outTime(),
                    result.elapsed(),
                    "stopped");
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new End(
                    false,
                    cause instanceof FFmpegProcessException failed
                            && failed.outcome().finalised(),
                    outTime(),
                    cause instanceof FFmpegProcessException failed ? failed.elapsed() : Duration.ZERO,
                    Refusal.sentence(target.name(), cause));
        } catch (CancellationException e) {
            return new End(false, false, Duration.ZERO, Duration.ZERO, target.name() + " was not written: cancelled.");
        }
    }

    private Duration outTime() {
        return later(
                task.lastProgress().flatMap(Progress::outTime).orElse(Duration.ZERO),
                Objects.requireNonNull(reached.get()));
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * The end of a job.
     *
     * @param done whether all of its work was done
     * @param playable whether its output can be played, short or not
     * @param length how long the output plays, as far as FFmpeg reported it
     * @param elapsed how long the job took
     * @param trouble a sentence, when it is not done
     */
    record End(boolean done, boolean playable, Duration length, Duration elapsed, String trouble) {}
}
