package io.github.asyncffmpeg.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this JVM, and so its children, belongs to a terminal whose Ctrl+C signals them all. */
final class Terminal {

    private Terminal() {}

    /**
     * Looks the controlling terminal up.
     *
     * @return {@code false} only when the system says that there is none: a service, a container without {@code -t}.
     *     Where it cannot be known (no {@code /proc}), {@code true}, which is the careful answer.
     */
    static boolean isShared() {
        try {
            // pid (comm) state ppid pgrp session tty_nr …; comm may hold spaces and brackets (proc(5))
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return !fields[4].equals("0");
        } catch (IOException | RuntimeException unknown) {
            return true;
        }
    }
}
