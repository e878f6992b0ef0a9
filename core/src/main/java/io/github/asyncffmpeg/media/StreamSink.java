package io.github.asyncffmpeg.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** An {@link OutputStream}. */
final class StreamSink implements MediaSink {

    private static final int CHUNK = 128 * 1024;

    private final OutputStream stream;

    StreamSink(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void readFrom(ReadableByteChannel ffmpeg) throws IOException {
        byte[] chunk = new byte[CHUNK];
        ByteBuffer buffer = ByteBuffer.wrap(chunk);
        while (ffmpeg.read(buffer) >= 0) {
            stream.write(chunk, 0, buffer.position());
            buffer.clear();
        }
        stream.flush();
    }

    @Override
    public String toString() {
        return "an OutputStream";
    }
}
