package io.github.asyncffmpeg.media;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** What a publisher publishes. One subscription a run; the publisher's threads only queue, the run's thread writes. */
final class PublisherSource implements MediaSource {

    /** Asked for at a time: one is written while the next one comes. */
    private static final int AHEAD = 2;

    private final Flow.Publisher<? extends ByteBuffer> publisher;

    PublisherSource(Flow.Publisher<? extends ByteBuffer> publisher) {
        this.publisher = publisher;
    }

    @Override
    public void writeTo(WritableByteChannel ffmpeg) throws Exception {
        Subscription subscription = new Subscription();
        publisher.subscribe(subscription);
        try {
            for (Signal next = subscription.next(); next.bytes() != null; next = subscription.next()) {
                ffmpeg.write(next.bytes().duplicate());
                subscription.request();
            }
        } finally {
            subscription.cancel();
        }
    }

    @Override
    public String toString() {
        return "a Flow.Publisher";
    }

    /** A buffer; or the end, with its error if it is one. */
    private record Signal(
            @Nullable ByteBuffer bytes, @Nullable Throwable error) {}

    private static final class Subscription implements Flow.Subscriber<ByteBuffer> {

        private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

        /** Written under the lock of this, both. */
        private volatile Flow.@Nullable Subscription upstream;

        private boolean cancelled;

        Signal next() throws Exception {
            Signal next = signals.take();
            Throwable error = next.error();
            if (error instanceof Exception exception) {
                throw exception;
            }
            if (error instanceof Error fatal) {
                throw fatal;
            }
            if (error != null) {
                throw new IllegalStateException(error);
            }
            return next;
        }

        void request() {
            Flow.Subscription up = upstream;
            if (up != null) {
                up.request(1);
            }
        }

        synchronized void cancel() {
            cancelled = true;
            Flow.Subscription up = upstream;
            if (up != null) {
                up.cancel();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            Objects.requireNonNull(subscription);
            synchronized (this) {
                if (upstream != null || cancelled) {
                    subscription.cancel(); // Reactive Streams, rule 2.5
                    return;
                }
                upstream = subscription;
            }
            subscription.request(AHEAD);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            signals.add(new Signal(Objects.requireNonNull(bytes), null));
        }

        @Override
        public void onError(Throwable error) {
            signals.add(new Signal(null, Objects.requireNonNull(error)));
        }

        @Override
        public void onComplete() {
            signals.add(new Signal(null, null));
        }
    }
}
