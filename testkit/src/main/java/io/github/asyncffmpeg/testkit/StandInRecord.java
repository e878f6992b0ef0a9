package io.github.asyncffmpeg.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What happened to one stand-in process so far, as it wrote it down itself: see {@link Behaviour#records(Path)}. An
 * immutable snapshot, safe for any thread; read it again to see more.
 *
 * @param arguments the command line after the program's name, without {@code -standin} and its values
 * @param ready whether it had opened its input and was listening to stdin and to signals
 * @param signals the names of the signals it got, in the order of arrival, such as {@code TERM} and {@code INT}; signals of
 *     one kind that arrive while one is pending are merged by the system
 * @param stdinBytes how many bytes it read from stdin
 * @param quits how many of these bytes were {@code q}
 * @param stdinEnded whether it saw the end of its stdin
 * @param finalised whether it wrote its trailer, so that a real ffmpeg would have left a playable file
 * @param grandchild the pid of the child it left behind
 * @param exitCode the exit code; empty while it runs, and when it was killed
 */
public record StandInRecord(
        List<String> arguments,
        boolean ready,
        List<String> signals,
        long stdinBytes,
        int quits,
        boolean stdinEnded,
        boolean finalised,
        OptionalLong grandchild,
        OptionalInt exitCode) {

    /** Copies the lists. */
    public StandInRecord {
        arguments = List.copyOf(arguments);
        signals = List.copyOf(signals);
    }

    /**
     * Reads the record of one process.
     *
     * @param directory the directory that was given to {@link Behaviour#records(Path)}
     * @param pid the pid as the process itself sees it
     * @return the record, an empty one when the process has not written anything yet
     */
    public static StandInRecord of(Path directory, long pid) {
        try {
            return parse(Files.readString(directory.resolve(pid + ".record")));
        } catch (NoSuchFileException e) {
            return parse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the records of all processes that wrote into a directory.
     *
     * @param directory the directory that was given to {@link Behaviour#records(Path)}
     * @return the records, in no particular order
     */
    public static List<StandInRecord> all(Path directory) {
        List<StandInRecord> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".record")) {
                    records.add(parse(Files.readString(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    /**
     * Counts the signals of one kind.
     *
     * @param name the name without SIG, such as {@code TERM}
     * @return how many of them arrived
     */
    public long signals(String name) {
        return signals.stream().filter(name::equals).count();
    }

    private static StandInRecord parse(String text) {
        List<String> arguments = new ArrayList<>();
        List<String> signals = new ArrayList<>();
        boolean ready = false;
        boolean stdinEnded = false;
        boolean finalised = false;
        long stdinBytes = 0;
        int quits = 0;
        OptionalLong grandchild = OptionalLong.empty();
        OptionalInt exitCode = OptionalInt.empty();
        // Only whole lines: the process may be writing the last one right now.
        int end;
        for (int start = 0; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            int space = text.indexOf(' ', start);
            String value = text.substring(space + 1, end);
            switch (text.substring(start, space)) {
                case "argument" -> arguments.add(unescape(value));
                case "ready" -> ready = true;
                case "signal" -> signals.add(value);
                case "stdin" -> {
                    int second = value.indexOf(' ');
                    stdinBytes += Long.parseLong(value.substring(0, second));
                    quits += Integer.parseInt(value.substring(second + 1));
                }
                case "stdin-end" -> stdinEnded = true;
                case "trailer" -> finalised = true;
                case "grandchild" -> grandchild = OptionalLong.of(Long.parseLong(value));
                case "exit" -> exitCode = OptionalInt.of(Integer.parseInt(value));
                default -> {
                    // A word of a newer stand-in.
                }
            }
        }
        return new StandInRecord(
                arguments, ready, signals, stdinBytes, quits, stdinEnded, finalised, grandchild, exitCode);
    }

    private static String unescape(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                text.append(value.charAt(i) == 'n' ? '\n' : value.charAt(i));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
