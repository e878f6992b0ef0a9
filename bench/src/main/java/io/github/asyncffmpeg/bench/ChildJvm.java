package io.github.asyncffmpeg.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JVM of its own, for what can be measured in a fresh one only. It prints its figures as {@code name=value} lines. */
final class ChildJvm {

    private ChildJvm() {}

    /**
     * Runs a class to its end.
     *
     * @param main the class
     * @param arguments its arguments
     * @param environment the variables to add to ours
     * @return the figures it printed, in their order
     * @throws IOException if it failed
     * @throws InterruptedException if this thread was interrupted
     */
    static Map<String, Double> run(Class<?> main, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(main.getSimpleName() + " ended with " + code + ": " + output);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        output.lines().forEach(line -> {
            int equals = line.indexOf('=');
            figures.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 1)));
        });
        return figures;
    }

    /** The options of the JVM that are the same for all, from the variable {@code BENCH_CHILD_JAVA_OPTS}. */
    static List<String> options() {
        String options =
                System.getenv().getOrDefault("BENCH_CHILD_JAVA_OPTS", "").strip();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
    }

    /** For the child: prints a figure for the parent. */
    static void tell(String name, double value) {
        System.out.println(name + "=" + value);
    }
}
