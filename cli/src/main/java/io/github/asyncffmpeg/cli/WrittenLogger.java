package io.github.asyncffmpeg.cli;

import java.util.ResourceBundle;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A logger whose lines java.util.logging writes, as the JDK's own bridge to it does. Safe for any thread. */
final class WrittenLogger implements System.Logger {

    /** Kept: java.util.logging forgets one that nobody holds, and the level that was set. */
    private final Logger logger;

    WrittenLogger(String name) {
        logger = Logger.getLogger(name);
    }

    @Override
    public String getName() {
        return logger.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return level != Level.OFF && logger.isLoggable(of(level));
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
        LogRecord line = new LogRecord(of(level), text);
        line.setThrown(thrown);
        write(line, bundle);
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... parameters) {
        LogRecord line = new LogRecord(of(level), format);
        line.setParameters(parameters);
        write(line, bundle);
    }

    private void write(LogRecord line, @Nullable ResourceBundle bundle) {
        line.setLoggerName(logger.getName());
        line.setResourceBundle(bundle);
        caller(line);
        logger.log(line);
    }

    /** The class and the method that logged: java.util.logging would say that it was this one. */
    private static void caller(LogRecord line) {
        StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !isOfLogging(frame.getClassName()))
                        .findFirst())
                .ifPresent(frame -> {
                    line.setSourceClassName(frame.getClassName());
                    line.setSourceMethodName(frame.getMethodName());
                });
    }

    private static boolean isOfLogging(String name) {
        return name.equals(WrittenLogger.class.getName())
                || name.startsWith(QuietLoggers.class.getName())
                || name.startsWith("java.lang.System$")
                || name.startsWith("jdk.internal.logger.");
    }

    private static java.util.logging.Level of(System.Logger.Level level) {
        return switch (level) {
            case ALL -> java.util.logging.Level.ALL;
            case TRACE -> java.util.logging.Level.FINER;
            case DEBUG -> java.util.logging.Level.FINE;
            case INFO -> java.util.logging.Level.INFO;
            case WARNING -> java.util.logging.Level.WARNING;
            case ERROR -> java.util.logging.Level.SEVERE;
            case OFF -> java.util.logging.Level.OFF;
        };
    }
}
