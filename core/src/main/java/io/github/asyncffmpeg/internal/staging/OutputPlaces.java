package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the outputs of a command go: whether they are there, and their folders. It looks at the disk, or writes to it, in
 * each method. For one thread.
 */
public final class OutputPlaces {

    private final CompiledCommand command;
    private final @Nullable Path directory;

    /**
     * For a command.
     *
     * @param command the command, with the names that will stay
     * @param directory FFmpeg's working directory; {@code null} for that of this JVM
     */
    public OutputPlaces(CompiledCommand command, @Nullable Path directory) {
        this.command = command;
        this.directory = directory;
    }

    /**
     * Whether everything is there that would be written.
     *
     * @return {@code false} also when nothing would be written to files, or it cannot be told to which
     */
    public boolean areAllThere() {
        List<OutputName> names = ownNames();
        return !names.isEmpty() && names.stream().allMatch(this::isThere);
    }

    /**
     * Whether nothing is there that would be written over.
     *
     * @return {@code true} also when nothing would be written to files
     */
    public boolean areAllFree() {
        return ownNames().stream().noneMatch(this::isThere);
    }

    /** Of each output that is a file the name that it was given: for a playlist, that of the playlist. */
    private List<OutputName> ownNames() {
        List<OutputName> names = new ArrayList<>();
        for (int output = 0; output < command.outputs().size(); output++) {
            command.outputNames(output).stream().findFirst().ifPresent(names::add);
        }
        return names;
    }

    private boolean isThere(OutputName name) {
        if (name.literal()) {
            return Files.exists(seen(Path.of(name.text())), LinkOption.NOFOLLOW_LINKS);
        }
        if (name.first() < 0) {
            return false; // named by the time: nobody can tell
        }
        Path folder = seen(name.folder());
        int depth = 1
                + (int) name.name()
                        .pattern()
                        .chars()
                        .filter(each -> each == '/')
                        .count();
        try (Stream<Path> files =
                Files.find(folder, depth, (file, attributes) -> name.matches(folder.relativize(file)))) {
            return files.findFirst().isPresent();
        } catch (IOException | UncheckedIOException noFolder) {
            return false;
        }
    }

    /**
     * Makes the folders that are not there.
     *
     * @throws IOException if one cannot be made
     */
    public void makeFolders() throws IOException {
        for (Path folder : folders()) {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
        }
    }

    /**
     * The folders that are written to.
     *
     * @return each once, whether it is there or not
     */
    public Set<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        for (int output = 0; output < command.outputs().size(); output++) {
            command.outputNames(output).forEach(name -> folders.add(seen(name.folder())));
        }
        return folders;
    }

    private Path seen(Path file) {
        return (directory == null ? file : directory.resolve(file))
                .toAbsolutePath()
                .normalize();
    }
}
