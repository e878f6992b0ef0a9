package io.github.asyncffmpeg.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** The bytes of an {@link InputStream}. */
final class StreamSource implements MediaSource {

    private static final int CHUNK = 128 * 1024;

    private final InputStream stream;
    private final OneRun once = new OneRun("an InputStream");

    StreamSource(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public void writeTo(WritableByteChannel ffmpeg) throws IOException {
        once.begin();
        byte[] chunk = new byte[CHUNK];
        for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
            ffmpeg.write(ByteBuffer.wrap(chunk, 0, n));
        }
    }

    @Override
    public String toString() {
        return once.toString();
    }
}
