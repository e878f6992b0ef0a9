package io.github.asyncffmpeg.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.stream.Stream;

/** How many file descriptors this JVM has open, where the system tells. Each child takes three, for its pipes. */
final class Descriptors {

    /** Spawning takes about ten for a moment, and not all steps of it say what they lacked. */
    private static final int FEW = 16;

    private Descriptors() {}

    /** In words behind the message of a spawn that failed; empty when there are enough of them, or nobody knows. */
    static String shortage() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            long most = most();
            long used = open.count();
            return most - used > FEW
                    ? ""
                    : "; " + used + " of the " + most + " file descriptors that this process may open are open";
        } catch (IOException | RuntimeException noneForTheListOrNotLinux) {
            return "";
        }
    }

    /** The line is {@code Max open files  1024  4096  files}. */
    private static long most() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (line.startsWith("Max open files")) {
                try (Scanner words = new Scanner(line.substring("Max open files".length()))) {
                    return words.hasNextLong() ? words.nextLong() : Long.MAX_VALUE; // or "unlimited"
                }
            }
        }
        return Long.MAX_VALUE;
    }
}
