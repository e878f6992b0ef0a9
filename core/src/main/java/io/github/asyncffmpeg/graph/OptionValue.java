package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.text.PlainText;
import io.github.asyncffmpeg.media.ValueText;

/**
 * A value as the graph keeps it: taken over when the node is made, so that a list or a number changed later changes
 * nothing.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface OptionValue {

    /**
     * A text or number, in FFmpeg's words, not escaped.
     *
     * @param text the value
     */
    record Text(String text) implements OptionValue {}

    /**
     * A text which {@code drawtext} shall print as it is, with no expansion of {@code %} and backslashes.
     *
     * @param text the words to print
     */
    record Literal(String text) implements OptionValue {}

    /**
     * A truth. For an option that takes no value it is the option itself or its {@code no} form; elsewhere 1 or 0.
     *
     * @param value the truth
     */
    record Truth(boolean value) implements OptionValue {}

    /** No value at all: the option stands alone. */
    record Bare() implements OptionValue {}

    /**
     * Takes a value over.
     *
     * @param what what it is for, for the message
     * @param value a text, number, boolean, {@link java.time.Duration}, {@link java.nio.file.Path}, {@link LiteralText}
     *     or a value of the {@code media} package
     * @return the value
     * @throws FFmpegSpecException when FFmpeg has no text for it, or it is null
     */
    static OptionValue of(String what, Object value) {
        if (isMissing(value)) {
            throw new FFmpegSpecException(what + ": expected a value, got null (for an option without a value: flag)");
        }
        if (value instanceof Boolean truth) {
            return new Truth(truth);
        }
        if (value instanceof LiteralText literal) {
            return new Literal(PlainText.check(what, literal.text()));
        }
        return new Text(ValueText.of(what, value));
    }

    // Callers outside null-marked code can hand over null all the same.
    @SuppressWarnings("ConstantValue")
    private static boolean isMissing(@org.jspecify.annotations.Nullable Object value) {
        return value == null;
    }
}
