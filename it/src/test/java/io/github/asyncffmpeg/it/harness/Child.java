package io.github.asyncffmpeg.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A process under test: its output goes to files, so that it is whole even if the process dies hard, and each wait has a
 * limit. {@link #close()} kills it if it still runs, but never what it has started: those are for the leak check to find.
 * For one thread.
 */
public final class Child implements AutoCloseable {

    /** Long enough for a loaded machine; whoever reaches it has failed. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Path stdout;
    private final Path stderr;

    private Child(Process process, Path stdout, Path stderr) {
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /**
     * Starts a process.
     *
     * @param directory an existing directory for its output
     * @param environment the variables to add to a neutral environment: ours without what tells of terminal, locale and CI
     * @param command the command line
     * @return the running process
     * @throws IOException if it cannot be started
     */
    public static Child start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path stdout = Files.createTempFile(directory, "child-", ".out");
        Path stderr = Files.createTempFile(directory, "child-", ".err");
        ProcessBuilder builder = new ProcessBuilder(command);
        NeutralEnvironment.set(builder.environment(), environment);
        builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
        return new Child(builder.start(), stdout, stderr);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The children that the process has right now, in no particular order. */
    public List<ProcessHandle> children() {
        return process.children().toList();
    }

    public String stdout() {
        return read(stdout);
    }

    public String stderr() {
        return read(stderr);
    }

    /** Waits until stdout holds a text, and returns stdout; fails at {@link #LIMIT} or when the process ends without it. */
    public String awaitStdout(String text) {
        Awaitility.await("\"" + text + "\" on stdout")
                .atMost(LIMIT)
                .until(() -> stdout().contains(text) || !process.isAlive());
        String all = stdout();
        if (!all.contains(text)) {
            throw new AssertionError("ended with " + process.exitValue() + " and without \"" + text + "\" on stdout:\n"
                    + all + "\nstderr:\n" + stderr());
        }
        return all;
    }

    /** The number that follows a word on stdout, such as {@code pid 123}; waits for it. */
    public long awaitNumber(String word) {
        Awaitility.await("a line \"" + word + " N\" on stdout").atMost(LIMIT).until(() -> number(word) >= 0);
        return number(word);
    }

    private long number(String word) {
        String text = stdout();
        int start = text.indexOf(word + " ");
        int end = start < 0 ? -1 : text.indexOf('\n', start);
        return end < 0
                ? -1
                : Long.parseLong(text.substring(start + word.length() + 1, end).strip());
    }

    /** Writes to its stdin. */
    public void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Sends a signal to this one process. */
    public void signal(int number) throws IOException, InterruptedException {
        signal(pid(), number);
    }

    /** Sends a signal to any process that a test has started. */
    public static void signal(long pid, int number) throws IOException, InterruptedException {
        if (pid <= 1) {
            throw new AssertionError("not a process of a test: " + pid);
        }
        int code = new ProcessBuilder("kill", "-" + number, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("kill -" + number + " " + pid + " failed with " + code);
        }
    }

    /**
     * Sends a signal to every process of a group that a test has made. By the shell's own {@code kill}: the program of
     * that name in procps 4.0.2 takes {@code -15 -123} for all processes there are.
     */
    public static void signalGroup(long group, int number) throws IOException, InterruptedException {
        if (group <= 1) {
            throw new AssertionError("not a group of a test: " + group);
        }
        int code = new ProcessBuilder("sh", "-c", "kill -" + number + " -" + group)
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("kill -" + number + " -" + group + " failed with " + code);
        }
    }

    /** Sends SIGKILL, if it still runs. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits for its end; fails at {@link #LIMIT}. */
    public int exitCode() throws InterruptedException {
        return exitCode(LIMIT);
    }

    /** Waits for its end; fails at the limit. */
    public int exitCode(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still runs after " + limit + "\nstdout:\n" + stdout() + "\nstderr:\n" + stderr());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
