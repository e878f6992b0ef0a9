package io.github.asyncffmpeg.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A finished run of an FFmpeg program by plain {@link ProcessBuilder}: a check of the library must not go through the
 * library.
 *
 * @param command the whole command line
 * @param exitCode the exit code
 * @param stdout what it wrote to stdout
 * @param stderr what it wrote to stderr
 */
record ToolRun(List<String> command, int exitCode, String stdout, String stderr) {

    private static final long LIMIT_SECONDS = 120;

    /** Runs a command to its end; one that takes longer than two minutes is killed, and its exit code says so. */
    static ToolRun of(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        // Files, not pipes: nobody has to read them while it runs.
        Path stdout = Files.createTempFile("testkit-", ".out");
        Path stderr = Files.createTempFile("testkit-", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
            Process process = builder.start();
            try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } finally {
                // The test thread may have been interrupted, as a JUnit timeout does it.
                process.destroyForcibly();
            }
            return new ToolRun(
                    List.copyOf(command),
                    process.exitValue(),
                    new String(Files.readAllBytes(stdout), StandardCharsets.UTF_8),
                    new String(Files.readAllBytes(stderr), StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(stdout);
            Files.deleteIfExists(stderr);
        }
    }

    /** The command, the exit code and the log, for the message of a failure. */
    String describe() {
        return String.join(" ", command) + "\nexit code " + exitCode + "\n" + stderr;
    }
}
