package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
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

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable T lent;
    private boolean served;
    private boolean done;
    private @Nullable Throwable failure;

    /** Lends it, and waits until it is given back. Throws what went wrong there. */
    void serve(T item) throws Exception {
        lock.lock();
        try {
            if (served) {
                throw new IllegalStateException("it serves one run, and had one already: make another");
            }
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
        } catch (InterruptedException e) {
            done = true;
            changed.signalAll();
            throw e;
        } finally {
            lent = null;
            lock.unlock();
        }
    }

    /** Waits until it is lent, or all is over: then null. */
    @Nullable
    T borrow(String what) {
        lock.lock();
        try {
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

    /** Gives it back. */
    void done(@Nullable Throwable why) {
        lock.lock();
        try {
            if (!done) {
                done = true;
                failure = why;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
