package io.github.asyncffmpeg.event;

import io.github.asyncffmpeg.internal.secret.Redactor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of FFmpeg's log.
 *
 * @param level how grave it is, as FFmpeg itself says: a file can write lines too, and those are of level
 *     {@link LogLevel#INFO} or below, whatever they say
 * @param component who says it ({@code libx264 @ 0x55…} gives {@code libx264}), or {@code null}
 * @param message the line without the tag of its level; it keeps the one of its component
 * @param raw the line as FFmpeg wrote it
 */
public record LogLine(LogLevel level, @Nullable String component, String message, String raw) implements FFmpegEvent {

    /**
     * Who says it.
     *
     * @return the name of the codec, filter, muxer or protocol that wrote the line
     */
    public Optional<String> speaker() {
        return Optional.ofNullable(component);
    }

    /** The message, with {@code ***} for what is secret in a URL. */
    @Override
    public String toString() {
        return Redactor.alone(message);
    }
}
