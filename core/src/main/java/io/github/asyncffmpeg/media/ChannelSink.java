package io.github.asyncffmpeg.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A channel. */
final class ChannelSink implements MediaSink {

    private static final int CHUNK = 256 * 1024;
    private static final int MOST_REFUSALS = 1000;

    private final WritableByteChannel channel;

    ChannelSink(WritableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void readFrom(ReadableByteChannel ffmpeg) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        while (ffmpeg.read(chunk) >= 0) {
            chunk.flip();
            int refusals = 0;
            while (chunk.hasRemaining()) {
                refusals = channel.write(chunk) > 0 ? 0 : refusals + 1;
                if (refusals > MOST_REFUSALS) {
                    throw new IOException("the channel takes nothing: is it in non-blocking mode?");
                }
            }
            chunk.clear();
        }
    }

    @Override
    public String toString() {
        return "a channel";
    }
}
