package io.github.asyncffmpeg.it.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is shown of a case that failed: its log, and the files it left. */
final class Evidence {

    private static final int MOST_LINES = 45;

    private Evidence() {}

    static String of(Source.Place place) throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> lines = CaseRecord.read(place.log()).text().lines().toList();
        int left = Math.max(0, lines.size() - MOST_LINES);
        lines.stream().limit(4).forEach(line -> text.append("    ").append(line).append('\n'));
        lines.stream()
                .skip(Math.max(4, left))
                .forEach(line -> text.append("    ").append(line).append('\n'));
        try (Stream<Path> files = Files.walk(place.folder())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append("    file ")
                        .append(place.folder().relativize(file))
                        .append(' ')
                        .append(Files.size(file))
                        .append('\n');
                if (file.getFileName().toString().startsWith("child-")) {
                    Files.readString(file)
                            .lines()
                            .limit(20)
                            .forEach(
                                    line -> text.append("      | ").append(line).append('\n'));
                }
            }
        }
        return text.toString();
    }

    /** Deletes a tree that nobody uses any more. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
