package io.github.asyncffmpeg.cli;

import java.lang.System.Logger.Level;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The loggers of this program. While the settings of {@link QuietLog} hold, they say by themselves what is logged at all:
 * java.util.logging takes a hundred classes to answer that nothing is. What is logged, it writes. With settings of the
 * user's, everything is left to it.
 *
 * <p>Found by {@link java.util.ServiceLoader}. Safe for any thread.
 */
public final class QuietLoggers extends System.LoggerFinder {

    /** Called by {@link java.util.ServiceLoader}. */
    public QuietLoggers() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return QuietLog.isChosen() ? new Quiet(name) : new WrittenLogger(name);
    }

    private record Quiet(String name) implements System.Logger {

        @Override
        public String getName() {
            return name;
        }

        /** As the settings have it. */
        @Override
        public boolean isLoggable(Level level) {
            Level least = name.startsWith("io.github.asyncffmpeg") ? Level.ERROR : Level.INFO;
            return level != Level.OFF && level.compareTo(least) >= 0;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                new WrittenLogger(name).log(level, bundle, text, thrown);
            }
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... parameters) {
            if (isLoggable(level)) {
                new WrittenLogger(name).log(level, bundle, format, parameters);
            }
        }
    }
}
