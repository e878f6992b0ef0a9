package io.github.asyncffmpeg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the program logs, in a JVM of its own: a logger finder is chosen once. */
class QuietLoggersTest {

    /** Logs as the library does. */
    static final class Host {

        private Host() {}

        public static void main(String[] arguments) {
            if (arguments[0].equals("quiet")) {
                QuietLog.choose();
            }
            System.Logger ours = System.getLogger("io.github.asyncffmpeg.binary");
            System.Logger other = System.getLogger("other");
            ours.log(System.Logger.Level.WARNING, "our warning");
            if (arguments.length > 1 || !arguments[0].equals("quiet")) {
                other.log(System.Logger.Level.INFO, "their {0}", "line");
            }
            if (arguments.length > 1) {
                ours.log(System.Logger.Level.ERROR, "our error", new IllegalStateException("why"));
            }
        }
    }

    private static String said(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-verbose:class"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Host.class.getName()));
        command.addAll(List.of(arguments));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(java.getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void saysErrorsOfTheLibraryAndNothingLess() throws IOException {
        assertThat(said(List.of(), "quiet", "error"))
                .doesNotContain("our warning")
                .contains("INFO: their line", "SEVERE: our error", "java.lang.IllegalStateException: why")
                .contains("QuietLoggersTest$Host main");
    }

    @Test
    void leavesAllToTheUsersSettings() throws IOException {
        assertThat(said(List.of(), "as it is")).contains("WARNING: our warning", "INFO: their line");
    }

    @Test
    void decidesWithoutTheClassesOfJavaUtilLogging() throws IOException {
        assertThat(said(List.of(), "as it is")).contains("java.util.logging.LogManager ");
        assertThat(said(List.of(), "quiet").lines().filter(line -> line.contains("java.util.logging.LogManager ")))
                .isEmpty();
    }
}
