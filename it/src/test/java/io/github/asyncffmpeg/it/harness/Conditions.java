package io.github.asyncffmpeg.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine. In CI (the environment variable {@code CI} is not empty) a missing thing fails the
 * test; elsewhere the test is skipped, and says so loudly. Safe for any thread.
 */
public final class Conditions {

    private static final long LIMIT_SECONDS = 30;

    private Conditions() {}

    /** Needs pseudo-terminals, by the program {@code script} of util-linux. */
    public static void requirePty() {
        require(succeeds(Pty.command(List.of("true"))), "a pseudo-terminal by `script` of util-linux");
    }

    /** Needs PID namespaces, by the program {@code unshare} of util-linux. */
    public static void requirePidNamespace() {
        require(succeeds(PidNamespace.command(List.of("true"))), "a PID namespace by `unshare` of util-linux");
    }

    /** Needs mount namespaces for whoever runs this, by the program {@code unshare} of util-linux. */
    public static void requireMountNamespace() {
        require(succeeds(List.of("unshare", "-Urm", "true")), "a mount namespace by `unshare -Urm` of util-linux");
    }

    /**
     * Needs a font: an FFmpeg without fontconfig, as the bundled one, has none of its own.
     *
     * @return a TrueType font of this machine
     */
    public static Path requireFont() {
        Optional<Path> font = font();
        require(font.isPresent(), "a TrueType font in /usr/share/fonts (fonts-dejavu-core)");
        return font.orElseThrow();
    }

    private static Optional<Path> font() {
        try (Stream<Path> files = Files.walk(Path.of("/usr/share/fonts"))) {
            return files.filter(file -> file.toString().endsWith(".ttf"))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            // The folder is not there.
            return Optional.empty();
        }
    }

    /**
     * Needs something else.
     *
     * @param available whether it is there
     * @param what its name, for the message
     */
    public static void require(boolean available, String what) {
        if (available) {
            return;
        }
        if (inCi()) {
            throw new AssertionError("this machine lacks " + what + ", and in CI no test is skipped");
        }
        System.err.println("##### SKIPPED: this machine lacks " + what + " #####");
        Assumptions.abort("this machine lacks " + what);
    }

    /** Says loudly that something runs in a narrower way than in CI, where that is a failure. */
    static void missedOutsideCi(String what) {
        if (inCi()) {
            throw new AssertionError("this machine lacks " + what + ", and in CI nothing is left out");
        }
        System.err.println("##### NARROWED: this machine lacks " + what + " #####");
    }

    static boolean inCi() {
        String ci = System.getenv("CI");
        return ci != null && !ci.isEmpty();
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // The program is not there.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
