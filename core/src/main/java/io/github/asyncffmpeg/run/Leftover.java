package io.github.asyncffmpeg.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** What FFmpeg wrote at its end while its reader did something else, as far as it is kept. For one thread at a time. */
final class Leftover {

    /** As much as hundreds of frames of an encoder's delay. */
    private static final long MOST = 64L * 1024 * 1024;

    private static final int CHUNK = 256 * 1024;

    private final Deque<ByteBuffer> kept = new ArrayDeque<>();
    private long size;
    private long dropped;

    /** Reads a channel to its end. */
    void takeAll(ReadableByteChannel from) {
        try {
            while (true) {
                ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
                int n = from.read(chunk);
                if (n < 0) {
                    return;
                }
                if (size + n > MOST) {
                    dropped += n;
                } else {
                    kept.add(chunk.flip());
                    size += n;
                }
            }
        } catch (IOException itHasEnded) {
            // killed: what there is, is all
        }
    }

    int read(ByteBuffer to) throws IOException {
        ByteBuffer first = kept.peek();
        if (first == null) {
            if (dropped > 0) {
                throw new IOException("FFmpeg was stopped while nobody read its output: of what it still wrote, " + MOST
                        + " bytes were kept and " + dropped + " are lost");
            }
            return -1;
        }
        int n = Math.min(first.remaining(), to.remaining());
        to.put(first.slice().limit(n));
        first.position(first.position() + n);
        if (!first.hasRemaining()) {
            kept.remove();
        }
        return n;
    }
}
