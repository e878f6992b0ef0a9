package io.github.asyncffmpeg.testkit;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something a test left behind. */
sealed interface Leak {

    /** What it is, for the message of the failure. */
    String description();

    /** Does away with it, as far as that is possible. */
    void remove();

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
