package io.github.asyncffmpeg.media;

import java.io.IOException;
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
    public String toString() {
        return bytes.remaining() + " bytes in memory";
    }
}
