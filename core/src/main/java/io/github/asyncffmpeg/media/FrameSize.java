package io.github.asyncffmpeg.media;

/**
 * The size of a picture, written {@code 1280x720}.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param width in pixels, above 0
 * @param height in pixels, above 0
 */
public record FrameSize(int width, int height) {

    /** Checks the size. */
    public FrameSize {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException(
                    "size " + width + "x" + height + ": expected a width and a height above 0");
        }
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
