package io.github.asyncffmpeg.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A way in which a program with a running FFmpeg ends, or ends that FFmpeg. */
enum Ending {
    STOP("stop through the API", Set.of("wrapper")),
    CANCEL("future cancelled", Set.of("bare", "wrapper")),
    TIMEOUT("timeout through the API", Set.of("jaffree", "wrapper")),
    INTERRUPT("interrupt of the waiting thread", Set.of()),
    EXIT("System.exit", Set.of()),
    THROW("uncaught exception in main", Set.of()),
    SIGTERM("SIGTERM to the JVM", Set.of()),
    SIGINT("SIGINT to the JVM", Set.of()),
    CTRL_C("Ctrl+C in a terminal", Set.of()),
    CTRL_C_TWICE("Ctrl+C twice", Set.of()),
    CLOSED("terminal closed", Set.of()),
    PID_ONE("SIGTERM as PID 1 (docker stop)", Set.of()),
    SIGKILL("kill -9 of the JVM", Set.of());

    private final String sentence;
    private final Set<String> without;

    Ending(String sentence, Set<String> without) {
        this.sentence = sentence;
        this.without = without;
    }

    String sentence() {
        return sentence;
    }

    /** Whether the contender has an API for it. */
    boolean isPossible(String contender) {
        return !without.contains(contender);
    }

    /** How the program is told to end, and the figures are called. */
    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    private boolean inTerminal() {
        return this == CTRL_C || this == CTRL_C_TWICE || this == CLOSED;
    }

    /** The command line around the program. A shell in the background ignores SIGINT, and all below it would. */
    List<String> around(List<String> program) {
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT,QUIT,HUP"));
        if (inTerminal()) {
            String words = program.stream()
                    .map(word -> "'" + word.replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" "));
            // The shell lives on, as in a terminal window: when it ended, all others would get a SIGHUP.
            String shell = "trap : INT QUIT; " + words + "; exit $?";
            line.addAll(List.of("script", "--quiet", "--flush", "--return", "--command", shell, "/dev/null"));
            return line;
        }
        if (this == PID_ONE) {
            line.addAll(List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child"));
            if (!"root".equals(System.getProperty("user.name"))) {
                line.addAll(List.of("--user", "--map-root-user"));
            }
        }
        line.addAll(program);
        return line;
    }

    /** Ends it from outside, if that is the ending. */
    void begin(Process started, MarkedProcesses marked) throws Exception {
        switch (this) {
            case SIGTERM -> signal("TERM", started.pid());
            case SIGINT -> signal("INT", started.pid());
            case SIGKILL -> signal("KILL", started.pid());
            case PID_ONE -> signal("TERM", marked.jvm());
            case CLOSED -> signal("KILL", started.pid());
            case CTRL_C -> type(started);
            case CTRL_C_TWICE -> {
                type(started);
                Thread.sleep(300);
                typeIfItIsThere(started);
            }
            default -> {}
        }
    }

    private static void type(Process terminal) throws java.io.IOException {
        terminal.getOutputStream().write(3);
        terminal.getOutputStream().flush();
    }

    /** The program may be over after the first one. */
    private static void typeIfItIsThere(Process terminal) {
        try {
            type(terminal);
        } catch (java.io.IOException over) {
            // so it is
        }
    }

    private static void signal(String name, long pid) throws Exception {
        if (pid <= 1 || new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("no signal to " + pid);
        }
    }

    /** The program's own command line. */
    static List<String> program(String contender, Ending ending, Path ffmpeg, Path output) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EndingsHost.class.getName(),
                contender,
                ending.key(),
                ffmpeg.toString(),
                output.toString());
    }
}
