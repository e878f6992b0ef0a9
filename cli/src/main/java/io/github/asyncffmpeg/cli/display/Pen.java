package io.github.asyncffmpeg.cli.display;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes, and the lock of all it writes about. Changes are made under the lock, which is never held
 * while something is written: a terminal that takes nothing holds up nobody else. The thread sleeps while nothing changes.
 */
final class Pen {

    /** What there is to write. Called under the lock. */
    interface Page {

        /**
         * What is to be written now; may be empty.
         *
         * @param now the clock's nanoseconds
         * @param last whether nothing more will be asked for
         */
        String text(long now, boolean last);

        /** Nanoseconds until there may be something to write although nothing changes; {@link Long#MAX_VALUE} for never. */
        long idle(long now);
    }

    /** A pipe that takes a part of it has moved. */
    private static final int PART = 16_384;

    private final AtomicBoolean logged = new AtomicBoolean();
    private volatile @Nullable RuntimeException fault;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition written = lock.newCondition();

    private final PrintWriter out;
    private final long gap;
    private final LongSupplier clock;
    private final Page page;

    /** All guarded by the lock. */
    private boolean dirty;

    private boolean held;
    private boolean writing;
    private boolean closing;
    private boolean ended;
    private long parts;

    /**
     * A pen that does not write yet.
     *
     * @param out takes the text
     * @param gap least time between two writings
     * @param clock nanoseconds
     * @param page what there is to write
     */
    Pen(PrintWriter out, Duration gap, LongSupplier clock, Page page) {
        this.out = out;
        this.gap = gap.toNanos();
        this.clock = clock;
        this.page = page;
    }

    /** Begins to write, on a daemon thread that ends with {@link #close}. */
    void start() {
        Thread thread = new Thread(this::run, "asyncffmpeg-display");
        thread.setDaemon(true);
        thread.start();
    }

    /** Changes what there is to write. An error in that is ours, and must not stop a batch: it is logged. */
    void change(Runnable change) {
        lock.lock();
        try {
            if (!closing) {
                change.run();
                if (!dirty) {
                    dirty = true;
                    changed.signal();
                }
            }
        } catch (RuntimeException ours) {
            fault = ours;
        } finally {
            lock.unlock();
        }
        logFault();
    }

    /** Not under the lock: a logger may write anywhere. One fault may come with every frame, so only the first is logged. */
    private void logFault() {
        RuntimeException met = fault;
        if (met != null && logged.compareAndSet(false, true)) {
            System.getLogger("io.github.asyncffmpeg.cli") // seldom: a logger is 100 classes
                    .log(System.Logger.Level.ERROR, "the display may lack something: an error of this program", met);
        }
    }

    /** Writes nothing until {@link #release}. */
    void hold() {
        lock.lock();
        try {
            held = true;
        } finally {
            lock.unlock();
        }
    }

    /** Goes on. */
    void release() {
        lock.lock();
        try {
            held = false;
            dirty = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all changes so far are written, or the time is over. */
    void flush(Duration limit) {
        lock.lock();
        try {
            long left = limit.toNanos();
            while ((dirty || writing) && !ended && left > 0) {
                left = written.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes what is left, and ends.
     *
     * @param patience how long to wait while nothing moves
     */
    void close(Duration patience) {
        boolean interrupted = false;
        lock.lock();
        try {
            closing = true;
            changed.signal();
            long seen = parts;
            long left = patience.toNanos();
            while (!ended && left > 0) {
                try {
                    left = written.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                if (parts != seen) {
                    seen = parts;
                    left = patience.toNanos();
                }
            }
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long next = clock.getAsLong();
            boolean last = false;
            while (!last) {
                String text;
                lock.lock();
                try {
                    last = awaitWork(next);
                    dirty = false;
                    writing = true;
                    text = text(last);
                } finally {
                    lock.unlock();
                }
                logFault();
                write(text);
                next = text.isEmpty() ? next : clock.getAsLong() + gap;
                told(() -> writing = false);
            }
        } finally {
            told(() -> ended = true);
        }
    }

    private String text(boolean last) {
        try {
            return page.text(clock.getAsLong(), last);
        } catch (RuntimeException ours) {
            fault = ours;
            return "";
        }
    }

    /** Waits until there is something to do; whether it is the last. */
    private boolean awaitWork(long next) {
        while (!closing) {
            long now = clock.getAsLong();
            long wait = held ? Long.MAX_VALUE : dirty ? next - now : page.idle(now);
            if (wait <= 0) {
                return false;
            }
            try {
                changed.await(Math.min(wait, TimeUnit.HOURS.toNanos(1)), TimeUnit.NANOSECONDS);
            } catch (InterruptedException notOurs) {
                return true;
            }
        }
        return true;
    }

    /** A stream that is closed swallows it all, as every PrintWriter does. */
    private void write(String text) {
        for (int from = 0; from < text.length(); from += PART) {
            out.write(text, from, Math.min(PART, text.length() - from));
            out.flush();
            told(() -> parts++);
        }
    }

    private void told(Runnable what) {
        lock.lock();
        try {
            what.run();
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
