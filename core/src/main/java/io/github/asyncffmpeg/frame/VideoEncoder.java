package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** Writes pictures: in NUT, or without any container where NUT has no name for their format. */
final class VideoEncoder implements FrameEncoder<VideoFrame> {

    private final WritableByteChannel channel;
    private final VideoKind kind;
    private @Nullable VideoFrame first;
    private @Nullable NutWriter nut;
    private Rational timeBase = new Rational(1, 1);
    private long index;
    private long last = -1;

    VideoEncoder(WritableByteChannel channel, VideoKind kind) {
        this.channel = channel;
        this.kind = kind;
    }

    @Override
    public void write(VideoFrame frame) throws IOException {
        if (first == null) {
            first = frame;
            begin(frame);
        }
        int width = kind.width() > 0 ? kind.width() : first.width();
        int height = kind.width() > 0 ? kind.height() : first.height();
        if (frame.format() != kind.format() || frame.width() != width || frame.height() != height) {
            throw new IllegalArgumentException("frame " + index + " is " + frame.width() + "x" + frame.height() + " "
                    + frame.format() + ": expected " + width + "x" + height + " " + kind.format()
                    + ", as all frames of this source");
        }
        if (nut == null) {
            NutWriter.writeAll(channel, frame.data());
        } else {
            nut.frame(pts(frame), frame.data());
        }
        index++;
    }

    private void begin(VideoFrame frame) {
        PixelFormat format = kind.format();
        Rational rate = kind.rate();
        Rational given = rate != null ? Timing.period(rate) : timed(frame);
        timeBase = Timing.timeBase(given);
        if (format.carriesTimestamps()) {
            Rational known = rate != null ? rate : frame.frameRate();
            nut = new NutWriter(
                    channel,
                    NutStream.video(format.tag(), timeBase, frame.width(), frame.height(), frame.pixelAspect(), known));
        }
    }

    private long pts(VideoFrame frame) {
        long pts = kind.rate() != null ? index : Timing.pts(frame.pts(), timed(frame), timeBase, index);
        if (pts <= last) {
            throw new IllegalArgumentException("frame " + index + " is due at " + pts + " of " + timeBase
                    + " s: expected a time after that of the frame before, " + last);
        }
        last = pts;
        return pts;
    }

    private Rational timed(VideoFrame frame) {
        if (!frame.timed()) {
            throw new IllegalArgumentException("frame " + index
                    + " has no timestamp: expected one, VideoFrame.at(pts, timeBase), or a rate, VideoFrames.rate(…)");
        }
        return frame.timeBase();
    }
}
