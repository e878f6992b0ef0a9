package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import org.jspecify.annotations.Nullable;

/**
 * One stream as the headers of a NUT file describe it.
 *
 * @param kind {@link Nut#VIDEO}, {@link Nut#AUDIO}, or another
 * @param tag what its format is called, little end first
 * @param timeBase the unit of its timestamps
 * @param ptsBits how many low bits of a timestamp a frame may give instead of all
 * @param width of a picture, else 0
 * @param height of a picture, else 0
 * @param pixelAspect width of a pixel to its height, or null if unknown
 * @param frameRate pictures a second where they come at a constant rate, else a guess of FFmpeg's; null if unknown
 * @param rate samples a second, else 0
 * @param channels of sound, else 0
 */
record NutStream(
        int kind,
        int tag,
        Rational timeBase,
        int ptsBits,
        int width,
        int height,
        @Nullable Rational pixelAspect,
        @Nullable Rational frameRate,
        int rate,
        int channels) {

    /** Of streams that we write: their frames always give the whole timestamp. */
    private static final int PTS_BITS = 7;

    static NutStream video(
            int tag,
            Rational timeBase,
            int width,
            int height,
            @Nullable Rational pixelAspect,
            @Nullable Rational frameRate) {
        return new NutStream(Nut.VIDEO, tag, timeBase, PTS_BITS, width, height, pixelAspect, frameRate, 0, 0);
    }

    static NutStream audio(int tag, int rate, int channels) {
        return new NutStream(Nut.AUDIO, tag, new Rational(1, rate), PTS_BITS, 0, 0, null, null, rate, channels);
    }

    NutStream withFrameRate(@Nullable Rational known) {
        return new NutStream(kind, tag, timeBase, ptsBits, width, height, pixelAspect, known, rate, channels);
    }
}
