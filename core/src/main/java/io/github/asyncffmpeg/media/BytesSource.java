package io.github.asyncffmpeg.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Bytes in memory. */
final class BytesSource implements MediaSource {

    private final ByteBuffer bytes;

    BytesSource(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    @Override
    public void writeTo(WritableByteChannel ffmpeg) throws IOException {
        ffmpeg.write(bytes.duplicate());
    }

    @Override
    public boolean needsSeeking() {
        try {
            return IndexPosition.isAtEnd(
                    (to, from) ->
                            to.put(bytes.slice((int) from, Math.min(to.remaining(), bytes.remaining() - (int) from))),
                    bytes.remaining());
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    @Override
    public String toString() {
        return bytes.remaining() + " bytes in memory";
    }
}
