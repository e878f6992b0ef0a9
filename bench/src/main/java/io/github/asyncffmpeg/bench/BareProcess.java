package io.github.asyncffmpeg.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The same FFmpeg with the same arguments by {@link ProcessBuilder} alone: the floor. Immutable and safe for any thread.
 *
 * @param command the whole command line, as the library makes it
 * @param preparation edits the environment as the library does
 */
record BareProcess(List<String> command, Consumer<Map<String, String>> preparation) {

    /** Log and progress are read to their end and forgotten. */
    void read() throws IOException, InterruptedException {
        Process process = builder().redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        end(process);
    }

    /** Log and progress go to the null device: nobody would know why a run failed. */
    void discard() throws IOException, InterruptedException {
        end(discarding().start());
    }

    ProcessBuilder discarding() {
        return builder().redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(command);
        preparation.accept(builder.environment());
        return builder;
    }

    /** The environment its FFmpeg gets. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        preparation.accept(environment);
        return environment;
    }

    private void end(Process process) throws IOException, InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("exit code " + code + ": " + command);
        }
    }
}
