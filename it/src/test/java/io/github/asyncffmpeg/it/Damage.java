package io.github.asyncffmpeg.it;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Breaks media files, always in the same way for the same seed. */
final class Damage {

    /** Behind the first frame, so that something can be decoded. */
    private static final int WHOLE = 4_000;

    private Damage() {}

    /** Every byte of the media themselves; the index of the file is left whole. */
    static byte[] allMedia(byte[] mp4) {
        byte[] damaged = mp4.clone();
        Random random = new Random(7);
        for (int i = media(mp4); i < damaged.length; i++) {
            damaged[i] = (byte) random.nextInt();
        }
        return damaged;
    }

    /** Some bytes of the media. */
    static byte[] someMedia(byte[] mp4, int bytes) {
        byte[] damaged = mp4.clone();
        Random random = new Random(7);
        int from = Math.min(media(mp4) + WHOLE, mp4.length - 1);
        for (int i = 0; i < bytes; i++) {
            damaged[from + random.nextInt(mp4.length - from)] = (byte) random.nextInt();
        }
        return damaged;
    }

    /** A Matroska file whose H.264 says that it is Theora, which has another header. */
    static byte[] codec(byte[] matroska) {
        String text = new String(matroska, StandardCharsets.ISO_8859_1);
        return text.replace("V_MPEG4/ISO/AVC", "V_THEORA\0\0\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** In one of many ways: bytes, a part of zeros, a part that is missing, a part that is there twice, an end cut off. */
    static byte[] any(byte[] file, long seed) {
        Random random = new Random(seed);
        byte[] damaged = file.clone();
        int from = random.nextInt(file.length);
        int to = from + random.nextInt(file.length - from);
        switch (random.nextInt(6)) {
            case 0 -> {
                for (int i = 0; i <= random.nextInt(100); i++) {
                    damaged[random.nextInt(file.length)] = (byte) random.nextInt();
                }
            }
            case 1 -> {
                // What a demuxer reads first.
                for (int i = 0; i < 8; i++) {
                    damaged[random.nextInt(Math.min(200, file.length))] = (byte) random.nextInt();
                }
            }
            case 2 -> Arrays.fill(damaged, from, to, (byte) 0);
            case 3 -> damaged = joined(Arrays.copyOf(file, from), Arrays.copyOfRange(file, to, file.length));
            case 4 -> damaged = joined(Arrays.copyOf(file, to), Arrays.copyOfRange(file, from, file.length));
            default -> damaged = Arrays.copyOf(file, from);
        }
        return damaged;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static int media(byte[] mp4) {
        for (int i = 0; i < mp4.length - 4; i++) {
            if (mp4[i] == 'm' && mp4[i + 1] == 'd' && mp4[i + 2] == 'a' && mp4[i + 3] == 't') {
                return i + 4;
            }
        }
        throw new IllegalArgumentException("not an mp4 file");
    }
}
