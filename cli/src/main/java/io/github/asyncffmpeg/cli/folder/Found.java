package io.github.asyncffmpeg.cli.folder;

import io.github.asyncffmpeg.jobs.internal.plan.FileSearch;
import io.github.asyncffmpeg.jobs.internal.plan.SearchException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A file to convert.
 *
 * @param name as it was named, or found
 * @param below the folders between the folder that was named and the file, with a slash at their end; empty without any
 */
record Found(String name, String below) {

    /** The files of all patterns, each once, in the order of the patterns. */
    static List<Found> all(FolderOptions options, List<String> wrong, Set<String> unread) {
        Map<Path, Found> found = new LinkedHashMap<>();
        for (String pattern : options.patterns()) {
            for (Found file : of(pattern, options, wrong, unread)) {
                found.putIfAbsent(options.directory().resolve(file.name()).normalize(), file);
            }
        }
        return List.copyOf(found.values());
    }

    private static List<Found> of(String pattern, FolderOptions options, List<String> wrong, Set<String> unread) {
        int before = unread.size();
        try {
            if (!pattern.isEmpty() && Files.isDirectory(options.directory().resolve(pattern))) {
                return inFolder(pattern, options, wrong, unread);
            }
            List<Found> files = FileSearch.files(pattern, options.directory(), false, unread::add).stream()
                    .map(file -> new Found(file, ""))
                    .toList();
            if (files.isEmpty() && unread.size() == before) {
                boolean isPattern = pattern.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
                wrong.add((isPattern ? "no file matches " : "there is no file ") + pattern);
            }
            return files;
        } catch (SearchException e) {
            wrong.add(e.sentence());
        } catch (InvalidPathException e) {
            wrong.add("this cannot be the name of a file: " + pattern);
        }
        return List.of();
    }

    private static List<Found> inFolder(String folder, FolderOptions options, List<String> wrong, Set<String> unread)
            throws SearchException {
        List<Found> files = new ArrayList<>();
        String base = folder.endsWith("/") || folder.endsWith(java.io.File.separator) ? folder : folder + "/";
        int before = unread.size();
        Consumer<String> unreadMedia = name -> {
            if (name.endsWith("/") || MediaNames.isMedia(name)) {
                unread.add(name);
            }
        };
        for (String file : FileSearch.filesIn(folder, options.directory(), options.recursive(), unreadMedia)) {
            if (MediaNames.isMedia(file)) {
                String below = file.substring(base.length());
                files.add(new Found(file, below.substring(0, below.lastIndexOf('/') + 1)));
            }
        }
        if (files.isEmpty() && unread.size() == before) {
            wrong.add("there is no video or sound in the folder " + folder
                    + (options.recursive() ? "" : "; --recursive looks into the folders below"));
        }
        return files;
    }
}
