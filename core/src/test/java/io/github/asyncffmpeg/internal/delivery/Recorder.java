package io.github.asyncffmpeg.internal.delivery;

import io.github.asyncffmpeg.event.FFmpegEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** A subscriber that notes what it is told, and requests at first as much as it is made with. */
public class Recorder implements Flow.Subscriber<FFmpegEvent> {

    public final List<FFmpegEvent> events = new CopyOnWriteArrayList<>();
    volatile Flow.Subscription subscription;
    volatile Throwable error;
    public volatile boolean complete;
    private final long first;
    private final Consumer<Recorder> onNext;

    public Recorder(long first) {
        this(first, recorder -> {});
    }

    Recorder(long first, Consumer<Recorder> onNext) {
        this.first = first;
        this.onNext = onNext;
    }

    List<String> raws() {
        return events.stream().map(FFmpegEvent::raw).toList();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (first > 0) {
            subscription.request(first);
        }
    }

    @Override
    public void onNext(FFmpegEvent event) {
        events.add(event);
        onNext.accept(this);
    }

    @Override
    public void onError(Throwable error) {
        this.error = error;
    }

    @Override
    public void onComplete() {
        complete = true;
    }
}
