package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** Writes sound in NUT, counted in samples. */
final class AudioEncoder implements FrameEncoder<AudioFrame> {

    private final WritableByteChannel channel;
    private final AudioKind kind;
    private @Nullable AudioFrame first;
    private @Nullable NutWriter nut;
    private long index;
    private long due;

    AudioEncoder(WritableByteChannel channel, AudioKind kind) {
        this.channel = channel;
        this.kind = kind;
    }

    @Override
    public void write(AudioFrame frame) throws IOException {
        if (first == null || nut == null) {
            first = frame;
            nut = new NutWriter(channel, NutStream.audio(kind.format().tag(), frame.rate(), frame.channels()));
        }
        if (frame.format() != kind.format() || frame.rate() != first.rate() || frame.channels() != first.channels()) {
            throw new IllegalArgumentException("frame " + index + " is " + describe(frame) + ": expected "
                    + describe(first) + " of " + kind.format().codec() + ", as all frames of one source");
        }
        if (frame.samples() > 0) {
            long pts = frame.timed() && !kind.gapless()
                    ? Timing.pts(frame.pts(), frame.timeBase(), new Rational(1, frame.rate()), index)
                    : due;
            nut.frame(pts, frame.data());
            due = pts + frame.samples();
        }
        index++;
    }

    private static String describe(AudioFrame frame) {
        return frame.channels() + " channels of " + frame.format().codec() + " at " + frame.rate() + " Hz";
    }
}
