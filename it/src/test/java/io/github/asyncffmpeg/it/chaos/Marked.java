package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a run, by the marker in their environment, which a child inherits whoever its parent is by now. All
 * cases share one look at the process table, at most every 25 ms. Safe for any thread.
 */
final class Marked {

    private static final long FRESH_NANOS = 25_000_000;
    private static final String NAME = LeakExtension.MARKER_VARIABLE + "=";

    private final String prefix;

    /** Guarded by this, both: the last look, and when it was begun. */
    private Map<String, List<ProcessHandle>> found = Map.of();

    private long looked = System.nanoTime() - FRESH_NANOS;

    /**
     * Looks for a run.
     *
     * @param marker what all of its markers begin with, before a dot
     */
    Marked(String marker) {
        this.prefix = NAME + marker + ".";
    }

    /**
     * The living processes with a marker.
     *
     * @param marker the whole marker
     * @param since {@link System#nanoTime()}; the look is not older than this
     */
    synchronized List<ProcessHandle> alive(String marker, long since) {
        long now = System.nanoTime();
        if (looked - since < 0 || now - looked > FRESH_NANOS) {
            looked = now;
            found = look();
        }
        return found.getOrDefault(NAME + marker, List.of());
    }

    /** Every process of the run, whatever its case. */
    synchronized List<ProcessHandle> all() {
        return look().values().stream().flatMap(List::stream).toList();
    }

    private Map<String, List<ProcessHandle>> look() {
        Map<String, List<ProcessHandle>> all = new HashMap<>();
        for (ProcessHandle process : (Iterable<ProcessHandle>) ProcessHandle.allProcesses()::iterator) {
            String entry = marker(process.pid());
            if (entry != null) {
                all.computeIfAbsent(entry, unused -> new ArrayList<>()).add(process);
            }
        }
        return all;
    }

    /** A zombie's environment is empty: it is dead, and its parent's to bury. */
    private @Nullable String marker(long pid) {
        try {
            String environment = new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ")), StandardCharsets.ISO_8859_1);
            int start = environment.indexOf(prefix);
            if (start < 0 || (start > 0 && environment.charAt(start - 1) != 0)) {
                return null;
            }
            int end = environment.indexOf(0, start);
            return environment.substring(start, end < 0 ? environment.length() : end);
        } catch (IOException goneOrNotOurs) {
            return null;
        }
    }

    /** What a process is, for people. */
    static String describe(ProcessHandle process) {
        try {
            return process.pid() + " "
                    + Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                            .replace('\0', ' ');
        } catch (IOException gone) {
            return process.pid() + " (gone meanwhile)";
        }
    }
}
