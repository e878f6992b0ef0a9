package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.event.Dropped;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Retrying;
import io.github.asyncffmpeg.jobs.internal.measure.Measure;
import io.github.asyncffmpeg.jobs.internal.measure.Measures;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Reads the log of a job for what it measures. Once the job has ended, the last lines may still be on their way here. */
final class LogMeasure implements Flow.Subscriber<FFmpegEvent> {

    private final String name;
    private final CompletableFuture<Optional<Measure>> over = new CompletableFuture<>();

    /** Of the last attempt. */
    private Measure measure;

    /**
     * Reads a log.
     *
     * @param name what is read
     */
    LogMeasure(String name) {
        this.name = name;
        this.measure = fresh();
    }

    private Measure fresh() {
        return Measures.of(name).orElseThrow(); // the step has checked it
    }

    /** Complete when the whole log was read. */
    CompletableFuture<Optional<Measure>> over() {
        return over;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(FFmpegEvent event) {
        if (event instanceof LogLine line) {
            measure.read(line);
        } else if (event instanceof Dropped dropped) {
            measure.missed(dropped.count());
        } else if (event instanceof Retrying) {
            measure = fresh();
        }
    }

    @Override
    public void onError(Throwable error) {
        over.complete(Optional.of(measure));
    }

    @Override
    public void onComplete() {
        over.complete(Optional.of(measure));
    }
}
