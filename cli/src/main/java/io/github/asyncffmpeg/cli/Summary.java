package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of what was made. */
final class Summary {

    /**
     * A file that was made.
     *
     * @param name its name
     * @param size in bytes
     * @param length how long it plays
     * @param elapsed how long it took
     * @param path where it is, as shown
     */
    record Made(String name, long size, Duration length, Duration elapsed, String path) {}

    private Summary() {}

    static List<String> lines(List<Made> made) {
        List<String> lines = new ArrayList<>();
        lines.add(line("FILE", "SIZE", "DURATION", "TOOK", "PATH"));
        for (Made file : made) {
            lines.add(line(
                    file.name(),
                    Words.size(file.size()),
                    Words.time(file.length()),
                    Words.took(file.elapsed()),
                    file.path()));
        }
        return lines;
    }

    private static String line(String name, String size, String length, String took, String path) {
        return String.format(Locale.ROOT, "%-11s  %8s  %9s  %9s  %s", name, size, length, took, path);
    }
}
