package io.github.asyncffmpeg.it.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A real pseudo-terminal, by {@code script} of util-linux: the command is in the foreground process group of a controlling
 * terminal of its own, under a shell that leads the session and lives on while the command handles a Ctrl+C, as in a
 * terminal window. What is typed into the {@link Child} is typed on the keyboard, its stdout is the screen, and its exit
 * code is the command's, 128 + N for a signal. Stateless.
 */
public final class Pty {

    /** The key that makes the terminal send SIGINT to the whole foreground group. */
    public static final String CTRL_C = "\003";

    /** The key that makes it send SIGQUIT. */
    public static final String CTRL_BACKSLASH = "\034";

    private Pty() {}

    /**
     * Runs a command in a terminal.
     *
     * @param directory an existing directory for the output
     * @param environment the variables to add to ours, the leak marker among them
     * @param command the command line
     * @return the terminal: {@link Child#pid()} is that of {@code script}, and killing it closes the terminal, which sends
     *     SIGHUP to the session
     * @throws IOException if it cannot be started
     */
    public static Child start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        // `script` runs the command by the user's shell, which may be anything.
        all.put("SHELL", "/bin/sh");
        return Child.start(directory, all, command(command));
    }

    static List<String> command(List<String> command) {
        String words = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        // The shell must outlive Ctrl+C: when the leader of the session dies, all others get a SIGHUP. A trap, other
        // than an ignored signal, is not inherited by the command.
        String shell = "trap : INT QUIT; " + words + "; exit $?";
        List<String> all = new ArrayList<>(Jvm.HEEDING_SIGNALS);
        all.addAll(List.of("script", "--quiet", "--flush", "--return", "--command", shell, "/dev/null"));
        return all;
    }
}
