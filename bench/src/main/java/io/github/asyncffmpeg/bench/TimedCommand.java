package io.github.asyncffmpeg.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that is run to its end, with the time on the clock and the CPU time of it and of its children: bash counts both
 * to the millisecond. Its output is thrown away.
 *
 * @param command program and arguments
 * @param environment the variables to add to ours
 */
record TimedCommand(List<String> command, Map<String, String> environment) {

    private static final String SCRIPT = "TIMEFORMAT='%3R %3U %3S'; time \"$@\" >/dev/null 2>&1 </dev/null";

    TimedCommand with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new TimedCommand(command, all);
    }

    /** The same command with more arguments. */
    TimedCommand with(String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return new TimedCommand(all, environment);
    }

    /**
     * Runs it.
     *
     * @return {@code cpu_ms} and {@code wall_ms}
     * @throws IOException if it failed: a figure of a run that failed is none
     * @throws InterruptedException if this thread was interrupted
     */
    Map<String, Double> run() throws IOException, InterruptedException {
        Path times = Files.createTempFile("bench", "times");
        try {
            int code = start(times).waitFor();
            if (code != 0) {
                throw new IOException(command + " ended with " + code);
            }
            String[] seconds = Files.readString(times).strip().split(" ", -1);
            double cpu = Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]);
            return Map.of("cpu_ms", cpu * 1000, "wall_ms", Double.parseDouble(seconds[0]) * 1000);
        } finally {
            Files.delete(times);
        }
    }

    /** Whether it ends with 0. */
    boolean works() throws IOException, InterruptedException {
        Path times = Files.createTempFile("bench", "times");
        try {
            return start(times).waitFor() == 0;
        } finally {
            Files.delete(times);
        }
    }

    private Process start(Path times) throws IOException {
        List<String> bash = new ArrayList<>(List.of("bash", "-c", SCRIPT, "bench"));
        bash.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(bash).redirectError(times.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * Runs it, and looks at the memory of the one process meanwhile.
     *
     * @return {@code peak_mb}: the most of its memory that was in RAM at a time, without its children's
     * @throws IOException if it failed
     * @throws InterruptedException if this thread was interrupted
     */
    Map<String, Double> peakMemory() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        double peak = Double.NaN;
        while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
            double now = Machine.peakResidentMegabytes(process.pid());
            peak = Double.isNaN(now) ? peak : now;
        }
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with " + process.exitValue());
        }
        return Map.of("peak_mb", peak);
    }
}
