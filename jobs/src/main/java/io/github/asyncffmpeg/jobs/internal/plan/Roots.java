package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.internal.text.NearNames;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folders with names, so that a file can be named against one of them, and another machine may have the folder elsewhere.
 * One reading or writing, one thread; those that were made {@linkplain #of of folders} are safe for any thread.
 */
public final class Roots {

    /** No folders. */
    public static final Roots NONE = of(Map.of());

    private final Map<String, Path> folders;

    /** Of files that stand for those of roots nobody knows here; {@code null} unless there are such. */
    private final IdentityHashMap<Path, Rooted> standIns = new IdentityHashMap<>();

    private final boolean known;

    /**
     * A file below a root.
     *
     * @param root the name of the root
     * @param file the name of the file, with slashes; empty for the folder itself
     */
    public record Rooted(String root, String file) {}

    private Roots(Map<String, Path> folders, boolean known) {
        this.folders = folders;
        this.known = known;
    }

    /** Folders by their names. */
    public static Roots of(Map<String, Path> folders) {
        return new Roots(Map.copyOf(folders), true);
    }

    /** Any root is one: its files are stand-ins, which {@link #find} knows again as long as they are the same objects. */
    public static Roots standIns() {
        return new Roots(Map.of(), false);
    }

    /** Whether a stand-in was given. */
    public boolean hasStandIns() {
        return !standIns.isEmpty();
    }

    /**
     * A file below a root.
     *
     * @throws TemplateException when there is no such root, or the file would not be below it
     */
    public Path resolve(Rooted name) throws TemplateException {
        Path file;
        try {
            file = Path.of(name.file().replace('/', File.separatorChar));
        } catch (InvalidPathException e) {
            throw new TemplateException("this cannot be the name of a file: " + name.file());
        }
        if (file.isAbsolute() || climbs(file) || !spelled(file).equals(name.file())) {
            throw new TemplateException(
                    "'" + name.file() + "' is not a file below a root; expected a name such as a/b.mp4, without ..");
        }
        if (!known) {
            Path standIn = Path.of("{" + name.root() + "}").resolve(file);
            standIns.put(standIn, name);
            return standIn;
        }
        Path folder = folders.get(name.root());
        if (folder == null) {
            throw new TemplateException(
                    "there is no root '" + name.root() + "'", NearNames.nearest(name.root(), folders.keySet()), -1);
        }
        return name.file().isEmpty() ? folder : folder.resolve(file);
    }

    /** How a path is named against a root; empty when it is below none. The innermost root counts. */
    public Optional<Rooted> find(Path path) {
        Rooted standIn = standIns.get(path);
        if (standIn != null) {
            return Optional.of(standIn);
        }
        List<Map.Entry<String, Path>> all = new ArrayList<>(folders.entrySet());
        all.sort(Comparator.comparing(
                        (Map.Entry<String, Path> each) -> -each.getValue().getNameCount())
                .thenComparing(Map.Entry::getKey));
        for (Map.Entry<String, Path> each : all) {
            Path folder = each.getValue();
            if (path.equals(folder)) {
                return Optional.of(new Rooted(each.getKey(), ""));
            }
            if (path.startsWith(folder)) {
                Path below = folder.relativize(path);
                boolean same = !climbs(below) && folder.resolve(below).equals(path);
                if (same) {
                    return Optional.of(new Rooted(each.getKey(), spelled(below)));
                }
            }
        }
        return Optional.empty();
    }

    private static String spelled(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }

    private static boolean climbs(Path path) {
        for (Path name : path) {
            if (name.toString().equals("..")) {
                return true;
            }
        }
        return false;
    }
}
