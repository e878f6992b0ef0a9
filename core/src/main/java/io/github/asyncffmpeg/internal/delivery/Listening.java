package io.github.asyncffmpeg.internal.delivery;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listener as a subscriber that always wants more, of one kind of event. Safe for any thread. */
public final class Listening<E, K extends E> implements Flow.Subscriber<E> {

    private final Class<K> kind;
    private final Consumer<? super K> listener;
    private volatile boolean cancelled;

    /** Guarded by this. */
    private Flow.@Nullable Subscription upstream;

    Listening(Class<K> kind, Consumer<? super K> listener) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        synchronized (this) {
            upstream = subscription;
        }
        if (cancelled) {
            subscription.cancel();
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(E event) {
        if (!cancelled && kind.isInstance(event)) {
            listener.accept(kind.cast(event));
        }
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}

    /** Calls the listener no more. */
    public void cancel() {
        Flow.Subscription subscribed;
        cancelled = true;
        synchronized (this) {
            subscribed = upstream;
        }
        if (subscribed != null) {
            subscribed.cancel();
        }
    }
}
