package io.github.asyncffmpeg.internal.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory of a child by a program that sets the limit and becomes the child by {@code exec}. Which one works is
 * found out once for the JVM.
 *
 * <p>The limit is {@code RLIMIT_DATA}, not {@code RLIMIT_AS}: the latter counts the libraries and what malloc reserves for
 * each thread and never uses, so that an encode of 320x240 needed 1,000 MB of it in FFmpeg 8.0.1, and 256 MB of the former.
 * Linux holds it for all private memory since 4.7.
 *
 * <p>Safe for any thread. The first use blocks for some milliseconds.
 */
public final class MemoryBound {

    /** Less than that, and FFmpeg does not even print its version (64 MB are enough for 5.1 of Debian, 32 MB are not). */
    public static final long LEAST = 64L * 1024 * 1024;

    /** A limit with which no program can be loaded: whoever ends well with it has not been given it. */
    private static final long TOO_LITTLE = 64 * 1024;

    private static final Duration TRIAL = Duration.ofSeconds(5);

    private static volatile @Nullable Holder known;

    /** How memory is held on this machine. */
    private enum Holder {
        PRLIMIT,
        SHELL,
        NOBODY
    }

    private MemoryBound() {}

    /** Whether this machine can bound the memory of a process. */
    public static boolean canBeHeld() {
        return holder() != Holder.NOBODY;
    }

    /**
     * The program and its arguments that come before the command.
     *
     * @param bytes the limit, at least {@link #LEAST}
     * @param setting what asks for it, for messages
     * @return the wrapper
     * @throws MissingProgramException if this machine cannot hold it
     */
    public static List<String> wrapper(long bytes, String setting) throws MissingProgramException {
        return switch (holder()) {
            case PRLIMIT -> prlimit(Programs.required("prlimit", setting), bytes);
            case SHELL -> shell(Programs.required("sh", setting), bytes);
            case NOBODY ->
                throw new MissingProgramException(
                        "this system can hold no limit on memory: neither `prlimit --data` nor `ulimit -d` of a"
                                + " POSIX shell has an effect here, as on Linux from 4.7; leave " + setting
                                + " out, and bound it by a container");
        };
    }

    private static List<String> prlimit(String program, long bytes) {
        return List.of(program, "--data=" + bytes);
    }

    private static List<String> shell(String program, long bytes) {
        return List.of(program, "-c", "ulimit -d " + bytes / 1024 + " && exec \"$0\" \"$@\"");
    }

    private static Holder holder() {
        Holder holder = known;
        if (holder == null) {
            holder = tried();
            known = holder;
        }
        return holder;
    }

    private static Holder tried() {
        Optional<Path> prlimit = Programs.find("prlimit");
        Optional<Path> shell = Programs.find("sh");
        if (shell.isEmpty()) {
            return Holder.NOBODY; // Windows
        }
        List<String> victim = List.of(shell.get().toString(), "-c", "exit 0");
        if (prlimit.isPresent() && holds(prlimit(prlimit.get().toString(), TOO_LITTLE), victim)) {
            return Holder.PRLIMIT;
        }
        return holds(shell(shell.get().toString(), TOO_LITTLE), victim) ? Holder.SHELL : Holder.NOBODY;
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
}
