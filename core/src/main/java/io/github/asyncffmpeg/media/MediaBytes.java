package io.github.asyncffmpeg.media;

import io.github.asyncffmpeg.internal.text.BytesLimitException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * A sink that keeps media in memory. Each run begins anew.
 *
 * <p>For one output of one run at a time: of two that share it, only what the last one wrote is kept. {@link #bytes} may be
 * called by any thread.
 */
public final class MediaBytes implements MediaSink {

    private static final int FIRST = 64 * 1024;

    private final int most;

    /** Guarded by this. */
    private byte[] kept = new byte[0];

    private int length;

    MediaBytes(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("bytes in memory: expected a bound of at least 0, got " + most);
        }
        this.most = most;
    }

    @Override
    public void readFrom(ReadableByteChannel ffmpeg) throws IOException {
        byte[] bytes = new byte[Math.min(most, FIRST)];
        int n = 0;
        while (true) {
            if (n == bytes.length) {
                if (n == most) {
                    requireEnd(ffmpeg);
                    break;
                }
                bytes = Arrays.copyOf(bytes, (int) Math.min(most, 2L * n));
            }
            int read = ffmpeg.read(ByteBuffer.wrap(bytes, n, bytes.length - n));
            if (read < 0) {
                break;
            }
            n += read;
        }
        keep(bytes, n);
    }

    private void requireEnd(ReadableByteChannel ffmpeg) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        if (ffmpeg.read(one) >= 0) {
            throw new BytesLimitException(most);
        }
    }

    private synchronized void keep(byte[] bytes, int n) {
        kept = bytes;
        length = n;
    }

    /**
     * The media of the run that has ended last.
     *
     * @return a copy; empty before the first one has ended
     */
    public synchronized byte[] bytes() {
        return Arrays.copyOf(kept, length);
    }

    @Override
    public String toString() {
        return "bytes in memory";
    }
}
