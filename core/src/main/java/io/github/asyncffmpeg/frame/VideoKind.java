package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Video frames of one pixel format.
 *
 * @param format of the pixels
 * @param rate at which frames go to FFmpeg, or null when they say themselves when they are due
 * @param width that frames to FFmpeg must have, or 0 for that of the first
 * @param height likewise
 */
record VideoKind(PixelFormat format, @Nullable Rational rate, int width, int height) implements FrameKind<VideoFrame> {

    /** "RGB" and 15: what FFmpeg's muxer calls formats that it has no name for, and rgb555le, which is the first of them. */
    private static final int NO_NAME = 'R' | ('G' << 8) | ('B' << 16) | (15 << 24);

    @Override
    public int stream() {
        return Nut.VIDEO;
    }

    @Override
    public void check(NutStream stream) throws IOException {
        if (format.tag() != 0 && stream.tag() != format.tag() && stream.tag() != NO_NAME) {
            throw new IOException("FFmpeg's output is not " + format + " but has the tag "
                    + Integer.toHexString(stream.tag()) + "; is an option pix_fmt or c:v of the output in the way?");
        }
        try {
            format.frameBytes(stream.width(), stream.height());
        } catch (IllegalArgumentException e) {
            throw new IOException("FFmpeg's output cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void checkSize(NutStream stream, int bytes, long index) throws IOException {
        int expected = format.frameBytes(stream.width(), stream.height());
        if (bytes != expected) {
            throw new IOException("frame " + index + " of FFmpeg's output has " + bytes + " bytes, but a frame of "
                    + stream.width() + "x" + stream.height() + " " + format + " has " + expected);
        }
    }

    @Override
    public VideoFrame frame(NutStream stream, FrameBody body) {
        return new VideoFrame(format, stream.width(), stream.height(), body);
    }

    @Override
    public FrameEncoder<VideoFrame> encoder(WritableByteChannel channel) {
        return new VideoEncoder(channel, this);
    }
}
