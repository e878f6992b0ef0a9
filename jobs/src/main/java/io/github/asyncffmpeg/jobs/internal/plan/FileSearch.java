package io.github.asyncffmpeg.jobs.internal.plan;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds the files of a pattern: {@code *}, {@code ?}, {@code [a-z]}, {@code {mov,mp4}} within a name, {@code **} for any
 * folders. What begins with a dot is only found by a pattern that does; what the library names {@code x.partial.mp4} or
 * {@code x.partial-….mp4} only by one that says so. {@code **} does not go into links. A pattern that is the name of a file
 * is that file.
 */
public final class FileSearch {

    /** Beyond that a pattern was not meant: a home folder is read in seconds, a whole disk is not. */
    private static final int MOST = 200_000;

    /** As the library names what is not whole; see {@code PartialOutput}. */
    private static final Pattern PARTIAL = Pattern.compile("(?s).*\\.partial(-[0-9a-z-]*)?(\\.[^.]*)?");

    private final Path directory;
    private final boolean links;
    private final Consumer<String> unread;
    private final Set<String> found = new TreeSet<>();
    private int seen;

    /** A file or folder that is there. One whose name is not text is called as people may read it. */
    private record Child(String name, boolean readable, boolean folder, String shown) {}

    private FileSearch(Path directory, boolean links, Consumer<String> unread) {
        this.directory = directory;
        this.links = links;
        this.unread = unread;
    }

    /**
     * Finds files.
     *
     * @param pattern with slashes; relative to the directory unless it begins with one
     * @param directory where it begins, absolute
     * @param links whether a link to a file is found too
     * @param unread takes what the pattern means and nobody can open here, because its name is not text
     * @return the files as the pattern would name them, sorted
     * @throws SearchException when it is no pattern, or there is too much to look at
     */
    public static List<String> files(String pattern, Path directory, boolean links, Consumer<String> unread)
            throws SearchException {
        FileSearch search = new FileSearch(directory, links, unread);
        if (pattern.isEmpty()) {
            throw new SearchException("the pattern is empty");
        }
        if (search.isFile(pattern, true)) {
            return List.of(pattern);
        }
        String slashed = pattern.replace(java.io.File.separatorChar, '/');
        int root = slashed.startsWith("/") ? 1 : 0;
        if (slashed.matches("(?s).*\\{[^}]*/.*")) {
            throw new SearchException(
                    "alternatives over several folders are not known; write two patterns for " + pattern);
        }
        List<String> names = new ArrayList<>();
        for (String name : Arrays.asList(slashed.substring(root).split("/"))) {
            boolean again = name.equals("**")
                    && !names.isEmpty()
                    && names.get(names.size() - 1).equals("**");
            if (!name.isEmpty() && !again) {
                names.add(name);
            }
        }
        search.walk(slashed.substring(0, root), names);
        return List.copyOf(search.found);
    }

    /**
     * Finds all files of a folder.
     *
     * @param folder its name; nothing in it is a pattern
     * @param directory where it begins, absolute
     * @param recursive whether to look into folders below, which are neither hidden nor links
     * @param unread takes what nobody can open here, because its name is not text
     * @return the files with the folder before their names, sorted; no links
     * @throws SearchException when there is too much to look at
     */
    public static List<String> filesIn(String folder, Path directory, boolean recursive, Consumer<String> unread)
            throws SearchException {
        FileSearch search = new FileSearch(directory, false, unread);
        String base = folder.endsWith("/") || folder.endsWith(java.io.File.separator) ? folder : folder + "/";
        search.walk(base, recursive ? List.of("**") : List.of("*"));
        return List.copyOf(search.found);
    }

    /** Whether a name is one that the library gives to what is not whole. */
    public static boolean isPartial(String name) {
        return PARTIAL.matcher(name).matches();
    }

    private void walk(String base, List<String> names) throws SearchException {
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(0);
        List<String> rest = names.subList(1, names.size());
        if (name.equals("**")) {
            List<String> after = rest.isEmpty() ? List.of("*") : rest;
            walk(base, after);
            for (Child child : children(base)) {
                if (child.name.startsWith(".")) {
                    continue;
                }
                if (!child.readable && child.folder) {
                    unread.accept(base + child.shown + "/");
                } else if (child.readable && isFolder(base + child.name)) {
                    walk(base + child.name + "/", names);
                }
            }
        } else if (!FilePattern.isPattern(name)) {
            if (!rest.isEmpty()) {
                walk(base + name + "/", rest);
            } else if (isFile(base + name, true)) {
                found.add(base + name);
            } else if (RawName.isDamaged(name)) {
                for (Child child : children(base)) {
                    if (!child.readable && child.name.equals(name)) {
                        unread.accept(base + child.shown);
                    }
                }
            }
        } else {
            Pattern wanted = FilePattern.of(name);
            for (Child child : children(base)) {
                boolean shown = name.startsWith(".") || !child.name.startsWith(".");
                if (!shown || !wanted.matcher(child.name).matches()) {
                    continue;
                }
                boolean meant = name.contains(".partial") || !isPartial(child.name);
                if (!child.readable) {
                    if (meant && child.folder != rest.isEmpty()) {
                        unread.accept(base + child.shown + (child.folder ? "/" : ""));
                    }
                } else if (!rest.isEmpty()) {
                    walk(base + child.name + "/", rest);
                } else if (meant && isFile(base + child.name, links)) {
                    found.add(base + child.name);
                }
            }
        }
    }

    private List<Child> children(String base) throws SearchException {
        List<Child> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory.resolve(base))) {
            for (Path child : children) {
                if (++seen > MOST) {
                    throw new SearchException(
                            "more than " + MOST + " files would have to be looked at; name a nearer folder");
                }
                String name = String.valueOf(child.getFileName());
                boolean readable = RawName.isText(child);
                names.add(
                        readable
                                ? new Child(name, true, false, name)
                                : new Child(
                                        name,
                                        false,
                                        Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS),
                                        RawName.shown(child)));
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException unreadable) {
            return List.of(); // as in a shell: there is nothing to find
        }
        names.sort(Comparator.comparing(Child::name).thenComparing(Child::shown));
        return names;
    }

    private boolean isFile(String name, boolean orLink) {
        try {
            Path file = directory.resolve(name);
            return orLink ? Files.isRegularFile(file) : Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException noName) {
            return false;
        }
    }

    private boolean isFolder(String name) {
        try {
            return Files.isDirectory(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException noName) {
            return false;
        }
    }
}
