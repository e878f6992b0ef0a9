package io.github.asyncffmpeg.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Bytes in memory. */
final class BytesSource implements MediaSource {

    private static final int BEGINNING = 64;

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
        return !isText();
    }

    /** A playlist, say, which may name addresses that FFmpeg opens for a stream but not for a file. */
    private boolean isText() {
        for (int i = 0; i < Math.min(bytes.remaining(), BEGINNING); i++) {
            byte b = bytes.get(i);
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return bytes.remaining() + " bytes in memory";
    }
}
