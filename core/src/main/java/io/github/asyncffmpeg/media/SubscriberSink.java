package io.github.asyncffmpeg.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A subscriber, called by the run's thread alone. */
final class SubscriberSink implements MediaSink {

    private static final int CHUNK = 64 * 1024;

    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final OneRun once = new OneRun("a Flow.Subscriber");

    SubscriberSink(Flow.Subscriber<? super ByteBuffer> subscriber) {
        this.subscriber = subscriber;
    }

    @Override
    public void readFrom(ReadableByteChannel ffmpeg) throws Exception {
        once.begin();
        Demand demand = new Demand();
        subscriber.onSubscribe(demand);
        try {
            while (true) {
                // Read first: the end is told without being asked for.
                ByteBuffer chunk = ByteBuffer.allocate(CHUNK); // the subscriber may keep it
                if (ffmpeg.read(chunk) < 0) {
                    subscriber.onComplete();
                    return;
                }
                if (!demand.await()) {
                    return;
                }
                subscriber.onNext(chunk.flip().asReadOnlyBuffer());
            }
        } catch (IOException | InterruptedException e) {
            subscriber.onError(e);
            throw e;
        } catch (IllegalArgumentException badRequest) {
            subscriber.onError(badRequest); // Reactive Streams, rule 3.9
            throw badRequest;
        }
    }

    /** A subscriber that waits for a run which never began gets the end all the same. */
    @Override
    public void runEnded(@Nullable Throwable failure) {
        if (once.take()) {
            subscriber.onSubscribe(new Demand());
            if (failure == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(failure);
            }
        }
    }

    @Override
    public String toString() {
        return once.toString();
    }

    private static final class Demand implements Flow.Subscription {

        /** Guarded by this, all. */
        private long requested;

        private boolean cancelled;
        private boolean bad;

        /** Waits for a request; false when it was cancelled. */
        synchronized boolean await() throws InterruptedException {
            while (requested == 0 && !cancelled && !bad) {
                wait();
            }
            if (bad) {
                throw new IllegalArgumentException("a subscriber must request more than 0");
            }
            requested = requested == Long.MAX_VALUE ? requested : requested - 1;
            return !cancelled;
        }

        @Override
        public synchronized void request(long n) {
            if (n <= 0) {
                bad = true;
            } else {
                requested = requested + n < 0 ? Long.MAX_VALUE : requested + n;
            }
            notifyAll();
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            notifyAll();
        }
    }
}
