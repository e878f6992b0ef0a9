package io.github.asyncffmpeg.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One test, or one class: what was there before it, and what is there after it. For JUnit's thread only. */
final class LeakScope {

    private static final long POLL_NANOS = 20_000_000;

    private final String marker;
    private final List<String> threadPrefixes;
    private final MarkedProcesses processes;
    private final Set<Thread> earlierThreads = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Path> earlierFiles = new HashSet<>();
    private @Nullable Path directory;

    private LeakScope(String marker, List<String> threadPrefixes) {
        this.marker = marker;
        this.threadPrefixes = threadPrefixes;
        this.processes = MarkedProcesses.of(LeakExtension.MARKER_VARIABLE, marker);
        earlierThreads.addAll(Thread.getAllStackTraces().keySet());
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

    /** Waits until nothing is left, at most the given time, and returns what is left then. */
    List<Leak> awaitNone(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Leak> leaks = leaks();
        while (!leaks.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
            leaks = leaks();
        }
        return leaks;
    }

    private List<Leak> leaks() {
        List<Leak> leaks = new ArrayList<>(processes.find());
        for (Map.Entry<Thread, StackTraceElement[]> entry :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = entry.getKey();
            if (thread.isAlive()
                    && !earlierThreads.contains(thread)
                    && threadPrefixes.stream().anyMatch(thread.getName()::startsWith)) {
                leaks.add(new Leak.OfThread(thread, text(entry.getValue())));
            }
        }
        for (Path file : files()) {
            if (!earlierFiles.contains(file)) {
                leaks.add(new Leak.OfFile(file));
            }
        }
        return leaks;
    }

    private static String text(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement element : stack) {
            text.append("\n      at ").append(element);
        }
        return text.toString();
    }

    private static List<Path> files() {
        Path tmp = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> files = Files.list(tmp)) {
            return files.filter(file -> file.getFileName().toString().startsWith("asyncffmpeg"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
