package io.github.asyncffmpeg.internal.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue of work of which a bounded number runs at a time. It knows nothing of FFmpeg: work is anything that can be
 * started, and has a stage that completes at its end. It may leave its place for a while, and queue again.
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

        /** What it needs of each resource while it runs. */
        default Map<String, Integer> uses() {
            return Map.of();
        }

        /** It was taken, and will be started. Called under the lock: quick, and nothing of this queue's. */
        default void taken() {}

        /**
         * Starts it. Called on the executor, or at once if it {@link #handsOver}; once, and again for each time that it
         * queues again.
         *
         * @param place its place
         */
        void start(Place place);

        /** Whether to start it only hands it over to another thread, so that any thread may do so. */
        default boolean handsOver() {
            return false;
        }
    }

    /** A place among those that run. */
    interface Place {

        /** Gives the place to somebody else: the work pauses, and is not over. */
        void leave();

        /** After that, gets in line again, before all that came later; nothing if the work is over. */
        void queueAgain();
    }

    /** In the order in which they start; equal only to itself. */
    private static final class Entry<W extends Work> implements Line.Waiter, Comparable<Entry<W>> {
        private final W work;
        private final int priority;
        private final long number;

        Entry(W work, int priority, long number) {
            this.work = work;
            this.priority = priority;
            this.number = number;
        }

        @Override
        public Map<String, Integer> uses() {
            return work.uses();
        }

        @Override
        public int compareTo(Entry<W> other) {
            int higherFirst = Integer.compare(other.priority, priority);
            return higherFirst != 0 ? higherFirst : Long.compare(number, other.number);
        }
    }

    private record Over<W extends Work>(WorkQueue<W> queue, Entry<W> entry)
            implements BiConsumer<@Nullable Object, @Nullable Throwable> {

        @Override
        public void accept(@Nullable Object done, @Nullable Throwable error) {
            queue.over(entry);
        }
    }

    private record Start<W extends Work>(WorkQueue<W> queue, Entry<W> entry) implements Runnable {

        @Override
        public void run() {
            queue.start(entry);
        }
    }

    private final int maxRunning;
    private final int maxQueued;
    private final Executor executor;

    /** Guarded by this, all below. */
    private final Line<Entry<W>> queued;

    private final Set<Entry<W>> running = new LinkedHashSet<>();

    /** Work that has left its place for a while. */
    private final Set<Entry<W>> pausing = new LinkedHashSet<>();

    private long numbers;
    private boolean closed;

    /** Without resources. */
    WorkQueue(int maxRunning, int maxQueued, Executor executor) {
        this(maxRunning, maxQueued, Map.of(), executor);
    }

    /**
     * A queue.
     *
     * @param resources how much there is of each; of others there is no limit. No work needs more than there is
     */
    WorkQueue(int maxRunning, int maxQueued, Map<String, Integer> resources, Executor executor) {
        this.queued = new Line<>(resources);
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
            if ((long) running.size() + queued.size() + pausing.size() >= (long) maxRunning + maxQueued) {
                return Answer.FULL;
            }
            entry = new Entry<>(work, Math.max(work.priority(), -Integer.MAX_VALUE), numbers++);
            work.taken();
            queued.add(entry);
        }
        end.whenComplete(new Over<>(this, entry));
        promote();
        return Answer.TAKEN;
    }

    private void over(Entry<W> entry) {
        synchronized (this) {
            queued.remove(entry);
            if (running.remove(entry)) {
                queued.release(entry);
            }
            pausing.remove(entry);
            notifyAll();
        }
        promote();
    }

    private void leave(Entry<W> entry) {
        synchronized (this) {
            if (running.remove(entry)) {
                queued.release(entry);
                pausing.add(entry);
            }
        }
        promote();
    }

    private void queueAgain(Entry<W> entry) {
        synchronized (this) {
            if (pausing.remove(entry)) {
                queued.add(entry);
            }
        }
        promote();
    }

    private void promote() {
        List<Entry<W>> chosen = new ArrayList<>();
        synchronized (this) {
            while (running.size() < maxRunning) {
                Entry<W> next = queued.poll();
                if (next == null) {
                    break;
                }
                running.add(next);
                chosen.add(next);
            }
        }
        for (Entry<W> entry : chosen) {
            if (entry.work.handsOver()) {
                start(entry);
            } else {
                executor.execute(new Start<>(this, entry));
            }
        }
    }

    private void start(Entry<W> entry) {
        try {
            entry.work.start(new Place() {
                @Override
                public void leave() {
                    WorkQueue.this.leave(entry);
                }

                @Override
                public void queueAgain() {
                    WorkQueue.this.queueAgain(entry);
                }
            });
        } catch (RuntimeException | Error e) {
            over(entry);
            throw e;
        }
    }

    /**
     * All work that is not over: what runs, in the order it started, then what waits, in the order it will start, then what
     * pauses.
     */
    synchronized List<W> all() {
        List<W> all = new ArrayList<>(running.size() + queued.size() + pausing.size());
        running.forEach(e -> all.add(e.work));
        queued.all().forEach(e -> all.add(e.work));
        pausing.forEach(e -> all.add(e.work));
        return all;
    }

    synchronized int queuedCount() {
        return queued.size() + pausing.size();
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
        while (queued.size() > 0 || !running.isEmpty() || !pausing.isEmpty()) {
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
