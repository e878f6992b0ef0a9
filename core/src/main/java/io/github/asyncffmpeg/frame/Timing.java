package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import java.math.BigInteger;

/** Timestamps as NUT takes them. Stateless. */
final class Timing {

    /** Leaves NUT's arithmetic room. With FFmpeg's finest time base, a nanosecond, these are 36 years. */
    private static final BigInteger LAST = BigInteger.ONE.shiftLeft(60);

    private Timing() {}

    /** A time base, reduced as NUT wants it. */
    static Rational timeBase(Rational given) {
        long common = BigInteger.valueOf(given.numerator())
                .gcd(BigInteger.valueOf(given.denominator()))
                .longValue();
        Rational reduced = new Rational(given.numerator() / common, given.denominator() / common);
        if (reduced.numerator() <= 0
                || reduced.denominator() <= 0
                || reduced.numerator() > Integer.MAX_VALUE
                || reduced.denominator() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "time base or rate " + given + ": expected numbers from 1 to " + Integer.MAX_VALUE);
        }
        return reduced;
    }

    /** From one frame to the next. */
    static Rational period(Rational rate) {
        long seconds = rate.denominator();
        long frames = rate.numerator();
        return new Rational(seconds, frames);
    }

    /** A timestamp in another unit, checked. */
    static long pts(long pts, Rational from, Rational to, long index) {
        BigInteger scaled = from.equals(to) ? BigInteger.valueOf(pts) : FrameBody.rescale(pts, from, to);
        if (scaled.signum() < 0 || scaled.compareTo(LAST) > 0) {
            throw new IllegalArgumentException("frame " + index + " is due at " + pts + " of " + from
                    + " s: expected 0 or more, and no more than 2^60");
        }
        return scaled.longValue();
    }
}
