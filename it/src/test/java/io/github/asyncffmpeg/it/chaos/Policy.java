package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a job says about outputs that are not whole: nothing, or one of {@link PartialOutput}. */
enum Policy {
    /** FFmpeg writes under the final name. */
    NONE(Optional.empty()),
    KEEP(Optional.of(PartialOutput.KEEP)),
    MARK(Optional.of(PartialOutput.MARK)),
    DELETE(Optional.of(PartialOutput.DELETE));

    private final Optional<PartialOutput> given;

    Policy(Optional<PartialOutput> given) {
        this.given = given;
    }

    FFmpegJob on(FFmpegJob job) {
        return given.map(job::partialOutput).orElse(job);
    }

    /** Where an output is: under its final name, a marked one, or, when its JVM was killed, the one it was written by. */
    Path find(Path file) throws IOException {
        if (this == NONE || stands(file)) {
            return file;
        }
        return beside(file).stream()
                .map(found -> Files.isDirectory(found) ? found.resolve(file.getFileName()) : found)
                .findFirst()
                .orElse(file);
    }

    /** Whether there is something under the final name, or under one of the names of a pattern. */
    static boolean stands(Path file) throws IOException {
        String name = file.getFileName().toString();
        int pattern = name.indexOf('%');
        if (pattern < 0) {
            return Files.exists(file);
        }
        try (Stream<Path> files = list(file)) {
            return files.anyMatch(found -> Files.isRegularFile(found)
                    && found.getFileName().toString().startsWith(name.substring(0, pattern)));
        }
    }

    /** The partial files and folders beside an output. */
    static List<Path> beside(Path output) throws IOException {
        Path file = Files.isSymbolicLink(output) ? output.resolveSibling(Files.readSymbolicLink(output)) : output;
        String name = file.getFileName().toString();
        String stem = name.contains("%") || name.endsWith(".m3u8") || name.endsWith(".mpd")
                ? name.replace('%', '_')
                : name.substring(0, name.lastIndexOf('.'));
        if (!file.equals(output)) {
            stem = name; // the extension behind it is that of the link
        }
        String beside = stem;
        try (Stream<Path> files = list(file)) {
            return files.filter(found -> found.getFileName().toString().startsWith(beside + ".partial"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> list(Path file) throws IOException {
        Path folder = file.getParent();
        return folder != null && Files.isDirectory(folder) ? Files.list(folder) : Stream.empty();
    }
}
