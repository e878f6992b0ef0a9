package io.github.asyncffmpeg.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A PID namespace, by {@code unshare} of util-linux, with the command as its PID 1, as in a container: when PID 1 ends, the
 * kernel kills everything else in it. Stateless.
 */
public final class PidNamespace {

    private PidNamespace() {}

    /**
     * Runs a command as PID 1.
     *
     * @param directory an existing directory for the output
     * @param environment the variables to add to ours, the leak marker among them
     * @param command the command line
     * @return {@code unshare}, which waits for the command and ends with its exit code, or by its signal (128 + N)
     * @throws IOException if it cannot be started
     */
    public static Child start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        return Child.start(directory, environment, command(command));
    }

    /**
     * The pid of PID 1 as it is seen from outside, for {@link Child#signal(long, int)}: {@code docker stop} sends it a
     * SIGTERM. Waits until it is there.
     *
     * @param namespace what {@link #start} returned
     * @return the pid
     */
    public static long init(Child namespace) {
        Awaitility.await("PID 1 of the namespace")
                .atMost(Child.LIMIT)
                .until(() -> !namespace.children().isEmpty());
        return namespace.children().get(0).pid();
    }

    static List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child"));
        if (!isRoot()) {
            all.addAll(List.of("--user", "--map-root-user"));
        }
        all.addAll(command);
        return all;
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
