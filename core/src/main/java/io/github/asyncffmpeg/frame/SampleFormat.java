package io.github.asyncffmpeg.frame;

import java.nio.ByteOrder;
import java.util.Locale;

/** How sound samples are written: FFmpeg's PCM formats. Immutable and safe for any thread. */
public enum SampleFormat {
    /** 8 bits, unsigned. */
    U8,
    /** 8 bits. */
    S8,
    /** 16 bits, little-endian: what most programs mean by PCM. */
    S16LE,
    /** 16 bits, big-endian. */
    S16BE,
    /** 24 bits in 3 bytes, little-endian. */
    S24LE,
    /** 24 bits in 3 bytes, big-endian. */
    S24BE,
    /** 32 bits, little-endian. */
    S32LE,
    /** 32 bits, big-endian. */
    S32BE,
    /** 64 bits, little-endian. */
    S64LE,
    /** 64 bits, big-endian. */
    S64BE,
    /** 16 bits, unsigned, little-endian. */
    U16LE,
    /** 16 bits, unsigned, big-endian. */
    U16BE,
    /** 24 bits in 3 bytes, unsigned, little-endian. */
    U24LE,
    /** 24 bits in 3 bytes, unsigned, big-endian. */
    U24BE,
    /** 32 bits, unsigned, little-endian. */
    U32LE,
    /** 32 bits, unsigned, big-endian. */
    U32BE,
    /** 32-bit floating-point numbers from -1 to 1, little-endian. */
    F32LE,
    /** 32-bit floating-point numbers from -1 to 1, big-endian. */
    F32BE,
    /** 64-bit floating-point numbers from -1 to 1, little-endian. */
    F64LE,
    /** 64-bit floating-point numbers from -1 to 1, big-endian. */
    F64BE,
    /** 8 bits, a plane a channel. */
    S8_PLANAR,
    /** 16 bits, little-endian, a plane a channel. */
    S16LE_PLANAR,
    /** 16 bits, big-endian, a plane a channel. */
    S16BE_PLANAR,
    /** 24 bits in 3 bytes, little-endian, a plane a channel. */
    S24LE_PLANAR,
    /** 32 bits, little-endian, a plane a channel. */
    S32LE_PLANAR;

    private final int bits;
    private final boolean planar;
    private final ByteOrder order;
    private final char kind;

    SampleFormat() {
        String word = name();
        planar = word.endsWith("_PLANAR");
        order = word.contains("BE") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        kind = word.charAt(0);
        String digits = word.replaceAll("[^0-9]", "");
        bits = Integer.parseInt(digits);
    }

    /**
     * FFmpeg's name of the codec.
     *
     * @return such as {@code pcm_s16le}
     */
    public String codec() {
        return "pcm_" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * How many bytes one sample of one channel has.
     *
     * @return 1, 2, 3, 4 or 8
     */
    public int bytes() {
        return bits / 8;
    }

    /**
     * Whether all samples of the first channel come first, then those of the second; or else the samples of all channels of
     * one moment.
     *
     * @return whether there is a plane for each channel
     */
    public boolean planar() {
        return planar;
    }

    /**
     * In which order the bytes of a sample are.
     *
     * @return little-endian also for single bytes
     */
    public ByteOrder order() {
        return order;
    }

    boolean floating() {
        return kind == 'F';
    }

    boolean unsigned() {
        return kind == 'U';
    }

    /** What NUT calls it, little end first: "PSD" and the bits, or all of it backwards for big-endian samples. */
    int tag() {
        int word = 'P' | (kind << 8) | ((planar ? 'P' : 'D') << 16) | (bits << 24);
        return order == ByteOrder.BIG_ENDIAN ? Integer.reverseBytes(word) : word;
    }
}
