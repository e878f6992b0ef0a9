package io.github.asyncffmpeg.cli.batch;

import io.github.asyncffmpeg.cli.event.BatchEvent.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at the files of jobs. */
final class OutputFiles {

    private OutputFiles() {}

    static Optional<FileState> state(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new FileState(
                    attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** Those that are there. */
    static Map<Path, FileState> states(Collection<Path> files) {
        Map<Path, FileState> states = new LinkedHashMap<>();
        files.forEach(file -> state(file).ifPresent(state -> states.put(file, state)));
        return states;
    }

    /** The sizes together; empty when one is not known. */
    static OptionalLong bytes(List<Path> files) {
        long bytes = 0;
        for (Path file : files) {
            Optional<FileState> state = state(file);
            if (state.isEmpty()) {
                return OptionalLong.empty();
            }
            bytes += state.get().bytes();
        }
        return files.isEmpty() ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    /** Makes the folders that outputs go to. */
    static void makeFolders(List<Path> outputs) throws IOException {
        for (Path output : outputs) {
            Path folder = output.getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
        }
    }
}
