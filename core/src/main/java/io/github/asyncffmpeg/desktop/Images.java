package io.github.asyncffmpeg.desktop;

import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferUShort;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Frames as {@link BufferedImage}, and back. The formats below lie in memory as an image's own numbers do, and are copied
 * whole: {@code bgr24}, {@code bgra}, {@code bgr0}, {@code abgr}, {@code gray} and {@code gray16le}. FFmpeg converts any
 * other into one of these.
 *
 * <p>Stateless and safe for any thread. {@code java.desktop} need not have a screen.
 */
@SuppressWarnings("exports") // who calls it has java.desktop; who does not, need not
public final class Images {

    private static final Map<String, Integer> TYPES = Map.of(
            "bgr24", BufferedImage.TYPE_3BYTE_BGR,
            "bgra", BufferedImage.TYPE_INT_ARGB,
            "bgr0", BufferedImage.TYPE_INT_RGB,
            "abgr", BufferedImage.TYPE_4BYTE_ABGR,
            "gray", BufferedImage.TYPE_BYTE_GRAY,
            "gray16le", BufferedImage.TYPE_USHORT_GRAY);

    private Images() {}

    /**
     * A new image of a frame.
     *
     * @param frame in one of the formats above
     * @return an image that shares nothing with the frame
     * @throws IllegalArgumentException if the format is another
     */
    public static BufferedImage image(VideoFrame frame) {
        Objects.requireNonNull(frame, "frame");
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), type(frame.format()));
        copy(frame, image);
        return image;
    }

    /**
     * Fills an image with a frame, so that one image does for all.
     *
     * @param frame in one of the formats above
     * @param image of the frame's size, and of the type that its format has; not a part of another image
     * @throws IllegalArgumentException if they do not fit
     */
    public static void copy(VideoFrame frame, BufferedImage image) {
        Objects.requireNonNull(image, "image");
        if (image.getType() != type(frame.format())
                || image.getWidth() != frame.width()
                || image.getHeight() != frame.height()
                || !whole(image)) {
            throw new IllegalArgumentException(frame + " into an image of " + image.getWidth() + "x" + image.getHeight()
                    + " and type " + image.getType() + ": expected the same size, type " + type(frame.format())
                    + ", and an image of its own");
        }
        ByteBuffer from = frame.data();
        DataBuffer to = image.getRaster().getDataBuffer();
        if (to instanceof DataBufferByte bytes) {
            from.get(bytes.getData());
        } else if (to instanceof DataBufferInt ints) {
            from.asIntBuffer().get(ints.getData());
        } else if (to instanceof DataBufferUShort shorts) {
            from.asShortBuffer().get(shorts.getData());
        }
    }

    /**
     * Fills a frame with an image of any type. One that lies otherwise in memory is drawn over first.
     *
     * @param image of the frame's size
     * @param frame in one of the formats above
     * @throws IllegalArgumentException if the sizes differ, or the format is another
     */
    public static void copy(BufferedImage image, VideoFrame frame) {
        Objects.requireNonNull(image, "image");
        int type = type(frame.format());
        if (image.getWidth() != frame.width() || image.getHeight() != frame.height()) {
            throw new IllegalArgumentException("an image of " + image.getWidth() + "x" + image.getHeight()
                    + " into a frame: expected " + frame.width() + "x" + frame.height());
        }
        BufferedImage right = image.getType() == type && whole(image) ? image : drawn(image, type);
        ByteBuffer to = frame.data();
        DataBuffer from = right.getRaster().getDataBuffer();
        if (from instanceof DataBufferByte bytes) {
            to.put(bytes.getData());
        } else if (from instanceof DataBufferInt ints) {
            to.asIntBuffer().put(ints.getData());
        } else if (from instanceof DataBufferUShort shorts) {
            to.asShortBuffer().put(shorts.getData());
        }
    }

    /**
     * Images as frames, for {@code VideoFrames.of(format).rate(25).from(Images.frames(format, images))}. All have the size
     * of the first. One frame serves for all: each is good until the next is asked for.
     *
     * @param format one of those above
     * @param images of any type
     * @return the frames, without timestamps
     * @throws IllegalArgumentException if the format is another
     */
    public static Iterable<VideoFrame> frames(PixelFormat format, Iterable<? extends BufferedImage> images) {
        Objects.requireNonNull(format, "format");
        type(format);
        Objects.requireNonNull(images, "images");
        return () -> new Frames(format, images.iterator());
    }

    private static int type(PixelFormat format) {
        Integer type = TYPES.get(format.name());
        if (type == null) {
            throw new IllegalArgumentException("pixel format " + format + " as an image: expected one of "
                    + List.copyOf(new java.util.TreeSet<>(TYPES.keySet())));
        }
        return type;
    }

    /** Whether its numbers are all of a buffer, row after row. */
    private static boolean whole(BufferedImage image) {
        DataBuffer data = image.getRaster().getDataBuffer();
        int perPixel = data instanceof DataBufferByte ? image.getRaster().getNumDataElements() : 1;
        return data.getOffset() == 0
                && data.getNumBanks() == 1
                && data.getSize() == image.getWidth() * image.getHeight() * perPixel;
    }

    private static BufferedImage drawn(BufferedImage image, int type) {
        BufferedImage drawn = new BufferedImage(image.getWidth(), image.getHeight(), type);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return drawn;
    }

    private static final class Frames implements Iterator<VideoFrame> {
        private final PixelFormat format;
        private final Iterator<? extends BufferedImage> images;
        private @Nullable VideoFrame frame;

        Frames(PixelFormat format, Iterator<? extends BufferedImage> images) {
            this.format = format;
            this.images = images;
        }

        @Override
        public boolean hasNext() {
            return images.hasNext();
        }

        @Override
        public VideoFrame next() {
            BufferedImage image = images.next();
            if (frame == null) {
                frame = VideoFrame.allocate(format, image.getWidth(), image.getHeight());
            }
            copy(image, frame);
            return frame;
        }
    }
}
