package io.github.asyncffmpeg.frame;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The one buffer that the frames of a stream are read into, each over the one before. Direct, so that the channel writes
 * into it without a copy. For one thread at a time.
 */
final class FrameSlot {

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private volatile long reading;

    /** Ends the life of the frame before, and gives its place: exactly so many bytes. */
    ByteBuffer next(int bytes) throws IOException {
        expire();
        if (buffer.capacity() < bytes) {
            try {
                buffer = ByteBuffer.allocateDirect(bytes);
            } catch (OutOfMemoryError e) {
                throw new IOException(
                        "a frame of " + bytes
                                + " bytes does not fit into the memory that Java may use for direct buffers"
                                + " (-XX:MaxDirectMemorySize, by default as much as the heap)",
                        e);
            }
        }
        buffer.clear().limit(bytes);
        return buffer;
    }

    void expire() {
        // one thread reads frames; others may only look
        long before = reading;
        reading = before + 1;
    }

    long reading() {
        return reading;
    }
}
