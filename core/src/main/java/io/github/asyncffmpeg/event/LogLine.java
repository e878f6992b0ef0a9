package io.github.asyncffmpeg.event;

import java.util.Locale;
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
     * Reads a line as FFmpeg writes it under {@code -loglevel level+…}: {@code [component @ 0x…] [level] message}. A
     * line of another form is a message of level info. It never throws. A line that was read so may claim any level; those of
     * a run are read by {@link LogDecoder}.
     *
     * @param raw the line, without its end
     * @return the line, read
     */
    public static LogLine parse(String raw) {
        String component = null;
        int from = 0;
        while (from < raw.length() && raw.charAt(from) == '[') {
            int close = raw.indexOf("] ", from);
            if (close < 0) {
                break;
            }
            String tag = raw.substring(from + 1, close);
            int at = tag.indexOf(" @ 0x");
            if (at >= 0) {
                component = component == null ? tag.substring(0, at) : component; // the outermost speaks
                from = close + 2;
                continue;
            }
            LogLevel level = level(tag);
            if (level == null) {
                break;
            }
            String speaker = component == null ? "" : raw.substring(0, from);
            return new LogLine(level, component, speaker + raw.substring(close + 2), raw);
        }
        return new LogLine(LogLevel.INFO, component, raw, raw);
    }

    private static @Nullable LogLevel level(String tag) {
        return switch (tag) {
            case "panic", "fatal", "error", "warning", "info", "verbose", "debug", "trace" ->
                LogLevel.valueOf(tag.toUpperCase(Locale.ROOT));
            default -> null;
        };
    }

    /**
     * Who says it.
     *
     * @return the name of the codec, filter, muxer or protocol that wrote the line
     */
    public Optional<String> speaker() {
        return Optional.ofNullable(component);
    }

    @Override
    public String toString() {
        return message;
    }
}
