package io.github.asyncffmpeg.it.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One decoded frame, red, green and blue for each pixel. Safe for any thread, as long as the array is left alone.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixels three bytes each, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // compared by equals and hashCode below
public record Picture(int width, int height, byte[] pixels) {

    /** Reads pictures in the format PPM, which FFmpeg writes one after the other. */
    static List<Picture> parse(byte[] ppm) {
        List<Picture> all = new ArrayList<>();
        int at = 0;
        while (at < ppm.length) {
            int[] numbers = new int[3];
            String magic = new String(ppm, at, 2, StandardCharsets.US_ASCII);
            if (!magic.equals("P6")) {
                throw new AssertionError("not a PPM picture at byte " + at + ": " + magic);
            }
            at += 2;
            for (int i = 0; i < 3; i++) {
                at++;
                for (; ppm[at] >= '0' && ppm[at] <= '9'; at++) {
                    numbers[i] = numbers[i] * 10 + ppm[at] - '0';
                }
            }
            at++;
            int size = 3 * numbers[0] * numbers[1];
            all.add(new Picture(numbers[0], numbers[1], Arrays.copyOfRange(ppm, at, at + size)));
            at += size;
        }
        return all;
    }

    /** Red, from 0 to 255. */
    public int red(int x, int y) {
        return channel(x, y, 0);
    }

    /** Green, from 0 to 255. */
    public int green(int x, int y) {
        return channel(x, y, 1);
    }

    /** Blue, from 0 to 255. */
    public int blue(int x, int y) {
        return channel(x, y, 2);
    }

    /** Whether a pixel is almost pure red. */
    public boolean isRed(int x, int y) {
        return red(x, y) > 200 && green(x, y) < 60 && blue(x, y) < 60;
    }

    /** Turned by half a circle: left is right, and up is down. */
    public Picture upsideDown() {
        byte[] turned = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i += 3) {
            System.arraycopy(pixels, i, turned, pixels.length - 3 - i, 3);
        }
        return new Picture(width, height, turned);
    }

    /** A rectangle of it. */
    public Picture part(int x, int y, int partWidth, int partHeight) {
        byte[] part = new byte[3 * partWidth * partHeight];
        for (int row = 0; row < partHeight; row++) {
            System.arraycopy(pixels, 3 * ((y + row) * width + x), part, 3 * row * partWidth, 3 * partWidth);
        }
        return new Picture(partWidth, partHeight, part);
    }

    private int channel(int x, int y, int channel) {
        return Byte.toUnsignedInt(pixels[3 * (y * width + x) + channel]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that
                && width == that.width
                && height == that.height
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return width + "x" + height + " #" + Integer.toHexString(hashCode());
    }
}
