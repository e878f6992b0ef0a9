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
