package io.github.asyncffmpeg.internal.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves a child on the thread that launched it, for as long as a tiny job takes, in place of the {@link Poller}, which
 * gets it afterwards.
 *
 * <p>A job of 10 ms that the poller serves wakes it five times, starts a thread ({@code Process.onExit()} does, with
 * JDK 17 on two processors) and is handed from that thread to the poller, to a worker and to whoever waits: 0.7 ms of
 * CPU time. The thread that launched it would only wait meanwhile.
 */
final class FirstMoments {

    private static final long ALL = TimeUnit.MILLISECONDS.toNanos(300);

    /** FFmpeg needs this long to open anything, and its log pipe does not fill in it. */
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

    /** Nothing but time wakes the waiting thread when somebody stops the child. */
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(20);

    /** Where a thousand jobs start at once, that many threads must not wait for them. */
    private static final int MOST_AT_A_TIME = 16;

    private static final AtomicInteger SERVED = new AtomicInteger();

    private FirstMoments() {}

    /**
     * Serves the child until it ends, or for 300 ms. An interrupt ends the service, and stays set.
     *
     * @return whether the child has ended, and its observer was told; if not, it is the poller's now
     */
    static boolean serve(ChildProcess child) {
        boolean interrupted = false;
        boolean ended = false;
        try {
            if (SERVED.incrementAndGet() <= MOST_AT_A_TIME && untilItsEnd(child)) {
                return true;
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (OutOfMemoryError | StackOverflowError fault) {
            // The thread is a user's, and its stack may be nearly full. The poller has its own.
        } finally {
            SERVED.decrementAndGet();
        }
        while (true) {
            try {
                Poller.add(child, false);
                break;
            } catch (OutOfMemoryError noThreadForAPoller) {
                try {
                    if (untilItsEnd(child)) {
                        ended = true;
                        break;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (OutOfMemoryError norForABuffer) {
                    LockSupport.parkNanos(LONGEST);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    private static void awaitExit(Process process, long nanos) throws InterruptedException {
        WorkPool.beginWaiting();
        try {
            process.waitFor(nanos, TimeUnit.NANOSECONDS);
        } finally {
            WorkPool.endWaiting();
        }
    }

    private static boolean untilItsEnd(ChildProcess child) throws InterruptedException {
        Process process = child.process();
        byte[] buffer = new byte[8 * 1024];
        long begun = AwakeClock.nanos();
        long now = begun;
        long pause = FIRST;
        while (true) {
            awaitExit(process, pause);
            now += AwakeClock.sinceLook(now);
            int read = Poller.poll(child, now, buffer);
            if (read < 0) {
                return true;
            }
            InternalThreads.retry(); // there may be no poller that does
            if (now - begun > ALL) {
                return false;
            }
            pause = read >= Poller.MUCH ? 0 : Math.max(SHORTEST, Math.min(LONGEST, 2 * pause));
        }
    }
}
