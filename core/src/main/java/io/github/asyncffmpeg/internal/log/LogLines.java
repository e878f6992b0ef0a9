package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads single lines of a log with the tags of {@code -loglevel level}. Stateless and safe for any thread. */
public final class LogLines {

    private LogLines() {}

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
}
