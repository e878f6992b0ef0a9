package io.github.asyncffmpeg.frame;

import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/**
 * A pixel format of FFmpeg's, and how a frame of it lies in memory: plane after plane, row after row, without padding, as
 * FFmpeg's {@code rawvideo} has it.
 *
 * <p>Immutable and safe for any thread. One object for each format.
 */
public final class PixelFormat {

    private static final Map<String, PixelFormat> ALL = PixelFormatTable.read();

    /** A byte each of red, green and blue. */
    public static final PixelFormat RGB24 = of("rgb24");

    /** A byte each of blue, green and red: {@code BufferedImage.TYPE_3BYTE_BGR}. */
    public static final PixelFormat BGR24 = of("bgr24");

    /** A byte each of red, green, blue and alpha. */
    public static final PixelFormat RGBA = of("rgba");

    /** A byte each of blue, green, red and alpha: {@code BufferedImage.TYPE_INT_ARGB}, seen as little-endian numbers. */
    public static final PixelFormat BGRA = of("bgra");

    /** A byte each of alpha, red, green and blue. */
    public static final PixelFormat ARGB = of("argb");

    /** A byte each of alpha, blue, green and red: {@code BufferedImage.TYPE_4BYTE_ABGR}. */
    public static final PixelFormat ABGR = of("abgr");

    /** A byte of brightness. */
    public static final PixelFormat GRAY8 = of("gray");

    /** 16 bits of brightness, little-endian. */
    public static final PixelFormat GRAY16LE = of("gray16le");

    /** Brightness, and two planes of colour of half the width and half the height: what most video is coded in. */
    public static final PixelFormat YUV420P = of("yuv420p");

    /** As {@link #YUV420P}, both colours in one plane. */
    public static final PixelFormat NV12 = of("nv12");

    /** Brightness, and two planes of colour of half the width. */
    public static final PixelFormat YUV422P = of("yuv422p");

    /** Brightness, and two planes of colour. */
    public static final PixelFormat YUV444P = of("yuv444p");

    /** As {@link #YUV420P}, 10 bits in 16, little-endian. */
    public static final PixelFormat YUV420P10LE = of("yuv420p10le");

    /** 16 bits each of red, green and blue, little-endian. */
    public static final PixelFormat RGB48LE = of("rgb48le");

    /** 16 bits each of red, green, blue and alpha, little-endian. */
    public static final PixelFormat RGBA64LE = of("rgba64le");

    /** A plane each of green, blue and red, in this order. */
    public static final PixelFormat GBRP = of("gbrp");

    /** A plane each of green, blue and red, in this order, as 32-bit floating-point numbers from 0 to 1, little-endian. */
    public static final PixelFormat GBRPF32LE = of("gbrpf32le");

    private final String name;
    private final PixelLayout layout;
    private final int tag;

    PixelFormat(String name, PixelLayout layout, int tag) {
        this.name = name;
        this.layout = layout;
        this.tag = tag;
    }

    /**
     * A pixel format by its name. Every format is known that FFmpeg 5.1 or 8.0 lists with {@code -pix_fmts} and that lives
     * in memory, not in a graphics card.
     *
     * @param name FFmpeg's name, such as {@code yuv420p10le}
     * @return the format
     * @throws IllegalArgumentException if it is unknown
     */
    public static PixelFormat of(String name) {
        Objects.requireNonNull(name, "name");
        PixelFormat format = ALL.get(name);
        if (format == null) {
            throw new IllegalArgumentException("pixel format '" + name
                    + "': expected a name that ffmpeg -pix_fmts lists without the flag H, such as rgb24 or yuv420p");
        }
        return format;
    }

    /**
     * All that are known.
     *
     * @return some 250 formats
     */
    public static Collection<PixelFormat> all() {
        return java.util.Collections.unmodifiableCollection(ALL.values());
    }

    /**
     * FFmpeg's name.
     *
     * @return such as {@code rgb24}
     */
    public String name() {
        return name;
    }

    /**
     * How many planes a frame has. The palette of {@code pal8} counts as its second plane.
     *
     * @return 1 to 4
     */
    public int planes() {
        return layout.planes();
    }

    /**
     * How many bytes a row of a plane has.
     *
     * @param plane from 0
     * @param width of the picture, in pixels
     * @return its bytes, without any padding
     */
    public int stride(int plane, int width) {
        checkPlane(plane);
        return Math.toIntExact(layout.stride(plane, width));
    }

    /**
     * How many rows a plane has.
     *
     * @param plane from 0
     * @param height of the picture, in pixels
     * @return its rows
     */
    public int rows(int plane, int height) {
        checkPlane(plane);
        return layout.rows(plane, height);
    }

    /**
     * How many bytes a frame has.
     *
     * @param width in pixels, above 0
     * @param height in pixels, above 0
     * @return the bytes of all planes together
     * @throws IllegalArgumentException if they are more than a buffer of Java can hold, 2 GiB
     */
    public int frameBytes(int width, int height) {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException(
                    "a frame of " + width + "x" + height + " pixels: expected a width and a height above 0");
        }
        long rows = Math.max(height, 1L);
        long bytes = layout.stride(0, width) > Integer.MAX_VALUE / rows
                ? Long.MAX_VALUE
                : layout.offset(layout.planes(), width, height);
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a frame of " + width + "x" + height + " " + name
                    + ": expected at most 2 GiB, which is what a buffer can hold");
        }
        return (int) bytes;
    }

    /**
     * In which order the bytes of a sample are, for formats with more than 8 bits a sample.
     *
     * @return big-endian for names that end with {@code be}
     */
    public ByteOrder order() {
        return name.endsWith("be") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /**
     * Whether frames of this format can be handed to FFmpeg with timestamps. NUT, which carries them, has no name for about
     * 80 rare formats, such as {@code p010le}; those go in at a constant rate only.
     *
     * @return whether it has a name in NUT
     */
    public boolean carriesTimestamps() {
        return tag != 0;
    }

    /** What NUT calls it, or 0. */
    int tag() {
        return tag;
    }

    /** Whether it says by its name alone that colours use the full range of numbers. */
    boolean fullRange() {
        return name.startsWith("yuvj");
    }

    /** Where a plane begins. */
    int offset(int plane, int width, int height) {
        checkPlane(plane);
        return (int) layout.offset(plane, width, height);
    }

    private void checkPlane(int plane) {
        if (plane < 0 || plane >= layout.planes()) {
            throw new IndexOutOfBoundsException(
                    "plane " + plane + " of " + name + ": expected 0 to " + (layout.planes() - 1));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
