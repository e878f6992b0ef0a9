package io.github.asyncffmpeg.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One test, or one class: what was there before it, and what is there after it. For JUnit's thread only. */
final class LeakScope {

    /** Temporary files of this library, with the pid of the JVM that made them. */
    private static final Pattern NAME = Pattern.compile("asyncffmpeg-(\\d{1,18})-.*");

    private final String marker;
    private final MarkedProcesses processes;
    private final LeakedThreads threads;
    private final Set<Path> earlierFiles = new HashSet<>();
    private @Nullable Path directory;

    private LeakScope(String marker, List<String> threadPrefixes) {
        this.marker = marker;
        this.processes = MarkedProcesses.of(LeakExtension.MARKER_VARIABLE, marker);
        this.threads = LeakedThreads.named(threadPrefixes);
        earlierFiles.addAll(files());
    }

    static LeakScope open(String marker, List<String> threadPrefixes) {
        return new LeakScope(marker, threadPrefixes);
    }

    String marker() {
        return marker;
    }

    Path tempDirectory() throws IOException {
        if (directory == null) {
            directory = Files.createTempDirectory("testkit-");
        }
        return directory;
    }

    /** Deletes the directory of the test. */
    void close() {
        if (directory != null) {
            Trees.delete(directory);
        }
    }

    /** Whether a process is being started, which {@link #leaks} cannot see yet. */
    boolean isStarting() {
        return processes.isStarting();
    }

    /** What is left now. */
    List<Leak> leaks() {
        List<Leak> leaks = new ArrayList<>(processes.find());
        leaks.addAll(threads.find());
        for (Path file : files()) {
            if (!earlierFiles.contains(file)) {
                leaks.add(new Leak.OfFile(file));
            }
        }
        return leaks;
    }

    /** Those of other JVMs that live are theirs. */
    private static List<Path> files() {
        Path tmp = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> files = Files.list(tmp)) {
            return files.filter(LeakScope::isOfThisJvmOrOfNone).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfThisJvmOrOfNone(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        long pid = Long.parseLong(name.group(1));
        return pid == ProcessHandle.current().pid()
                || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }
}
