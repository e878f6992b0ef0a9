package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.MediaSink;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frames as a publisher, for one subscriber. FFmpeg waits while nothing is requested, and before there is a subscriber.
 *
 * <p>The subscriber is called on the thread that reads FFmpeg's output. Each frame is good until {@code onNext} returns. To
 * cancel is to leave: see {@link #leaving()}. {@code onComplete} says that there are no more frames; whether FFmpeg
 * succeeded says the run's result.
 *
 * <p>Safe for any thread. For one run.
 *
 * @param <F> video or audio
 */
public final class FramePublisher<F extends Frame> implements MediaSink, Flow.Publisher<F> {

    private final FrameKind<F> kind;
    private final Map<String, String> options;
    private final Leaving leaving;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Flow.@Nullable Subscriber<? super F> subscriber;
    private boolean taken;
    private long demand;
    private boolean cancelled;
    private boolean begun;
    private boolean over;
    private @Nullable Throwable bad;

    FramePublisher(FrameKind<F> kind, Map<String, String> options, Leaving leaving) {
        this.kind = kind;
        this.options = options;
        this.leaving = leaving;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super F> wanting) {
        Objects.requireNonNull(wanting, "subscriber");
        boolean first;
        lock.lock();
        try {
            first = !taken && !over;
            if (first) {
                taken = true;
                subscriber = wanting;
            }
        } finally {
            lock.unlock();
        }
        if (!first) {
            wanting.onSubscribe(new NoDemand());
            wanting.onError(new IllegalStateException("frames come once: to one subscriber, while the run goes on"));
            return;
        }
        wanting.onSubscribe(new Demand());
        changed(() -> begun = true);
    }

    /**
     * Tells a publisher whose run is over, or never began, that there will be no frames. Nothing happens if the subscriber
     * has its end already.
     *
     * @param failure why there are none, or null
     */
    @Override
    public void runEnded(@Nullable Throwable failure) {
        end(failure);
    }

    @Override
    public void readFrom(ReadableByteChannel ffmpeg) throws Exception {
        FrameDecoder<F> decoder = new FrameDecoder<>(ffmpeg, kind);
        try {
            boolean more = awaitSubscriber();
            while (more && decoder.advance()) {
                more = deliver(decoder);
            }
            end(bad);
        } catch (IOException | RuntimeException | InterruptedException | Error e) {
            end(e);
            throw e;
        } finally {
            decoder.close();
        }
    }

    @Override
    public Map<String, String> options() {
        return options;
    }

    @Override
    public Leaving leaving() {
        return leaving;
    }

    @Override
    public String toString() {
        return "a publisher of frames";
    }

    private boolean awaitSubscriber() throws InterruptedException {
        lock.lock();
        try {
            while (!begun && !cancelled && !over) {
                changed.await();
            }
            return !cancelled && !over;
        } finally {
            lock.unlock();
        }
    }

    /** Hands over one frame when it is wanted. The subscriber is not kept from one to the next: it may cancel (rule 3.13). */
    private boolean deliver(FrameDecoder<F> decoder) throws IOException, InterruptedException {
        Flow.Subscriber<? super F> receiver = awaitDemand();
        F frame = receiver == null ? null : decoder.next();
        if (receiver == null || frame == null) {
            return false;
        }
        receiver.onNext(frame);
        return true;
    }

    private Flow.@Nullable Subscriber<? super F> awaitDemand() throws InterruptedException {
        lock.lock();
        try {
            while (demand == 0 && !cancelled && !over) {
                changed.await();
            }
            if (cancelled || over) {
                return null;
            }
            if (demand < Long.MAX_VALUE) {
                demand--;
            }
            return subscriber;
        } finally {
            lock.unlock();
        }
    }

    /** Tells the subscriber once, and not under the lock. */
    private void end(@Nullable Throwable failure) {
        Flow.Subscriber<? super F> told = null;
        lock.lock();
        try {
            if (!over && (!cancelled || bad != null)) {
                told = subscriber;
            }
            over = true;
            subscriber = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (told != null && failure == null) {
            told.onComplete();
        } else if (told != null && failure != null) {
            told.onError(failure);
        }
    }

    private void changed(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Demand implements Flow.Subscription {
        @Override
        public void request(long n) {
            changed(() -> {
                if (n > 0) {
                    demand = demand > Long.MAX_VALUE - n ? Long.MAX_VALUE : demand + n;
                } else if (!cancelled) {
                    cancelled = true;
                    bad = new IllegalArgumentException("requested " + n + " frames: expected more than 0 (rule 3.9)");
                }
            });
        }

        @Override
        public void cancel() {
            changed(() -> {
                cancelled = true;
                subscriber = bad == null ? null : subscriber;
            });
        }
    }

    /** Of a subscriber that is refused. */
    private static final class NoDemand implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
