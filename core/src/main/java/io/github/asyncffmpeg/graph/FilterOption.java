package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.text.PlainText;

/**
 * A filter's option by name: {@code filter("scale", opt("w", 768), opt("h", -1))}.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param name the option's name
 * @param value its value: a text in FFmpeg's words, a {@link Boolean} or a {@link LiteralText}
 */
public record FilterOption(String name, Object value) {

    /** Checks the name, and takes the value over. */
    public FilterOption {
        PlainText.checkName("filter option", name);
        value = Values.of("filter option " + name, value);
    }

    /**
     * A filter's option by name. Made to be imported statically.
     *
     * @param name the option's name
     * @param value a text, number, boolean, {@link java.time.Duration}, {@link java.nio.file.Path} or
     *     {@link LiteralText}
     * @return the option
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when the name is empty or holds white space, or the value
     *     has no text in FFmpeg's language
     */
    public static FilterOption opt(String name, Object value) {
        return CallSite.locating("", () -> new FilterOption(name, value));
    }
}
