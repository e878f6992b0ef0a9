package io.github.asyncffmpeg.frame;

/**
 * How pixels lie in memory, packed as FFmpeg's rawvideo packs them: no padding after rows or planes.
 *
 * @param kind how samples are grouped
 * @param bytes of one sample in a plane of its own; of a group of pixels when packed; bits of a pixel for {@link Kind#BITS}
 * @param shiftWidth the width of chroma is that of the picture divided by 2 to the power of this, rounded up
 * @param shiftHeight likewise its height
 * @param planes how many
 */
record PixelLayout(Kind kind, int bytes, int shiftWidth, int shiftHeight, int planes) {

    enum Kind {
        PACKED,
        BITS,
        PALETTE,
        PLANAR,
        SEMI
    }

    private static final int PALETTE_BYTES = 256 * 4;

    static PixelLayout parse(String text) {
        String[] words = text.split(" ", -1);
        int[] n = new int[5];
        for (int i = 1; i < words.length; i++) {
            n[i] = Integer.parseInt(words[i]);
        }
        return switch (words[0]) {
            case "packed" -> new PixelLayout(Kind.PACKED, n[1], n[2], 0, 1);
            case "bits" -> new PixelLayout(Kind.BITS, n[1], 0, 0, 1);
            case "palette" -> new PixelLayout(Kind.PALETTE, 1, 0, 0, 2);
            case "planar" -> new PixelLayout(Kind.PLANAR, n[1], n[2], n[3], n[4]);
            case "semi" -> new PixelLayout(Kind.SEMI, n[1], n[2], n[3], 2);
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** Bytes of a row. */
    long stride(int plane, int width) {
        boolean second = plane == 1 || plane == 2;
        return switch (kind) {
            case PACKED -> (long) bytes * divided(width, shiftWidth);
            case BITS -> ((long) bytes * width + 7) / 8;
            case PALETTE -> second ? PALETTE_BYTES : width;
            case PLANAR -> (long) bytes * divided(width, second ? shiftWidth : 0);
            case SEMI -> second ? 2L * bytes * divided(width, shiftWidth) : (long) bytes * width;
        };
    }

    int rows(int plane, int height) {
        boolean second = plane == 1 || plane == 2;
        return switch (kind) {
            case PACKED, BITS -> height;
            case PALETTE -> second ? 1 : height;
            case PLANAR, SEMI -> divided(height, second ? shiftHeight : 0);
        };
    }

    /** Bytes of all planes before one; of the whole frame, for the number of planes. */
    long offset(int plane, int width, int height) {
        long sum = 0;
        for (int i = 0; i < plane; i++) {
            sum += stride(i, width) * rows(i, height);
        }
        return sum;
    }

    private static int divided(int value, int shift) {
        return (int) (((long) value + (1L << shift) - 1) >> shift);
    }
}
