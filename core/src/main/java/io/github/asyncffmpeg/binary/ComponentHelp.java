package io.github.asyncffmpeg.binary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What FFmpeg says of one encoder, filter, muxer or the like: {@code ffmpeg -h encoder=libx264}.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param component what kind of thing it is
 * @param name its name
 * @param attributes what is said of it before its options, such as {@code Supported pixel formats} → {@code yuv420p
 *     yuvj420p …}
 * @param options its options, in FFmpeg's order
 * @param lines all that FFmpeg printed
 * @param missing why nothing is known: FFmpeg has no such thing, or could not be asked; {@code null} when it is known
 */
public record ComponentHelp(
        Component component,
        String name,
        Map<String, String> attributes,
        List<Option> options,
        List<String> lines,
        @Nullable String missing) {

    /** Copies its arguments. */
    public ComponentHelp {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes)); // in FFmpeg's order
        options = List.copyOf(options);
        lines = List.copyOf(lines);
    }

    /**
     * An option.
     *
     * @param name its name, without a dash
     * @param type FFmpeg's word for what it takes: {@code int}, {@code string}, {@code flags} …
     * @param flags where it counts, as FFmpeg writes it: {@code E..V.......}
     * @param description in words; empty when FFmpeg says nothing
     * @param range the range of its values, as FFmpeg writes it: {@code from -1 to FLT_MAX}
     * @param defaultValue what it is when not given, as FFmpeg writes it
     * @param constants names that it takes as values
     * @param line the line that says so
     */
    public record Option(
            String name,
            String type,
            String flags,
            String description,
            Optional<String> range,
            Optional<String> defaultValue,
            List<Constant> constants,
            String line) {

        /** Copies the constants. */
        public Option {
            constants = List.copyOf(constants);
        }
    }

    /**
     * A name that an option takes as a value.
     *
     * @param name the name
     * @param description in words; empty when FFmpeg says nothing
     * @param line the line that says so
     */
    public record Constant(String name, String description, String line) {}

    /**
     * Whether FFmpeg described it.
     *
     * @return {@code false} when FFmpeg has no such thing or could not be asked; {@link #missing} says why
     */
    public boolean isKnown() {
        return missing == null;
    }

    /**
     * The names of its options.
     *
     * @return the names, in FFmpeg's order; for a filter also those it shares with others ({@code framesync})
     */
    public Set<String> optionNames() {
        Set<String> names = new LinkedHashSet<>();
        options.forEach(option -> names.add(option.name()));
        return names;
    }

    /**
     * An attribute that is a list.
     *
     * @param attribute for example {@code Supported pixel formats}
     * @return its words; empty when it is not there
     */
    public List<String> list(String attribute) {
        return ListingParser.words(attributes.getOrDefault(Objects.requireNonNull(attribute, "attribute"), ""));
    }
}
