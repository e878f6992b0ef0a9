package io.github.asyncffmpeg.internal.process;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes a child's standard output in a thread of its own when it may be media: all of it is read, so that the child
 * never waits, and the first {@code keep} bytes are kept.
 *
 * <p>It never sits in a blocking read, for the reason {@link PipeSource} gives.
 */
public final class OutputCollector implements Runnable {

    private static final long SHORTEST = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(10);

    private final Process process;
    private final int keep;
    private final Runnable whenOver;
    private final Runnable whenDone;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long total;

    /**
     * Makes a collector.
     *
     * @param process the child
     * @param keep how many bytes to keep, at least 0
     * @param whenOver called once, on the collecting thread, when there is more than that, or than memory holds
     * @param whenDone called once, on the collecting thread, when the child has exited and all is read; what was kept
     *     may be asked for from then on
     */
    public OutputCollector(Process process, int keep, Runnable whenOver, Runnable whenDone) {
        this.process = process;
        this.keep = keep;
        this.whenOver = whenOver;
        this.whenDone = whenDone;
    }

    @Override
    public void run() {
        PipeSource source = new PipeSource(process.getInputStream(), this::take);
        byte[] buffer = new byte[64 * 1024];
        long pause = SHORTEST;
        try {
            while (true) {
                boolean alive = process.isAlive();
                int read = source.drain(buffer, 1024 * 1024);
                if (read > 0) {
                    pause = SHORTEST;
                } else if (alive) {
                    LockSupport.parkNanos(pause);
                    pause = Math.min(LONGEST, pause * 2);
                }
                if (!alive) {
                    // one more megabyte was read after the exit: all of the pipe, and no more of a grandchild's
                    return;
                }
            }
        } finally {
            source.close();
            whenDone.run();
        }
    }

    private void take(byte[] bytes, int offset, int length) {
        boolean wasWithin = total <= keep;
        boolean held = hold(bytes, offset, (int) Math.min(length, Math.max(0, keep - total)));
        total = held ? total + length : Math.max(total + length, keep + 1L);
        if (wasWithin && total > keep) {
            whenOver.run();
        }
    }

    /** A bound that is larger than this JVM's memory is a bound all the same. */
    private boolean hold(byte[] bytes, int offset, int length) {
        try {
            kept.write(bytes, offset, length);
            return true;
        } catch (OutOfMemoryError tooMuch) {
            kept = new ByteArrayOutputStream();
            return false;
        }
    }

    /**
     * What was kept. Only after the end.
     *
     * @return the first bytes of the output, at most as many as were to be kept
     */
    public byte[] kept() {
        return kept.toByteArray();
    }
}
