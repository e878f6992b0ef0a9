package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.MediaSource;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Writes what a publisher gives, on the thread that writes it; asks for one frame after the other. */
record FrameSubscription<F extends Frame>(
        FrameKind<F> kind, Flow.Publisher<? extends F> frames, Map<String, String> options) implements MediaSource {

    @Override
    public String toString() {
        return "frames of a publisher";
    }

    @Override
    public void writeTo(WritableByteChannel ffmpeg) throws Exception {
        FrameEncoder<F> encoder = kind.encoder(ffmpeg);
        Receiver<F> receiver = new Receiver<>();
        frames.subscribe(receiver);
        try {
            while (true) {
                Signal<F> signal = receiver.signals.take();
                if (signal instanceof Begun<F> begun) {
                    receiver.subscription = begun.subscription;
                } else if (signal instanceof Next<F> next) {
                    encoder.write(next.frame);
                } else if (signal instanceof Failed<F> failed) {
                    throw failed.failure instanceof Exception e ? e : new IllegalStateException(failed.failure);
                } else {
                    return;
                }
                receiver.subscription.request(1);
            }
        } finally {
            receiver.cancel();
        }
    }

    private sealed interface Signal<F> {}

    private record Begun<F>(Flow.Subscription subscription) implements Signal<F> {}

    private record Next<F>(F frame) implements Signal<F> {}

    private record Failed<F>(Throwable failure) implements Signal<F> {}

    private record Completed<F>() implements Signal<F> {}

    /** Signals on their way to the writing thread: at most the one that was asked for, and the end. */
    private static final class Receiver<F extends Frame> implements Flow.Subscriber<F> {
        private final LinkedBlockingQueue<Signal<F>> signals = new LinkedBlockingQueue<>();

        /** Of the writing thread. */
        private Flow.Subscription subscription = new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        };

        /** Guarded by this, both. */
        private Flow.@Nullable Subscription upstream;

        private boolean cancelled;

        synchronized void cancel() {
            cancelled = true;
            if (upstream != null) {
                upstream.cancel();
            }
        }

        @Override
        public synchronized void onSubscribe(Flow.Subscription given) {
            if (upstream != null || cancelled) {
                given.cancel();
                return;
            }
            upstream = given;
            signals.add(new Begun<>(given));
        }

        @Override
        public void onNext(F frame) {
            signals.add(new Next<>(frame));
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(new Failed<>(failure));
        }

        @Override
        public void onComplete() {
            signals.add(new Completed<>());
        }
    }
}
