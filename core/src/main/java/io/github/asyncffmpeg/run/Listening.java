package io.github.asyncffmpeg.run;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** A listener as a subscriber that always wants more, of one kind of event. */
record Listening<E, K extends E>(Class<K> kind, Consumer<? super K> listener) implements Flow.Subscriber<E> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(E event) {
        if (kind.isInstance(event)) {
            listener.accept(kind.cast(event));
        }
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
}
