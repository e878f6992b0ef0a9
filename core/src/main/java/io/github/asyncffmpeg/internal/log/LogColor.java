package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.LogLevel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What FFmpeg's colors mean, in 16 colors and in 256 (the table {@code color} in log.c, 5.1 to 8.0). */
enum LogColor {
    // Some levels share a color, others do so in one of the two palettes.
    FATAL,
    ERROR,
    WARNING,
    VERBOSE,
    TRACE,
    /** Any other color: the name of who speaks. */
    SPEAKER;

    private static final Map<String, LogColor> BY_SEQUENCE = Map.of(
            "[4;31",
            FATAL,
            "[1;31",
            ERROR,
            "[0;33",
            WARNING,
            "[0;32",
            VERBOSE,
            "[0;37",
            TRACE,
            "[38;5;208",
            FATAL,
            "[38;5;196",
            ERROR,
            "[38;5;226",
            WARNING,
            "[38;5;40",
            VERBOSE,
            "[38;5;34",
            VERBOSE);

    /**
     * The color after a sequence.
     *
     * @param sequence the sequence, without its escape and its {@code m}
     * @param before the color before it
     */
    static LogColor of(String sequence, @Nullable LogColor before) {
        boolean background = sequence.startsWith("[48;5;");
        return background && before != null ? before : BY_SEQUENCE.getOrDefault(sequence, SPEAKER);
    }

    /** Whether a text in this color is the tag of a level: {@code "[error] "}. A tag of another level is a text. */
    boolean isTag(String text) {
        return levelOf(text) != null;
    }

    /** The level of a message in this color, with this tag or none. */
    LogLevel level(String tag) {
        LogLevel told = levelOf(tag);
        return told != null ? told : this == SPEAKER ? LogLevel.INFO : LogLevel.valueOf(name());
    }

    private @Nullable LogLevel levelOf(String tag) {
        for (LogLevel level : levels()) {
            if (tag.equals("[" + level.name().toLowerCase(Locale.ROOT) + "] ")) {
                return level;
            }
        }
        return null;
    }

    private List<LogLevel> levels() {
        return switch (this) {
            case FATAL -> List.of(LogLevel.FATAL, LogLevel.PANIC);
            case ERROR -> List.of(LogLevel.ERROR, LogLevel.PANIC);
            case WARNING -> List.of(LogLevel.WARNING);
            case VERBOSE -> List.of(LogLevel.VERBOSE, LogLevel.DEBUG, LogLevel.TRACE);
            case TRACE -> List.of(LogLevel.TRACE);
            case SPEAKER -> List.of();
        };
    }
}
