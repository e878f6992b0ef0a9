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
            first = subscriber == null && !over;
            if (first) {
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
            Flow.Subscriber<? super F> receiver = awaitSubscriber();
            while (receiver != null && decoder.advance()) {
                if (!awaitDemand()) {
                    break;
                }
                F frame = decoder.next();
                if (frame != null) {
                    receiver.onNext(frame);
                }
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

    private Flow.@Nullable Subscriber<? super F> awaitSubscriber() throws InterruptedException {
        lock.lock();
        try {
            while (!begun && !cancelled && !over) {
                changed.await();
            }
            return cancelled || over ? null : subscriber;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitDemand() throws InterruptedException {
        lock.lock();
        try {
            while (demand == 0 && !cancelled && !over) {
                changed.await();
            }
            if (cancelled || over) {
                return false;
            }
            if (demand < Long.MAX_VALUE) {
                demand--;
            }
            return true;
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
            changed(() -> cancelled = true);
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
