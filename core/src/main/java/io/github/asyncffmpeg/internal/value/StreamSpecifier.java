package io.github.asyncffmpeg.internal.value;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.text.PlainText;
import io.github.asyncffmpeg.media.Medium;
import java.util.Optional;

/**
 * Which streams of an input are meant, in FFmpeg's own syntax: {@code v}, {@code a:0}, {@code 1},
 * {@code m:language:eng}, {@code s?}. See "Stream specifiers" in the FFmpeg documentation.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param text the specifier, not empty, without the number of the input
 */
public record StreamSpecifier(String text) {

    /**
     * Checks the specifier.
     *
     * @throws FFmpegSpecException when it is empty or holds a character that cannot stand in an argument
     */
    public StreamSpecifier {
        if (PlainText.check("stream specifier", text).isBlank()) {
            throw new FFmpegSpecException(
                    "stream specifier: expected something like v, a:0 or m:language:eng, got nothing");
        }
    }

    /**
     * The medium that this specifier selects, as far as its text says it.
     *
     * @return the medium; empty for a stream number, a programme, a metadata match and the like
     */
    public Optional<Medium> medium() {
        boolean letterAlone = text.length() == 1 || text.charAt(1) == ':' || text.charAt(1) == '?';
        if (!letterAlone) {
            return Optional.empty();
        }
        // V is video without cover pictures.
        char first = text.charAt(0) == 'V' ? 'v' : text.charAt(0);
        for (Medium medium : Medium.values()) {
            if (medium.letter() == first) {
                return Optional.of(medium);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the stream may be missing: a trailing question mark, which FFmpeg understands in {@code -map} only.
     *
     * @return whether the specifier ends with {@code ?}
     */
    public boolean isOptional() {
        return text.endsWith("?");
    }

    @Override
    public String toString() {
        return text;
    }
}
