package io.github.asyncffmpeg.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the processes that belong to one test. For one thread. */
final class MarkedProcesses {

    private static final Path PROC = Path.of("/proc");

    private final String entry;
    private final Set<ProcessHandle> earlier = new HashSet<>();

    private MarkedProcesses(String entry) {
        this.entry = entry;
        if (!readsEnvironments()) {
            ProcessHandle.current().descendants().forEach(earlier::add);
        }
    }

    static MarkedProcesses of(String variable, String marker) {
        return new MarkedProcesses(variable + "=" + marker);
    }

    List<Leak> find() {
        List<Leak> found = new ArrayList<>();
        if (readsEnvironments()) {
            for (ProcessHandle process : (Iterable<ProcessHandle>) ProcessHandle.allProcesses()::iterator) {
                // The handle, with its start time, is taken before the environment is read: if the pid changes hands in
                // between, the handle is the old process's, and killing it does nothing.
                if (isMarked(process.pid())) {
                    found.add(new Leak.OfProcess(process, commandLine(process)));
                }
            }
        } else {
            ProcessHandle.current()
                    .descendants()
                    .filter(process -> process.isAlive() && !earlier.contains(process))
                    .forEach(process -> found.add(new Leak.OfProcess(process, commandLine(process))));
        }
        return found;
    }

    /**
     * Whether this JVM is starting a process right now: a thread is inside the start, or a child is between fork and exec, where
     * it has the environment of this JVM and not yet the marker.
     */
    boolean isStarting() {
        for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
            for (StackTraceElement frame : stack) {
                String type = frame.getClassName();
                boolean starts = (type.equals("java.lang.ProcessBuilder")
                                && frame.getMethodName().equals("start"))
                        || (type.equals("io.github.asyncffmpeg.internal.process.LaunchGate")
                                && frame.getMethodName().startsWith("launch"));
                if (starts) {
                    return true;
                }
            }
        }
        return readsEnvironments() && ProcessHandle.current().children().anyMatch(MarkedProcesses::isBeforeExec);
    }

    private static boolean isBeforeExec(ProcessHandle child) {
        try {
            Path program =
                    PROC.resolve(Long.toString(child.pid())).resolve("exe").toRealPath();
            return program.endsWith("jspawnhelper")
                    || (program.equals(PROC.resolve("self").resolve("exe").toRealPath())
                            && split(child.pid(), "cmdline")
                                    .equals(split(ProcessHandle.current().pid(), "cmdline")));
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private static boolean readsEnvironments() {
        return Files.isReadable(PROC.resolve("self").resolve("environ"));
    }

    /** Whether the environment holds the marker, or the marker of a test of the class whose marker this is. */
    private boolean isMarked(long pid) {
        // A zombie's environment is empty, and another user's cannot be read: neither is ours to report.
        for (String variable : split(pid, "environ")) {
            if (variable.equals(entry) || variable.startsWith(entry + ".")) {
                return true;
            }
        }
        return false;
    }

    private static String commandLine(ProcessHandle process) {
        String line = String.join(" ", split(process.pid(), "cmdline"));
        Optional<String> known = process.info().commandLine();
        return line.isEmpty() ? known.orElse("(command line unknown)") : line;
    }

    private static List<String> split(long pid, String file) {
        try {
            byte[] bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
