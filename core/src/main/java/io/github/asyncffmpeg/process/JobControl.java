package io.github.asyncffmpeg.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Suspends a child that has no watchdog to do it: Java itself has no such signals. */
final class JobControl {

    private JobControl() {}

    static void pause(Process process) {
        send("STOP", process);
    }

    static void resume(Process process) {
        send("CONT", process);
    }

    /** By the shell's own {@code kill}: there may be no program of that name. */
    private static void send(String signal, Process process) {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "kill", signal, Long.toString(process.pid()))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            String what = "cannot send SIG" + signal + " to process " + process.pid() + ": " + e.getMessage();
            ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.WARNING, what);
        }
    }
}
