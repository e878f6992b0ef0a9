package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.text.PlainText;
import io.github.asyncffmpeg.internal.value.ValueText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values as the graph keeps them: a text in FFmpeg's words, not escaped; a {@link Boolean}, whose text depends on the option;
 * a {@link LiteralText}; or nothing at all. They are taken over when a node is made, so that a number or a builder changed later
 * changes nothing.
 */
final class Values {

    /** No value: the option stands alone. */
    static final Object FLAG = Optional.empty();

    private Values() {}

    /**
     * Takes a value over.
     *
     * @param what what it is for, for the message
     * @param value a text, number, boolean, {@link java.time.Duration}, {@link java.nio.file.Path}, {@link LiteralText}
     *     or a value of the {@code media} package
     * @throws FFmpegSpecException when FFmpeg has no text for it
     */
    static Object of(String what, @Nullable Object value) {
        if (value == null) {
            throw new NullPointerException(what + ": expected a value, got null (for an option without a value: flag)");
        }
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof LiteralText literal) {
            PlainText.check(what, literal.text());
            return literal;
        }
        return ValueText.of(what, value);
    }
}
