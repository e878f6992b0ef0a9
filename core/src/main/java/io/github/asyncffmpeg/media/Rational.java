package io.github.asyncffmpeg.media;

/**
 * An exact fraction, such as the frame rate {@code 30000/1001} or a time base. Not reduced: FFmpeg distinguishes
 * {@code 1/2} and {@code 2/4} nowhere, but a person may.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param numerator above the line
 * @param denominator below the line, not 0
 */
public record Rational(long numerator, long denominator) {

    /** Checks the fraction. */
    public Rational {
        if (denominator == 0) {
            throw new IllegalArgumentException("rational " + numerator + "/0: expected a denominator that is not 0");
        }
    }

    /**
     * The nearest floating-point number.
     *
     * @return the numerator divided by the denominator
     */
    public double toDouble() {
        return (double) numerator / denominator;
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
