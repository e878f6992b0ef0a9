package io.github.asyncffmpeg.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A real terminal with a screen that can be read and resized: tmux, with a server of the test's own. {@link #close()} ends
 * the server and what runs in it. For one thread.
 */
public final class Tmux implements AutoCloseable {

    private final Path directory;
    private final Map<String, String> environment;

    private Tmux(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /**
     * Runs a command in a terminal; what is on the screen stays when the command has ended.
     *
     * @param directory an existing directory, of a short name
     * @param environment the variables to add to ours, the leak marker among them
     * @param columns the width
     * @param rows the height
     * @param command the command line
     */
    public static Tmux start(
            Path directory, Map<String, String> environment, int columns, int rows, List<String> command)
            throws IOException, InterruptedException {
        Path settings = directory.resolve("tmux.conf");
        Files.write(settings, List.of("set -g status off", "set -g remain-on-exit on", "set -g history-limit 5000"));
        Tmux tmux = new Tmux(directory, environment);
        String words = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        List<String> start = new ArrayList<>(List.of("-f", settings.toString(), "new-session", "-d"));
        start.addAll(List.of("-x", "" + columns, "-y", "" + rows, words));
        tmux.run(start);
        return tmux;
    }

    /** Whether there is such a program here. */
    public static boolean isThere() {
        try {
            return new ProcessBuilder("tmux", "-V")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Changes the size of the terminal, as a person does with the mouse. */
    public void resize(int columns, int rows) throws IOException, InterruptedException {
        run(List.of("resize-window", "-x", "" + columns, "-y", "" + rows));
    }

    /** Types a key, such as {@code C-s}. */
    public void key(String name) throws IOException, InterruptedException {
        run(List.of("send-keys", name));
    }

    /** The lines of the screen and what has scrolled away above, without what is blank at their ends. */
    public List<String> lines() throws IOException, InterruptedException {
        List<String> lines = run(List.of("capture-pane", "-p", "-S", "-"))
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.startsWith("Pane is dead"))
                .collect(Collectors.toCollection(ArrayList::new));
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** What tmux says of the terminal, in its own format language, such as {@code #{cursor_x}}. */
    public String says(String format) throws IOException, InterruptedException {
        return run(List.of("display-message", "-p", format)).strip();
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        NeutralEnvironment.set(builder.environment(), environment);
        builder.environment().put("SHELL", "/bin/sh");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("tmux " + arguments + " failed: " + printed);
        }
        return printed;
    }

    private String socket() {
        return directory.resolve("tmux").toString();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        long server = Long.parseLong(says("#{pid}"));
        run(List.of("kill-server"));
        Awaitility.await("the end of tmux")
                .atMost(Child.LIMIT)
                .until(() -> ProcessHandle.of(server).isEmpty());
    }
}
