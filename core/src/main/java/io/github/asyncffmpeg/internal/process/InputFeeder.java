package io.github.asyncffmpeg.internal.process;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Feeds a child's standard input with media from a thread of its own, and closes it at the end. The child is asked to
 * stop by ending its input early. That is done here and nowhere else: closing a pipe waits for a write that is under
 * way.
 *
 * <p>{@link #run} belongs to the feeding thread; the rest may be called by any.
 */
public final class InputFeeder implements Ask, Runnable {

    private static final int CHUNK = 64 * 1024;

    private final OutputStream stdin;
    private final byte[] bytes;
    private volatile boolean ending;
    private volatile boolean closed;

    /**
     * Makes a feeder.
     *
     * @param stdin the child's standard input
     * @param bytes what to feed; not copied
     */
    public InputFeeder(OutputStream stdin, byte[] bytes) {
        this.stdin = stdin;
        this.bytes = bytes;
    }

    @Override
    public void run() {
        try (OutputStream out = stdin) {
            for (int from = 0; from < bytes.length && !ending; from += CHUNK) {
                out.write(bytes, from, Math.min(CHUNK, bytes.length - from));
            }
        } catch (IOException brokenPipe) {
            // the child has what it wants (-t, an error, its end); how it ended says which
        } finally {
            closed = true;
        }
    }

    @Override
    public Readiness readiness() {
        return closed ? Readiness.DEAF : Readiness.WORKING;
    }

    @Override
    public void send() {
        ending = true;
    }
}
