package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.media.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Raw pictures from and to an FFmpeg by this library.
 *
 * @param ffmpeg the library
 */
record OurMedia(FFmpeg ffmpeg) {

    /** Into one direct buffer. */
    void readBytes(Pictures pictures) throws IOException {
        AtomicLong total = new AtomicLong();
        read(pictures, from -> total.set(BareMedia.readAll(from, pictures)));
        BareMedia.expect(total.get(), pictures);
    }

    void readStream(Pictures pictures) {
        read(pictures, MediaSink.to(OutputStream.nullOutputStream()));
    }

    /** Frames of NUT, with their timestamps. */
    void readFrames(Pictures pictures) throws IOException {
        AtomicLong total = new AtomicLong();
        read(
                pictures,
                frames(pictures).each(frame -> total.addAndGet(frame.data().remaining())),
                "nut");
        BareMedia.expect(total.get(), pictures);
    }

    private static VideoFrames frames(Pictures pictures) {
        return VideoFrames.of(PixelFormat.of(pictures.format()));
    }

    private void read(Pictures pictures, MediaSink sink) {
        read(pictures, sink, "rawvideo");
    }

    // "c:v", not "c": FFmpeg takes the last option that fits, and the options of frames have a c:v
    private void read(Pictures pictures, MediaSink sink, String container) {
        ffmpeg.run(FFmpeg.input("/dev/zero")
                .format("rawvideo")
                .option("pix_fmt", pictures.format())
                .option("video_size", pictures.size())
                .output(sink)
                .format(container)
                .option("c:v", "copy")
                .option("frames:v", pictures.count()));
    }

    /** From one direct buffer. */
    void writeBytes(Pictures pictures) {
        write(pictures, to -> BareMedia.writeAll(to, pictures));
    }

    void writeStream(Pictures pictures) {
        write(pictures, MediaSource.of(new Zeros(pictures.allBytes())));
    }

    private void write(Pictures pictures, MediaSource source) {
        copy(FFmpeg.input(source)
                .format("rawvideo")
                .option("pix_fmt", pictures.format())
                .option("video_size", pictures.size()));
    }

    /** One frame, again and again, with a timestamp. */
    void writeFrames(Pictures pictures) {
        VideoFrame frame = VideoFrame.allocate(PixelFormat.of(pictures.format()), pictures.width(), pictures.height());
        Rational unit = new Rational(1, 25);
        copy(FFmpeg.input(frames(pictures)
                .from(IntStream.range(0, pictures.count()).mapToObj(number -> frame.at(number, unit)))));
    }

    private void copy(Input input) {
        ffmpeg.run(input.output("-").format("null").option("c:v", "copy"));
    }

    /** A stream of nothing, which costs nothing. */
    static final class Zeros extends InputStream {

        private long left;

        Zeros(long bytes) {
            this.left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        /** Leaves what is in the array, as a camera's driver would that has filled it. */
        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(left, length);
            left -= n;
            return n;
        }
    }
}
