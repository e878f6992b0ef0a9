package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.internal.compile.CommandEdits;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.FolderListing;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folders of this machine, as the working directory of a run sees them. What cannot be listed is empty: FFmpeg will
 * say why it cannot write there.
 *
 * @param directory FFmpeg's working directory; {@code null} for that of this JVM
 */
public record ListedFolders(@Nullable Path directory) implements FolderListing {

    /**
     * Finds names for the outputs of a command that are not taken here.
     *
     * @param command the command
     * @param directory FFmpeg's working directory; {@code null} for that of this JVM
     * @param now the local time
     * @return the changes, as {@link CompiledCommand#freeNames} gives them
     */
    public static CommandEdits freeNames(CompiledCommand command, @Nullable Path directory, LocalDateTime now) {
        return command.freeNames(new ListedFolders(directory), now);
    }

    @Override
    public List<String> names(Path folder, Pattern name) {
        Path seen = directory == null ? folder : directory.resolve(folder);
        Set<String> names = new LinkedHashSet<>();
        for (String inUse : NamesInUse.in(seen)) {
            if (name.matcher(inUse).matches()) {
                names.add(inUse);
            }
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                seen.toString().isEmpty() ? Path.of(".") : seen,
                entry -> name.matcher(meant(entry)).matches())) {
            for (Path entry : entries) {
                if ((Files.isRegularFile(entry) || Files.isDirectory(entry)) && !isLeft(entry)) {
                    names.add(meant(entry));
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
        return List.copyOf(names);
    }

    /** The name an entry has, or will have: it may be a temporary one of another JVM's run. */
    private static String meant(Path entry) {
        String name = String.valueOf(entry.getFileName());
        return PartialOwner.in(name)
                .map(owner -> name.replace(PartialName.MARK + "-" + owner, ""))
                .orElse(name);
    }

    /** Whether it is a temporary file that nobody writes any more: its name is free, and who takes it looks after it. */
    private static boolean isLeft(Path entry) {
        String name = String.valueOf(entry.getFileName());
        Optional<PartialOwner> owner = PartialOwner.in(name);
        if (owner.isEmpty()) {
            return false;
        }
        try {
            Instant modified = Files.getLastModifiedTime(entry).toInstant();
            return new Abandonment(HostSystem.THIS).isAbandoned(owner.get(), name, modified);
        } catch (IOException gone) {
            return true;
        }
    }
}
