package io.github.asyncffmpeg.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Something a test left behind. */
sealed interface Leak {

    /** What it is, for the message of the failure. */
    String description();

    /** Does away with it, as far as that is possible. */
    void remove();

    /**
     * Waits until nothing is left, at most the given time, and returns what is left then. One look can miss a process that is
     * being started: nothing is left when two looks after each other saw nothing, and nothing was being started before either.
     *
     * @param isStarting asked before each look
     */
    static List<Leak> awaitNone(Supplier<List<Leak>> find, BooleanSupplier isStarting, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        int empty = 0;
        while (true) {
            boolean starting = isStarting.getAsBoolean();
            List<Leak> leaks = find.get();
            empty = leaks.isEmpty() && !starting ? empty + 1 : 0;
            boolean late = System.nanoTime() - deadline >= 0;
            if (empty == 2 || (late && !leaks.isEmpty()) || (late && starting)) {
                return leaks;
            }
            LockSupport.parkNanos(empty > 0 ? 1_000_000 : 20_000_000);
        }
    }

    /** The message of the failure; does away with what is left. */
    static String report(String name, Duration patience, List<Leak> leaks) {
        StringBuilder message = new StringBuilder()
                .append(name)
                .append(" left behind, ")
                .append(patience.toMillis())
                .append(" ms after its end:");
        for (Leak leak : leaks) {
            message.append("\n  ").append(leak.description());
            leak.remove();
        }
        return message.toString();
    }

    /** A process; the handle knows its start time, so that another process with the same pid is never killed. */
    record OfProcess(ProcessHandle handle, String commandLine) implements Leak {

        @Override
        public String description() {
            return "process " + handle.pid() + ": " + commandLine;
        }

        @Override
        public void remove() {
            handle.destroyForcibly();
            try {
                // The next test must not see it any more.
                handle.onExit().get(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                // Not ours to wait for any longer; the next test will report it if it carries that test's marker.
            }
        }
    }

    /** A thread, with its stack at the time it was found. */
    record OfThread(Thread thread, String stack) implements Leak {

        @Override
        public String description() {
            return "thread \"" + thread.getName() + "\" (" + thread.getState() + ")" + stack;
        }

        @Override
        public void remove() {
            // Java has no way.
        }
    }

    /** A temporary file or directory. */
    record OfFile(Path path) implements Leak {

        @Override
        public String description() {
            return "file " + path;
        }

        @Override
        public void remove() {
            Trees.delete(path);
        }
    }
}
