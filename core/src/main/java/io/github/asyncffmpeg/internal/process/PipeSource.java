package io.github.asyncffmpeg.internal.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * A pipe from a child, read only as far as {@code available()} says. A blocking read would wait for a grandchild that
 * holds the pipe after the child has gone (seen in 1 to 5 of 300 runs).
 */
class PipeSource implements ByteSource {

    private final InputStream in;
    private final ByteSink sink;

    PipeSource(InputStream in, ByteSink sink) {
        this.in = in;
        this.sink = sink;
    }

    /** A pipe whose bytes are held back until the child's log has been read. */
    static ByteSource held(InputStream in, ByteSink sink) {
        HeldSink held = new HeldSink(sink);
        return new PipeSource(in, held) {
            @Override
            public void release() {
                held.release();
            }
        };
    }

    @Override
    public int drain(byte[] buffer, int budget) {
        int total = 0;
        while (total < budget) {
            int n = read(buffer, Math.min(buffer.length, budget - total));
            if (n <= 0) {
                break;
            }
            sink.accept(buffer, 0, n);
            total += n;
        }
        return total;
    }

    /**
     * The JDK's reaper thread moves what is left in the pipe into memory when the child exits, holding the stream's
     * monitor (JDK 17 and 25). Under the same monitor, question and answer are on one side of that move.
     */
    private int read(byte[] buffer, int most) {
        try {
            synchronized (in) {
                return in.available() > 0 ? in.read(buffer, 0, most) : 0;
            }
        } catch (IOException closedByTheReaper) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException alreadyClosed) {
            // nothing is lost: the child has ended and the pipe was drained
        }
    }
}
