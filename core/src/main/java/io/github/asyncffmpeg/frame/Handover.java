package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lends what a thread of the library has to a thread of the program, until that is done with it. So nothing is queued and
 * nothing copied: FFmpeg waits while the program thinks.
 *
 * <p>Safe for any thread.
 */
final class Handover<T> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final System.Logger LOGGER = System.getLogger("io.github.asyncffmpeg");

    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable T lent;
    private boolean served;
    private boolean done;
    private @Nullable Throwable failure;

    Handover() {
        this(PATIENCE);
    }

    /** One that warns after another time. */
    Handover(Duration patience) {
        this.patience = patience;
    }

    /** Lends it, and waits until it is given back. Throws what went wrong there. */
    void serve(T item) throws Exception {
        lock.lock();
        if (served) {
            lock.unlock();
            throw new IllegalStateException("it serves one run, and had one already: make another");
        }
        try {
            served = true;
            lent = item;
            changed.signalAll();
            while (!done) {
                changed.await();
            }
            if (failure instanceof Exception e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
        } catch (InterruptedException e) {
            done = true;
            changed.signalAll();
            throw e;
        } finally {
            lent = null;
            lock.unlock();
        }
    }

    /**
     * Waits until it is lent, or all is over: then null. The run may start hours later, in a pool, so there is no limit; but
     * who has forgotten to start it is told.
     */
    @Nullable
    T borrow(String what) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (lent == null && !done && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (lent == null && !done) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "a thread has waited " + patience.toSeconds() + " s for " + what
                                + ": the run has not started; is the reader or writer in a spec that is run?");
            }
            while (lent == null && !done) {
                changed.await();
            }
            return done ? null : lent;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FFmpegInterruptedException("interrupted while waiting for " + what, e);
        } finally {
            lock.unlock();
        }
    }

    /** Gives it back. Returns whether it was not over already, by another thread. */
    boolean done(@Nullable Throwable why) {
        lock.lock();
        try {
            boolean first = !done;
            if (first) {
                done = true;
                failure = why;
                changed.signalAll();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was given back, or all is over. */
    boolean isDone() {
        lock.lock();
        try {
            return done;
        } finally {
            lock.unlock();
        }
    }
}
