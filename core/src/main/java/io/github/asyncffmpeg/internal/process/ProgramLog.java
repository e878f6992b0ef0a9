package io.github.asyncffmpeg.internal.process;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The way from this library to the log of the program. A handler of the program's may block, for ever even, so no thread
 * of a run calls one: lines wait here for one thread that does, in their order. Safe for any thread.
 */
public final class ProgramLog {

    /** The logger for what this library does and meets. */
    public static final String LIBRARY = "io.github.asyncffmpeg";

    /** What waits behind a handler that blocks; what comes then is dropped and counted. */
    static final int MOST = 4_000;

    private static final Executor WRITER = InternalThreads.pool("asyncffmpeg-log-");
    private static final Queue<Line> WAITING = new ArrayDeque<>();

    /** Two of them. */
    private static final Map<String, System.Logger> LOGGERS = new ConcurrentHashMap<>();

    /** Guarded by the queue, as it is. */
    private static boolean writing;

    private static long dropped;

    private record Line(
            String logger,
            Level level,
            String text,
            @Nullable Throwable error) {}

    private ProgramLog() {}

    /**
     * Whether a logger takes lines of a level. A program's logging that is broken takes none.
     *
     * @param logger its name
     * @param level the level
     * @return whether a line of that level would come out
     */
    public static boolean isLoggable(String logger, Level level) {
        try {
            return logger(logger).isLoggable(level);
        } catch (RuntimeException | Error broken) {
            return false;
        }
    }

    /** To look one up takes 4 µs, and a run asks four times. One that could not be had is asked for again. */
    private static System.Logger logger(String name) {
        System.Logger logger = LOGGERS.get(name);
        if (logger == null) {
            logger = System.getLogger(name);
            LOGGERS.put(name, logger);
        }
        return logger;
    }

    /**
     * Hands over a line, and returns at once.
     *
     * @param logger the name of its logger
     * @param level its level
     * @param text what it says
     */
    public static void log(String logger, Level level, String text) {
        log(logger, level, text, null);
    }

    /**
     * Hands over a line with an error, and returns at once.
     *
     * @param logger the name of its logger
     * @param level its level
     * @param text what it says
     * @param error what happened, if anything did
     */
    public static void log(String logger, Level level, String text, @Nullable Throwable error) {
        synchronized (WAITING) {
            if (WAITING.size() >= MOST) {
                dropped++;
                return;
            }
            WAITING.add(new Line(logger, level, text, error));
            if (writing) {
                return;
            }
            writing = true;
        }
        WRITER.execute(new Writing());
    }

    private static final class Writing implements Runnable {

        @Override
        public void run() {
            write();
        }
    }

    private static void write() {
        while (true) {
            Line line;
            synchronized (WAITING) {
                if (dropped > 0 && WAITING.size() < MOST) {
                    line = new Line(
                            LIBRARY, Level.WARNING, dropped + " lines for this log were dropped: it is too slow", null);
                    dropped = 0;
                } else {
                    line = WAITING.poll();
                }
                if (line == null) {
                    writing = false;
                    return;
                }
            }
            write(line);
        }
    }

    private static void write(Line line) {
        try {
            System.Logger logger = logger(line.logger());
            if (line.error() == null) {
                logger.log(line.level(), line.text());
            } else {
                logger.log(line.level(), line.text(), line.error());
            }
        } catch (RuntimeException | Error broken) {
            // There is no place left to tell it.
        }
    }
}
