package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.command.FolderListing;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folders of this machine, as the working directory of a run sees them. What cannot be listed is empty: FFmpeg will
 * say why it cannot write there.
 */
record ListedFolders(@Nullable Path directory) implements FolderListing {

    @Override
    public List<String> names(Path folder, Pattern name) {
        Path seen = directory == null ? folder : directory.resolve(folder);
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                seen.toString().isEmpty() ? Path.of(".") : seen,
                entry -> name.matcher(entry.getFileName().toString()).matches())) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry) || Files.isDirectory(entry)) {
                    names.add(entry.getFileName().toString());
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
            return List.of();
        }
        return names;
    }
}
