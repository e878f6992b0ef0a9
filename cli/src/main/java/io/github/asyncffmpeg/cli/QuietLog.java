package io.github.asyncffmpeg.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * The settings of java.util.logging: the library's warnings stay unsaid, because the program tells of its jobs itself.
 * The JVM makes one when something is logged for the first time, which is seldom: to set a level at each start took
 * 10 ms.
 */
public final class QuietLog {

    private static final String CLASS = "java.util.logging.config.class";
    private static final String FILE = "java.util.logging.config.file";

    /**
     * Applies the settings. Called by {@link LogManager}.
     *
     * @throws IOException never: they are read from memory
     */
    public QuietLog() throws IOException {
        String settings = "handlers=java.util.logging.ConsoleHandler\nio.github.asyncffmpeg.level=SEVERE\n";
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Whether these settings hold, and none of the user's. */
    static boolean isChosen() {
        return QuietLog.class.getName().equals(System.getProperty(CLASS)) && System.getProperty(FILE) == null;
    }

    /** Chooses these settings, unless the user has chosen others. */
    static void choose() {
        if (System.getProperty(FILE) == null && System.getProperty(CLASS) == null) {
            System.setProperty(CLASS, QuietLog.class.getName());
        }
    }
}
