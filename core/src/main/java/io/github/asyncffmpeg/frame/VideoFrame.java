package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A picture as numbers in memory. How long it is good, and which threads may use it: {@link Frame}. */
public final class VideoFrame implements Frame {

    private final PixelFormat format;
    private final int width;
    private final int height;
    private final FrameBody body;

    VideoFrame(PixelFormat format, int width, int height, FrameBody body) {
        this.format = format;
        this.width = width;
        this.height = height;
        this.body = body;
    }

    /**
     * A frame of zeros outside the heap, to be filled. Best made once and filled again and again: FFmpeg has its bytes when
     * a source has taken it.
     *
     * @param format of its pixels
     * @param width in pixels, above 0
     * @param height in pixels, above 0
     * @return the frame, without a timestamp
     */
    public static VideoFrame allocate(PixelFormat format, int width, int height) {
        Objects.requireNonNull(format, "format");
        return of(format, width, height, ByteBuffer.allocateDirect(format.frameBytes(width, height)));
    }

    /**
     * A frame of bytes that are there already. They are not copied.
     *
     * @param format of its pixels
     * @param width in pixels, above 0
     * @param height in pixels, above 0
     * @param data all planes without padding, from the buffer's position to its limit
     * @return the frame, without a timestamp
     * @throws IllegalArgumentException if there are more or fewer bytes than such a frame has
     */
    public static VideoFrame of(PixelFormat format, int width, int height, ByteBuffer data) {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(data, "data");
        int expected = format.frameBytes(width, height);
        if (data.remaining() != expected) {
            throw new IllegalArgumentException("a frame of " + width + "x" + height + " " + format + " from "
                    + data.remaining() + " bytes: expected " + expected);
        }
        return new VideoFrame(format, width, height, FrameBody.made(data));
    }

    /**
     * A frame of bytes that are there already. They are not copied.
     *
     * @param format of its pixels
     * @param width in pixels, above 0
     * @param height in pixels, above 0
     * @param data all planes without padding
     * @return the frame, without a timestamp
     * @throws IllegalArgumentException if there are more or fewer bytes than such a frame has
     */
    public static VideoFrame of(PixelFormat format, int width, int height, byte[] data) {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(data, "data");
        return of(format, width, height, ByteBuffer.wrap(Objects.requireNonNull(data, "data")));
    }

    /**
     * The same bytes, due at another time.
     *
     * @param pts in units of {@code timeBase}; a source takes 0 and more
     * @param timeBase in seconds, above 0
     * @return a frame that shares its bytes with this one
     */
    public VideoFrame at(long pts, Rational timeBase) {
        Objects.requireNonNull(timeBase, "timeBase");
        return new VideoFrame(format, width, height, body.at(pts, timeBase));
    }

    /**
     * The same bytes, due when another frame is. What FFmpeg has said of the frame rate of its stream is kept, which {@link
     * #at(long, Rational)} cannot know; and the shape of its pixels, if both frames have one size.
     *
     * @param other a frame with a timestamp
     * @return a frame that shares its bytes with this one
     * @throws IllegalStateException if the other has no timestamp
     */
    public VideoFrame at(VideoFrame other) {
        Objects.requireNonNull(other, "other");
        return new VideoFrame(format, width, height, body.at(other.body));
    }

    /** Pictures a second of the stream that this is from, or null if unknown. */
    @Nullable
    Rational frameRate() {
        NutStream origin = body.origin();
        return origin == null ? null : origin.frameRate();
    }

    /** Width of a pixel to its height, or null if unknown. */
    @Nullable
    Rational pixelAspect() {
        NutStream origin = body.origin();
        return origin == null || origin.width() != width || origin.height() != height ? null : origin.pixelAspect();
    }

    /**
     * How its pixels are written.
     *
     * @return the format
     */
    public PixelFormat format() {
        return format;
    }

    /**
     * Its width.
     *
     * @return in pixels
     */
    public int width() {
        return width;
    }

    /**
     * Its height.
     *
     * @return in pixels
     */
    public int height() {
        return height;
    }

    /**
     * One of its planes.
     *
     * @param plane from 0
     * @return a view of its bytes, from position 0
     * @throws IllegalStateException if the frame was read over
     */
    public ByteBuffer plane(int plane) {
        int begin = format.offset(plane, width, height);
        return data().slice(begin, format.stride(plane, width) * format.rows(plane, height))
                .order(format.order());
    }

    /**
     * How many bytes lie between the beginnings of two rows of a plane. There is no padding.
     *
     * @param plane from 0
     * @return the bytes of a row
     */
    public int stride(int plane) {
        return format.stride(plane, width);
    }

    /**
     * All of its bytes.
     *
     * @return a new array
     * @throws IllegalStateException if the frame was read over
     */
    public byte[] bytes() {
        byte[] all = new byte[body.size()];
        data().get(all);
        return all;
    }

    @Override
    public ByteBuffer data() {
        return body.data(format.order());
    }

    @Override
    public boolean timed() {
        return body.timed();
    }

    @Override
    public long pts() {
        return body.pts();
    }

    @Override
    public Rational timeBase() {
        return body.timeBase();
    }

    @Override
    public Duration time() {
        return body.time();
    }

    @Override
    public long index() {
        return body.index();
    }

    @Override
    public VideoFrame copy() {
        return new VideoFrame(format, width, height, body.copy());
    }

    @Override
    public String toString() {
        return "frame " + index() + ", " + width + "x" + height + " " + format + (timed() ? ", " + time() : "");
    }
}
