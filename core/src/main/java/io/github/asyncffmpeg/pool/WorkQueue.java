package io.github.asyncffmpeg.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A queue of work of which a bounded number runs at a time. It knows nothing of FFmpeg: work is anything that can be
 * started, and has a stage that completes at its end.
 *
 * <p>What to start is decided under the lock; starting happens outside it, on the executor. Safe for any thread.
 *
 * @param <W> the work
 */
final class WorkQueue<W extends WorkQueue.Work> {

    /** One piece of work. */
    interface Work {

        /** Higher starts first; equal ones start in the order they came. */
        int priority();

        /** Starts it. Called at most once, on the executor, or at once if it {@link #handsOver}. */
        void start();

        /** Whether to start it only hands it over to another thread, so that any thread may do so. */
        default boolean handsOver() {
            return false;
        }
    }

    private record Entry<W>(W work, int priority, long number) {}

    private final int maxRunning;
    private final int maxQueued;
    private final Executor executor;

    /** Guarded by this, all below. */
    private final TreeSet<Entry<W>> queued =
            new TreeSet<>(Comparator.<Entry<W>>comparingInt(e -> -e.priority()).thenComparingLong(Entry::number));

    private final Set<Entry<W>> running = new LinkedHashSet<>();
    private long numbers;
    private boolean closed;

    WorkQueue(int maxRunning, int maxQueued, Executor executor) {
        this.maxRunning = maxRunning;
        this.maxQueued = maxQueued;
        this.executor = executor;
    }

    /** What {@link #offer} answers. */
    enum Answer {
        TAKEN,
        FULL,
        CLOSED
    }

    /**
     * Takes work, or says why not.
     *
     * @param work what to do
     * @param end completes when the work is over, also when it never started
     */
    Answer offer(W work, CompletionStage<?> end) {
        Entry<W> entry;
        synchronized (this) {
            if (closed) {
                return Answer.CLOSED;
            }
            // What was just taken may still be on its way from the one set to the other: count both.
            if ((long) running.size() + queued.size() >= (long) maxRunning + maxQueued) {
                return Answer.FULL;
            }
            entry = new Entry<>(work, Math.max(work.priority(), -Integer.MAX_VALUE), numbers++);
            queued.add(entry);
        }
        end.whenComplete((done, error) -> over(entry));
        promote();
        return Answer.TAKEN;
    }

    private void over(Entry<W> entry) {
        synchronized (this) {
            queued.remove(entry);
            running.remove(entry);
            notifyAll();
        }
        promote();
    }

    private void promote() {
        List<Entry<W>> chosen = new ArrayList<>();
        synchronized (this) {
            while (running.size() < maxRunning && !queued.isEmpty()) {
                Entry<W> next = queued.pollFirst();
                running.add(next);
                chosen.add(next);
            }
        }
        for (Entry<W> entry : chosen) {
            if (entry.work().handsOver()) {
                start(entry);
            } else {
                executor.execute(() -> start(entry));
            }
        }
    }

    private void start(Entry<W> entry) {
        try {
            entry.work().start();
        } catch (RuntimeException | Error e) {
            over(entry);
            throw e;
        }
    }

    /** All work that is not over: what runs, in the order it started, then what waits, in the order it will start. */
    synchronized List<W> all() {
        List<W> all = new ArrayList<>(running.size() + queued.size());
        running.forEach(e -> all.add(e.work()));
        queued.forEach(e -> all.add(e.work()));
        return all;
    }

    synchronized int queuedCount() {
        return queued.size();
    }

    synchronized int runningCount() {
        return running.size();
    }

    /** From now on {@link #offer} answers CLOSED. */
    synchronized void close() {
        closed = true;
    }

    /**
     * Waits until nothing runs and nothing waits.
     *
     * @return whether that came within the limit
     */
    synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + saturated(limit);
        while (!queued.isEmpty() || !running.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
        return true;
    }

    private static long saturated(Duration limit) {
        return limit.compareTo(Duration.ofDays(36_500)) > 0
                ? Duration.ofDays(36_500).toNanos()
                : limit.toNanos();
    }
}
