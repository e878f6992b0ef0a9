package io.github.asyncffmpeg.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Raw pictures of one kind, one after the other.
 *
 * @param width in pixels
 * @param height in pixels
 * @param format FFmpeg's name of the pixel format; rgb24, bgr24 or yuv420p
 * @param count how many
 */
record Pictures(int width, int height, String format, int count) {

    static Pictures parse(String text) {
        String[] parts = text.split(":", -1);
        return new Pictures(
                Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2], Integer.parseInt(parts[3]));
    }

    /** What {@link #parse} reads. */
    String text() {
        return width + ":" + height + ":" + format + ":" + count;
    }

    /** For the names of figures. */
    String name() {
        return height + "p." + format;
    }

    /** Of one picture. */
    int bytes() {
        return format.equals("yuv420p") ? width * height * 3 / 2 : width * height * 3;
    }

    long allBytes() {
        return (long) bytes() * count;
    }

    String size() {
        return width + "x" + height;
    }

    Pictures times(int number) {
        return new Pictures(width, height, format, number);
    }

    Pictures in(String otherFormat) {
        return new Pictures(width, height, otherFormat, count);
    }

    /** For FFmpeg: an input of such pictures. */
    List<String> input(String from) {
        return List.of("-f", "rawvideo", "-pix_fmt", format, "-video_size", size(), "-i", from);
    }

    /** For FFmpeg: pictures without end that cost nothing, and this many of them go out. */
    List<String> writing(String container, String to) {
        List<String> all = new ArrayList<>(input("/dev/zero"));
        all.addAll(List.of("-frames:v", Integer.toString(count), "-c", "copy", "-f", container, to));
        return all;
    }

    /** For FFmpeg: it takes all pictures and drops them. */
    List<String> reading(String from) {
        List<String> all = new ArrayList<>(input(from));
        all.addAll(List.of("-c", "copy", "-f", "null", "-"));
        return all;
    }
}
