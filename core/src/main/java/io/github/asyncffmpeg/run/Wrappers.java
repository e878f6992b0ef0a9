package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.process.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The programs that start FFmpeg with less of the machine: each becomes the next by {@code exec}, so that the process id
 * is FFmpeg's. Which there are is found out once for the JVM.
 *
 * <p>Memory is bounded by {@code RLIMIT_DATA}, not by {@code RLIMIT_AS}: the latter counts the libraries and what malloc
 * reserves for each thread and never uses, so that an encode of 320x240 needed 1,000 MB of it in FFmpeg 8.0.1, and 256 MB
 * of the former. Linux holds it for all private memory since 4.7.
 *
 * <p>Safe for any thread. The first use blocks for some milliseconds.
 */
final class Wrappers {

    /** A limit with which no program can be loaded: whoever ends well with it has not been given it. */
    private static final String TOO_LITTLE_KIB = "64";

    private static final Duration TRIAL = Duration.ofSeconds(5);

    private static volatile @Nullable MemoryHolder memoryHolder;

    /** How memory is held on this machine. */
    enum MemoryHolder {
        PRLIMIT,
        SHELL,
        NOBODY
    }

    /** What a limit needs that this machine does not have. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    private Wrappers() {}

    /**
     * The wrappers for some limits, the outermost first.
     *
     * @throws Missing if this machine cannot hold one of them
     */
    static List<String> of(ResourceLimits limits) throws Missing {
        List<String> line = new ArrayList<>();
        if (limits.niceness().isPresent()) {
            line.addAll(List.of(
                    required("nice", "niceness"), "-n", "" + limits.niceness().getAsInt()));
        }
        if (limits.isIoIdle()) {
            line.addAll(List.of(required("ionice", "ioIdle"), "-c", "3"));
        } else if (limits.ioPriority().isPresent()) {
            String level = "" + limits.ioPriority().getAsInt();
            line.addAll(List.of(required("ionice", "ioPriority"), "-c", "2", "-n", level));
        }
        if (limits.memory().isPresent()) {
            line.addAll(memory(limits.memory().getAsLong()));
        }
        return line;
    }

    /** Whether this machine can bound the memory of a process. */
    static boolean canHoldMemory() {
        return holder() != MemoryHolder.NOBODY;
    }

    private static List<String> memory(long bytes) throws Missing {
        return switch (holder()) {
            case PRLIMIT -> prlimit(required("prlimit", "memory"), bytes);
            case SHELL -> shell(required("sh", "memory"), "" + bytes / 1024);
            case NOBODY ->
                throw new Missing(
                        "this system can hold no limit on memory: neither `prlimit --data` nor `ulimit -d` of a"
                                + " POSIX shell has an effect here, as on Linux from 4.7; leave memory out, and bound it by a"
                                + " container");
        };
    }

    private static List<String> prlimit(String program, long bytes) {
        return List.of(program, "--data=" + bytes);
    }

    private static List<String> shell(String program, String kib) {
        return List.of(program, "-c", "ulimit -d " + kib + " && exec \"$0\" \"$@\"");
    }

    private static MemoryHolder holder() {
        MemoryHolder known = memoryHolder;
        if (known == null) {
            known = tried();
            memoryHolder = known;
        }
        return known;
    }

    private static MemoryHolder tried() {
        Optional<Path> prlimit = Programs.find("prlimit");
        Optional<Path> shell = Programs.find("sh");
        if (shell.isEmpty()) {
            return MemoryHolder.NOBODY; // Windows
        }
        List<String> victim = List.of(shell.get().toString(), "-c", "exit 0");
        if (prlimit.isPresent()
                && holds(prlimit(prlimit.get().toString(), Long.parseLong(TOO_LITTLE_KIB) * 1024), victim)) {
            return MemoryHolder.PRLIMIT;
        }
        return holds(shell(shell.get().toString(), TOO_LITTLE_KIB), victim) ? MemoryHolder.SHELL : MemoryHolder.NOBODY;
    }

    /**
     * Whether a program that runs well without the limit does not with it. An exit code of 1 is that of a wrapper that
     * does not know the option; the loader gives 127, and a program without memory dies by a signal.
     */
    private static boolean holds(List<String> wrapper, List<String> victim) {
        List<String> line = new ArrayList<>(wrapper);
        line.addAll(victim);
        return exitCode(victim) == 0 && exitCode(line) > 1;
    }

    private static int exitCode(List<String> command) {
        Process process = null;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(TRIAL.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    private static String required(String program, String limit) throws Missing {
        return Programs.find(program)
                .map(Path::toString)
                .orElseThrow(() -> new Missing("the program `" + program + "`, which the limit " + limit
                        + " needs, is not on PATH of this JVM; install it, or leave the limit out"));
    }
}
