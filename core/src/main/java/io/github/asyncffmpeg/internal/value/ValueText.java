package io.github.asyncffmpeg.internal.value;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.text.PlainText;
import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.media.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a Java value is written so that FFmpeg reads it back exactly. No escaping: that depends on the place, and belongs
 * to the command.
 *
 * <table>
 * <caption>Values</caption>
 * <tr><th>Java</th><th>text</th></tr>
 * <tr><td>text, {@link Path}, enum</td><td>as it is</td></tr>
 * <tr><td>whole numbers, {@link java.math.BigDecimal}</td><td>their digits</td></tr>
 * <tr><td>{@code double}, {@code float}</td><td>the shortest text that reads back as the same number: {@code 1.0},
 *     {@code 0.0000001}, {@code 1e+16}; with an exponent from {@code 1e+16} only, since FFmpeg's time parser knows none.
 *     NaN and infinities are refused</td></tr>
 * <tr><td>{@link Duration}</td><td>seconds, {@code 1.5}</td></tr>
 * <tr><td>{@link Rational}</td><td>{@code 30000/1001}; a whole number as {@code 25}</td></tr>
 * <tr><td>{@link FrameSize}</td><td>{@code 1280x720}</td></tr>
 * </table>
 *
 * <p>Booleans are not here: whether {@code true} is a bare flag or a {@code 1} depends on the option.
 *
 * <p>Stateless and safe for any thread.
 */
public final class ValueText {

    private ValueText() {}

    /**
     * Writes a value.
     *
     * @param what what the value is for, for the message
     * @param value the value
     * @return the text FFmpeg reads
     * @throws FFmpegSpecException when the value has no text in FFmpeg's language, such as a list or an array
     */
    public static String of(String what, Object value) {
        if (value instanceof Double number) {
            return ofDouble(what, number, false);
        }
        if (value instanceof Float number) {
            return ofDouble(what, number, true);
        }
        if (value instanceof Rational fraction && fraction.numerator() % fraction.denominator() == 0) {
            // Where FFmpeg wants a time or a whole number (-t, -ss, -ar), it refuses 25/1; a fraction may be 25
            // anywhere.
            return Long.toString(fraction.numerator() / fraction.denominator());
        }
        if (value instanceof Duration duration) {
            return ofDuration(duration);
        }
        if (value instanceof BigDecimal number && Math.abs((long) number.scale()) <= 400) {
            return number.toPlainString();
        }
        if (value instanceof Enum<?> || isPlain(value)) {
            return PlainText.check(what, value.toString());
        }
        throw new FFmpegSpecException(what + ": expected a text, a number, a Duration or a Path, got a "
                + value.getClass().getTypeName());
    }

    private static boolean isPlain(Object value) {
        return value instanceof CharSequence
                || value instanceof Character
                || value instanceof Number
                || value instanceof Path
                || value instanceof Rational
                || value instanceof FrameSize;
    }

    private static String ofDuration(Duration duration) {
        // toPlainString, since FFmpeg's time parser knows no exponent.
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros();
        return seconds.toPlainString();
    }

    private static String ofDouble(String what, double number, boolean single) {
        if (!Double.isFinite(number)) {
            // FFmpeg takes nan and inf for any number, and makes something of them. Who means that writes the word.
            throw new FFmpegSpecException(what + ": expected a finite number, got " + number
                    + "; as a text, \"inf\" or \"nan\", FFmpeg takes it");
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(number, single);
        int exponent = shortest.precision() - shortest.scale() - 1;
        // ffmpeg-python writes 1e-07. FFmpeg's numbers may have an exponent, its times may not; plain digits suit both.
        if (exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (number < 0 ? "-" : "") + digits.charAt(0) + fraction + "e+" + exponent;
    }

    /** Java 17's own Double.toString does not always give the shortest text (JDK-4511638, mended in 19). */
    private static BigDecimal shortest(double number, boolean single) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            boolean same = single ? rounded.floatValue() == (float) number : rounded.doubleValue() == number;
            if (same) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }
}
