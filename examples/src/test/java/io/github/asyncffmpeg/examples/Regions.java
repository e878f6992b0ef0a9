package io.github.asyncffmpeg.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The marked regions of the example sources: {@code // region: name} to {@code // endregion}, not nested. */
final class Regions {

    private static final String BEGIN = "// region: ";
    private static final String END = "// endregion";

    private Regions() {}

    /**
     * Reads them.
     *
     * @param sources a folder with Java sources
     * @return the text of each region by its name, without the indentation that all of its lines share
     */
    static Map<String, String> in(Path sources) throws IOException {
        Map<String, String> regions = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : (Iterable<Path>)
                    files.filter(f -> f.toString().endsWith(".java")).sorted()::iterator) {
                read(file, regions);
            }
        }
        return regions;
    }

    private static void read(Path file, Map<String, String> regions) throws IOException {
        String name = "";
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String code = line.strip();
            if (code.startsWith(BEGIN)) {
                name = code.substring(BEGIN.length()).strip();
                lines.clear();
            } else if (code.equals(END)) {
                if (regions.put(name, String.join("\n", lines).stripIndent().stripTrailing()) != null) {
                    throw new AssertionError("two regions are named " + name + "; the second is in " + file);
                }
            } else {
                lines.add(line);
            }
        }
    }
}
