package io.github.asyncffmpeg.internal.process;

import io.github.asyncffmpeg.internal.cache.CacheFolders;
import io.github.asyncffmpeg.internal.cache.KeptFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A program of some 330 bytes that changes its own process and then becomes the program that its arguments name, by {@code
 * exec}: the process id stays the same. It does what {@code setsid} does, which is linked dynamically and costs a start
 * 0.95 ms (a bare start: 1.6 ms); this costs 0.1 ms. And it can widen a pipe, which no program of the system does.
 *
 * <p>The library writes it to the {@linkplain CacheFolders cache folders} when a launch first needs it. Where there is none,
 * or the system refuses to start it, children are started without, and nothing is said.
 *
 * <p>Safe for any thread. The first call that needs it reads a file, or writes it; all others look at a field.
 */
public final class Starter {

    /** Becomes the leader of a new session. */
    static final int SESSION = 1;

    /**
     * Becomes the leader of a new process group of the same session: a scheduler that shares the processors among sessions
     * then lets it and the JVM hand over to each other as before.
     */
    static final int GROUP = 2;

    /** Gives the pipe that is its standard output room for 1 MiB instead of 64 KiB. */
    static final int WIDE = 4;

    /** Its name has a number, so that two versions of this library do not replace each other's all the time. */
    private static final String NAME = "starter-1-";

    /** So many failures in a row are no accident: this system does not want it. */
    private static final int MOST_FAILURES = 2;

    private static final Object LOCK = new Object();

    /** Written under LOCK, after the file. */
    private static volatile boolean looked;

    /** Written under LOCK. */
    private static volatile @Nullable String file;

    private static volatile int failures;

    private Starter() {}

    /**
     * Whether there is one. The first call may write a file.
     *
     * @return whether a launch can use it
     */
    public static boolean isThere() {
        return file() != null;
    }

    /**
     * What to put in front of a command whose standard output is to be wide, for benchmarks.
     *
     * @return the words; none if there is no such program
     */
    public static List<String> widening() {
        String program = file();
        return program == null ? List.of() : List.of(program, Integer.toString(WIDE));
    }

    /** Its file; null if there is none. */
    private static @Nullable String file() {
        if (!looked) {
            synchronized (LOCK) {
                if (!looked) {
                    Path place = place(new KeptFiles(CacheFolders.ofThisJvm()));
                    file = place == null ? null : place.toString();
                    looked = true;
                }
            }
        }
        return file;
    }

    /** Finds it among these files, or puts it there. */
    static @Nullable Path place(KeptFiles files) {
        String machine = StarterCode.machine(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        return machine == null ? null : files.program(NAME + machine, StarterCode.of(machine));
    }

    /**
     * Starts a command, and has it change its process first, by this program or else by {@code setsid}, as far as that goes.
     *
     * @param builder has all but the command
     * @param flags what is to be changed; 0 for nothing
     * @param command what to start
     * @return its process
     * @throws IOException when the system refuses to start the command
     */
    static Process start(ProcessBuilder builder, int flags, List<String> command) throws IOException {
        String program = flags == 0 ? null : file();
        if (program != null) {
            try {
                Process process = start(builder.command(inFront(List.of(program, Integer.toString(flags)), command)));
                failures = 0;
                return process;
            } catch (IOException notWithIt) {
                // Not the command's fault? What follows says so.
            }
        }
        Process process = start(builder.command(without(flags, command)));
        if (program != null) {
            failed(program);
        }
        return process;
    }

    private static List<String> without(int flags, List<String> command) {
        Path setsid = (flags & (SESSION | GROUP)) == 0 ? null : setsid();
        return setsid == null ? command : inFront(List.of(setsid.toString()), command);
    }

    /** The system's own program for sessions. */
    static @Nullable Path setsid() {
        return Programs.find("setsid").orElse(null);
    }

    private static List<String> inFront(List<String> wrapper, List<String> command) {
        List<String> line = new ArrayList<>(wrapper.size() + command.size());
        line.addAll(wrapper);
        line.addAll(command);
        return line;
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return builder.start();
            } catch (IOException e) {
                // ETXTBSY: another thread forked while the executable was still open for writing (just extracted)
                String message = e.getMessage();
                if (attempt == 20 || message == null || !message.contains("error=26")) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    /** A command was started without it after it could not be started with it. */
    private static void failed(String program) {
        synchronized (LOCK) {
            failures++;
            boolean lost = !Files.exists(Path.of(program)); // somebody tidied up: the next launch puts it there again
            if (lost || failures >= MOST_FAILURES) {
                file = null;
                looked = !lost || failures > MOST_FAILURES;
            }
        }
    }
}
