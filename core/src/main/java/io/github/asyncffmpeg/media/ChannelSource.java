package io.github.asyncffmpeg.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;

/** The bytes of a channel. */
final class ChannelSource implements MediaSource {

    private static final int CHUNK = 256 * 1024;

    private final ReadableByteChannel channel;
    private final OneRun once = new OneRun("a channel");

    ChannelSource(ReadableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void writeTo(WritableByteChannel ffmpeg) throws IOException {
        once.begin();
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        int idle = 0;
        while (channel.read(chunk) >= 0) {
            chunk.flip();
            idle = chunk.hasRemaining() ? 0 : idle + 1;
            if (idle > 1000) {
                throw new IOException("the channel gives nothing, and is not at its end: is it in non-blocking mode?");
            }
            ffmpeg.write(chunk);
            chunk.clear();
        }
    }

    @Override
    public boolean needsSeeking() {
        if (!(channel instanceof SeekableByteChannel media)) {
            return false;
        }
        try {
            long start = media.position();
            try {
                return IndexPosition.isAtEnd(
                        (to, from) -> {
                            media.position(start + from);
                            while (to.hasRemaining() && media.read(to) > 0) {
                                // until there is enough
                            }
                        },
                        media.size() - start);
            } finally {
                media.position(start);
            }
        } catch (IOException toldWhenItIsRead) {
            return false;
        }
    }

    @Override
    public String toString() {
        return once.toString();
    }
}
