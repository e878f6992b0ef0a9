package io.github.asyncffmpeg.it.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own for code that ends its JVM, is killed with it, or needs a clean one. Stateless. */
public final class Jvm {

    /**
     * Goes before a command that must heed signals. A build in the background of a script ignores SIGINT, one under nohup
     * SIGHUP, and all below it would inherit that.
     */
    static final List<String> HEEDING_SIGNALS = List.of("env", "--default-signal=INT,QUIT,HUP");

    private Jvm() {}

    /**
     * Starts a JVM with the class path of the tests.
     *
     * @param directory an existing directory for its output
     * @param environment the variables to add to ours, the leak marker among them
     * @param main the class to run
     * @param arguments its arguments
     * @return the running JVM; a signal goes to it alone
     * @throws IOException if it cannot be started
     */
    public static Child start(Path directory, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        return Child.start(directory, environment, command(main, arguments));
    }

    /**
     * The command line alone, to be run in a {@link Pty} or a {@link PidNamespace}.
     *
     * @param main the class to run
     * @param arguments its arguments
     * @return the command line
     */
    public static List<String> command(Class<?> main, String... arguments) {
        return command(Path.of(System.getProperty("java.home")), List.of(), List.of(), main, arguments);
    }

    /**
     * The command line of a JVM that is not quite the usual one.
     *
     * @param home of the JDK
     * @param options of the JVM; they come last and win
     * @param before folders of classes that come before those of the tests
     * @param main the class to run
     * @param arguments its arguments
     * @return the command line
     */
    public static List<String> command(
            Path home, List<String> options, List<Path> before, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(HEEDING_SIGNALS);
        command.add(home.resolve("bin").resolve("java").toString());
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        // Two cores have to start many of these: the quick compiler is enough.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        command.addAll(options);
        String classes = Stream.concat(
                        before.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-cp", classes, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
