package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.it.harness.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A host of many cases. Safe for any thread. */
final class SharedHost {

    /** After so many a new one: what is left in a JVM is found when it ends. */
    private static final int MOST_CASES = 25;

    private final Child child;
    private final String marker;
    private final Path folder;
    private final List<Cell> cells = new ArrayList<>();
    private int running;
    private boolean closed;

    SharedHost(Child child, String marker, Path folder) {
        this.child = child;
        this.marker = marker;
        this.folder = folder;
    }

    /** Gives it a case, if it takes more. */
    synchronized boolean take(Cell cell) {
        if (closed || cells.size() >= MOST_CASES || !child.isAlive()) {
            return false;
        }
        cells.add(cell);
        running++;
        return true;
    }

    synchronized void order(Cell cell, Path place) throws IOException {
        child.type(String.join(" ", Hosts.order(cell, place)) + "\n");
    }

    /** A case is over. Returns whether that was the last one. */
    synchronized boolean release() {
        running--;
        return running == 0 && cells.size() >= MOST_CASES;
    }

    /** It takes no more cases. Returns whether it did until now. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** Ends it, and returns what its cases have left in it. */
    List<String> left(Marked marked) throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        long now = System.nanoTime();
        try {
            child.type("end\n");
            if (child.exitCode(Duration.ofSeconds(90)) != 0 || !child.stdout().contains("all seen")) {
                problems.add("the JVM of many cases ended with " + child.exitCode() + ": " + child.stderr());
            }
        } catch (AssertionError | IOException e) {
            problems.add("the JVM of many cases: " + e.getMessage());
        } finally {
            child.close();
        }
        child.stdout().lines().filter(line -> line.startsWith("left ")).forEach(problems::add);
        Pauses.until(Duration.ofSeconds(10), () -> marked.alive(marker, now).isEmpty());
        for (ProcessHandle process : marked.alive(marker, System.nanoTime())) {
            problems.add("left: process " + Marked.describe(process));
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
            files.skip(1).forEach(file -> problems.add("left: " + file));
        }
        if (!problems.isEmpty()) {
            List<Integer> numbers = cells.stream().map(Cell::number).toList();
            problems.add("after the cases " + numbers);
        }
        return problems;
    }
}
