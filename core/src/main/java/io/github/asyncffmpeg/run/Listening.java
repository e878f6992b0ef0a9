package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.event.FFmpegEvent;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** A listener as a subscriber that always wants more, of one kind of event. */
record Listening<E extends FFmpegEvent>(Class<E> kind, Consumer<? super E> listener)
        implements Flow.Subscriber<FFmpegEvent> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(FFmpegEvent event) {
        if (kind.isInstance(event)) {
            listener.accept(kind.cast(event));
        }
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
}
