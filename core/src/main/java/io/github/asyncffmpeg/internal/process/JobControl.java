package io.github.asyncffmpeg.internal.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** Suspends a child that has no watchdog to do it: Java itself has no such signals. */
final class JobControl {

    private JobControl() {}

    static void pause(Process process) {
        send("STOP", process);
    }

    static void resume(Process process) {
        send("CONT", process);
    }

    /**
     * By the shell's own {@code kill}: there may be no program of that name. Waited for, which takes some milliseconds, so
     * that one signal does not overtake another.
     */
    private static void send(String signal, Process process) {
        if (!process.isAlive()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "kill", signal, Long.toString(process.pid()))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (IOException | OutOfMemoryError e) {
            String what = "cannot send SIG" + signal + " to process " + process.pid() + ": " + e.getMessage();
            ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.WARNING, what);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
