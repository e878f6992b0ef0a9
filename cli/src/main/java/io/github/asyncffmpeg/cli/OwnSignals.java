package io.github.asyncffmpeg.cli;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/** Signals that this program sends itself, which Java cannot. */
final class OwnSignals {

    private OwnSignals() {}

    /**
     * Dies of SIGINT, as bash expects of whoever was stopped by Ctrl+C: after an exit with 130 it would go on with the next
     * turn of a loop. Returns where that cannot be done.
     */
    static void interrupt() {
        System.out.flush();
        System.err.flush();
        Signals.registerDefault("INT");
        send("INT");
    }

    /** Whether the signal was sent. */
    static boolean send(String signal) {
        try {
            Process kill = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "kill -s \"$1\" \"$2\"",
                            "kill",
                            signal,
                            Long.toString(ProcessHandle.current().pid()))
                    .inheritIO()
                    .start();
            return kill.waitFor(5, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
