package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
     * Whether everything is there that would be written, as far as that can be seen: a folder of that name is no output, and
     * neither is an empty file where pictures or sound are expected. Subtitles without words are rightly empty.
     *
     * @return {@code false} also when nothing would be written to files, or it cannot be told to which
     */
    public boolean areAllThere() {
        boolean any = false;
        for (int output = 0; output < command.outputs().size(); output++) {
            Optional<OutputName> name = ownName(output);
            boolean mayBeEmpty = !command.holdsPicturesOrSound(output);
            if (name.isPresent() && !isThere(name.get(), file -> isMade(file, mayBeEmpty))) {
                return false;
            }
            any |= name.isPresent();
        }
        return any;
    }

    private static boolean isMade(Path file, boolean mayBeEmpty) {
        try {
            return Files.isRegularFile(file) && (mayBeEmpty || Files.size(file) > 0);
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Whether nothing is there that would be written over.
     *
     * @return {@code true} also when nothing would be written to files
     */
    public boolean areAllFree() {
        return IntStream.range(0, command.outputs().size())
                .mapToObj(this::ownName)
                .flatMap(Optional::stream)
                .noneMatch(name -> isThere(name, file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS)));
    }

    /** Of an output that is a file the name that it was given: for a playlist, that of the playlist. */
    private Optional<OutputName> ownName(int output) {
        return command.outputNames(output).stream().findFirst();
    }

    private boolean isThere(OutputName name, Predicate<Path> counts) {
        if (name.literal()) {
            return counts.test(seen(Path.of(name.text())));
        }
        if (name.first() < 0) {
            return false; // named by the time: nobody can tell
        }
        Path folder = seen(name.folder());
        int depth = 1
                + (int) name.name()
                        .pattern()
                        .pattern()
                        .chars()
                        .filter(each -> each == '/')
                        .count();
        try (Stream<Path> files =
                Files.find(folder, depth, (file, attributes) -> name.matches(folder.relativize(file)))) {
            return files.anyMatch(counts);
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
