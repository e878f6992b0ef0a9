package io.github.asyncffmpeg.internal.staging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Moves the files of a marked folder into the folder it stands in, what names others last: who reads meanwhile finds no
 * playlist without its segments. A note in the folder says that its files are complete and on their way, so that the next
 * start can go on if this one dies half-way.
 *
 * <p>For one thread. It may block.
 */
final class FolderPlacement {

    /** The note. No muxer makes a file of this name. */
    private static final String ON_THE_WAY = ".asyncffmpeg-on-the-way";

    private final Path folder;
    private final Path place;
    private final Set<String> lists;
    private final Set<String> masters;

    /**
     * A folder to be emptied.
     *
     * @param folder the marked folder
     * @param place the folder it stands in
     * @param lists names of files, beside playlists and manifests, that name others
     * @param masters names of playlists that name playlists
     */
    FolderPlacement(Path folder, Path place, Set<String> lists, Set<String> masters) {
        this.folder = folder;
        this.place = place;
        this.lists = lists;
        this.masters = masters;
    }

    /** Whether somebody began to move the files, and did not come to the end. */
    static boolean isOnTheWay(Path folder) {
        return Files.exists(folder.resolve(ON_THE_WAY), LinkOption.NOFOLLOW_LINKS);
    }

    /** All files, in the order in which they are moved, as paths within the folder. */
    List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.endsWith(ON_THE_WAY))
                    .map(folder::relativize)
                    .sorted(Comparator.comparingInt(this::rank).thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private int rank(Path file) {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        if (masters.contains(name)) {
            return 2;
        }
        return lists.contains(name) || lower.endsWith(".m3u8") || lower.endsWith(".mpd") ? 1 : 0;
    }

    /**
     * Moves them, and removes the folder.
     *
     * @param overwrite whether files of the same names go; else nothing is moved when there is one
     * @throws IOException if not all could be moved; without overwrite all are in the marked folder again
     */
    void move(boolean overwrite) throws IOException {
        if (!overwrite) {
            for (Path file : files()) {
                checkFree(file);
            }
        }
        List<Path> files = files();
        Placement.forceAll(files.stream().map(folder::resolve).toList());
        Path note = folder.resolve(ON_THE_WAY);
        if (!Files.exists(note)) {
            Files.createFile(note);
        }
        Placement.forceNames(folder);
        if (overwrite) {
            removeListsOfOthers(files);
        }
        Deque<Path> moved = new ArrayDeque<>();
        try {
            for (Path file : files) {
                Path to = place.resolve(file);
                Files.createDirectories(to.getParent());
                Placement.move(folder.resolve(file), to, overwrite);
                moved.push(file);
            }
        } catch (IOException e) {
            if (!overwrite) {
                moveBack(moved, e);
            }
            Files.deleteIfExists(note);
            throw e;
        }
        Placement.forceNames(place);
        Placement.delete(folder);
    }

    /**
     * Where files of an older list are replaced, that list goes first: it would name a part of the old film and a part of
     * the new one, for good if this JVM died half-way.
     */
    private void removeListsOfOthers(List<Path> files) throws IOException {
        boolean replaces = files.stream().anyMatch(file -> rank(file) == 0 && Files.exists(place.resolve(file)));
        for (int i = files.size() - 1; replaces && i >= 0 && rank(files.get(i)) > 0; i--) {
            Files.deleteIfExists(place.resolve(files.get(i)));
        }
    }

    /** Playlists and manifests. */
    List<Path> lists() throws IOException {
        return files().stream().filter(file -> rank(file) > 0).toList();
    }

    private void checkFree(Path file) throws IOException {
        Path to = place.resolve(file);
        if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isSameFile(to, folder.resolve(file))) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Files.delete(folder.resolve(file)); // whoever moved it died between its second name and its first
    }

    private void moveBack(Deque<Path> moved, IOException why) {
        for (Path file : moved) {
            try {
                Placement.move(place.resolve(file), folder.resolve(file), false);
            } catch (IOException e) {
                why.addSuppressed(e);
            }
        }
    }

    /** Whether there is a file with something in it. */
    static boolean holdsMedia(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(all::add);
        } catch (NoSuchFileException gone) {
            return false;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : all) {
            if (Files.size(file) > 0) {
                return true;
            }
        }
        return false;
    }
}
