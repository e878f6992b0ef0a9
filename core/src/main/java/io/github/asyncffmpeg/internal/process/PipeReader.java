package io.github.asyncffmpeg.internal.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The standard output of a child, for a thread that reads it as it needs it. Its end is the exit of the child, when all
 * that was in the pipe is read: it does not wait for a grandchild that holds the pipe. An interrupt ends a read.
 *
 * <p>For one thread. It never sits in a blocking read, for the reason {@link PipeSource} gives.
 */
public final class PipeReader extends InputStream {

    /** A pipe holds 64 KiB, so a pause this long holds a child to 320 MB/s. */
    private static final long SHORTEST = TimeUnit.MICROSECONDS.toNanos(200);

    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(10);

    private final Process process;
    private final InputStream pipe;

    /**
     * Makes a reader.
     *
     * @param process the child; nobody else reads its standard output
     */
    public PipeReader(Process process) {
        this.process = process;
        this.pipe = process.getInputStream();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads what is there, and waits until there is something.
     *
     * @throws InterruptedIOException if the thread is interrupted while it waits; the interrupt flag stays set
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        long pause = SHORTEST;
        while (true) {
            boolean alive = process.isAlive();
            int n = readNow(bytes, offset, length);
            if (n > 0) {
                return n;
            }
            if (!alive) {
                return -1;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while reading the output of a process");
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(LONGEST, pause * 2);
        }
    }

    private int readNow(byte[] bytes, int offset, int length) {
        try {
            synchronized (pipe) { // see PipeSource
                return pipe.available() > 0 ? pipe.read(bytes, offset, length) : 0;
            }
        } catch (IOException closedByTheReaper) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        pipe.close();
    }
}
