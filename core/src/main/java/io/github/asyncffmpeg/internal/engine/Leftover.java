package io.github.asyncffmpeg.internal.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

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
            for (ByteBuffer chunk = keepOne(); chunk != null; chunk = keepOne()) {
                boolean atEnd = fill(chunk, from);
                kept.add(chunk.flip());
                size += chunk.remaining();
                if (atEnd) {
                    return;
                }
            }
            ByteBuffer nowhere = ByteBuffer.allocateDirect(CHUNK / 4);
            for (int n = from.read(nowhere); n >= 0; n = from.read(nowhere.clear())) {
                dropped += n;
            }
        } catch (IOException itHasEnded) {
            // killed: what there is, is all
        }
    }

    private @Nullable ByteBuffer keepOne() {
        try {
            return size < MOST ? ByteBuffer.allocate(CHUNK) : null;
        } catch (OutOfMemoryError noRoom) {
            return null;
        }
    }

    /** Packets are small, and their buffers would not be. */
    private static boolean fill(ByteBuffer chunk, ReadableByteChannel from) throws IOException {
        while (chunk.hasRemaining()) {
            if (from.read(chunk) < 0) {
                return true;
            }
        }
        return false;
    }

    int read(ByteBuffer to) throws IOException {
        ByteBuffer first = kept.peek();
        if (first == null) {
            if (dropped > 0) {
                throw new IOException("FFmpeg was stopped while nobody read its output: of what it still wrote, " + size
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
