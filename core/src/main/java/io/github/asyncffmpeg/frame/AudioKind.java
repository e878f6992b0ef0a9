package io.github.asyncffmpeg.frame;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** Frames of sound of one sample format. */
record AudioKind(SampleFormat format, boolean gapless) implements FrameKind<AudioFrame> {

    /** FFmpeg's frames of sound have some thousand samples; this is more than a minute of 16 channels. */
    private static final int LARGEST = 256 << 20;

    @Override
    public int stream() {
        return Nut.AUDIO;
    }

    @Override
    public void check(NutStream stream) throws IOException {
        if (stream.tag() != format.tag()) {
            throw new IOException("FFmpeg's output is not " + format.codec() + " but has the tag "
                    + Integer.toHexString(stream.tag()) + "; is an option c:a of the output in the way?");
        }
        if (stream.rate() <= 0 || stream.channels() <= 0) {
            throw new IOException("FFmpeg's output has " + stream.channels() + " channels at " + stream.rate() + " Hz");
        }
    }

    @Override
    public void checkSize(NutStream stream, int bytes, long index) throws IOException {
        if (bytes > LARGEST || bytes % (format.bytes() * stream.channels()) != 0) {
            throw new IOException("frame " + index + " of FFmpeg's output has " + bytes
                    + " bytes, which are not whole samples of " + stream.channels() + " channels, or too many");
        }
    }

    @Override
    public AudioFrame frame(NutStream stream, FrameBody body) {
        return new AudioFrame(format, stream.rate(), stream.channels(), body);
    }

    @Override
    public FrameEncoder<AudioFrame> encoder(WritableByteChannel channel) {
        return new AudioEncoder(channel, this);
    }
}
