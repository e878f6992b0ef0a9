package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;
import io.github.asyncffmpeg.internal.compile.OutputName;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The files that outputs under their final names have written: of many files those that are new, or not as they were before
 * FFmpeg started. What FFmpeg says of them is not used, since a file's texts can imitate it. For one thread; it blocks.
 */
final class WrittenFiles {

    /** Lists come after what they name. */
    private static final class Order {
        private static final Comparator<Path> OF_FILES = Comparator.comparing(WrittenFiles::isList)
                .thenComparing(WrittenFiles::isMaster)
                .thenComparing(WrittenFiles::counted);
    }

    /** DASH, and HLS if it is told so, write under such a name, and rename what is done. */
    private static final String UNFINISHED = ".tmp";

    /**
     * A file as it looks from outside.
     *
     * @param series its name without the number
     * @param count the number in its name; negative when there is none
     */
    private record Part(
            FileTime modified, long size, @Nullable Object key, String series, long count) {}

    private final CompiledCommand command;
    private final @Nullable Path directory;
    private final Map<Integer, Map<Path, Part>> before = new HashMap<>();

    private WrittenFiles(CompiledCommand command, @Nullable Path directory) {
        this.command = command;
        this.directory = directory;
    }

    /**
     * Looks at what is there before FFmpeg starts. An output of one file costs nothing.
     *
     * @param command what FFmpeg is told
     * @param directory FFmpeg's working directory; {@code null} for that of this JVM
     * @param leftOut the outputs that are not looked at
     */
    static WrittenFiles before(CompiledCommand command, @Nullable Path directory, Set<Integer> leftOut) {
        WrittenFiles written = new WrittenFiles(command, directory);
        for (int output = 0; output < command.outputs().size(); output++) {
            OutputForm form = command.outputForm(output);
            if (form != OutputForm.ONE_FILE && form != OutputForm.NO_FILE && !leftOut.contains(output)) {
                written.before.put(output, written.now(output, true));
            }
        }
        return written;
    }

    /** How many bytes one output has in its files, also in those that FFmpeg has not given their name yet. */
    long bytes(int output) {
        return written(output, true).values().stream().mapToLong(Part::size).sum();
    }

    /** What one output has written, after its end. */
    List<Path> of(int output) {
        if (command.outputForm(output) == OutputForm.ONE_FILE) {
            Path file = TargetFile.of(command.outputs().get(output), directory).orElse(null);
            return file != null && Files.isRegularFile(file) ? List.of(file) : List.of();
        }
        Set<Path> all = written(output, false).keySet();
        return all.isEmpty() ? List.of() : inOrder(all);
    }

    /**
     * The files with numbers in their names that one output has written.
     *
     * @param all whether those with the highest number are among them, to which FFmpeg may still write
     */
    List<Path> counted(int output, boolean all) {
        Map<Path, Part> written = written(output, false);
        Map<String, Long> highest = new HashMap<>();
        written.values().forEach(part -> highest.merge(part.series(), part.count(), Math::max));
        written.entrySet().removeIf(each -> {
            Part part = each.getValue();
            boolean last = part.count() == highest.getOrDefault(part.series(), part.count());
            return part.count() < 0 || isList(each.getKey()) || (last && !all);
        });
        return inOrder(written.keySet());
    }

    /** Parts by their number, then what names them. */
    static List<Path> inOrder(Collection<Path> files) {
        return files.stream().sorted(Order.OF_FILES).toList();
    }

    private Map<Path, Part> written(int output, boolean unfinished) {
        Map<Path, Part> old = before.get(output);
        if (old == null) {
            return new LinkedHashMap<>();
        }
        Map<Path, Part> now = now(output, unfinished);
        now.entrySet().removeIf(each -> each.getValue().equals(old.get(each.getKey())));
        return now;
    }

    private Map<Path, Part> now(int output, boolean unfinished) {
        Map<Path, Part> found = new LinkedHashMap<>();
        for (OutputName name : command.outputNames(output)) {
            try {
                find(name, unfinished, found);
            } catch (IOException unreadable) {
                // what cannot be looked at is not told
            }
        }
        return found;
    }

    private void find(OutputName name, boolean unfinished, Map<Path, Part> found) throws IOException {
        Path folder = directory == null ? name.folder() : directory.resolve(name.folder());
        String text = name.text();
        Path named = Path.of(text.startsWith("file:") ? text.substring("file:".length()) : text);
        if (name.literal()) {
            look(folder.resolve(String.valueOf(named.getFileName())), "", -1, found);
            if (unfinished) {
                look(folder.resolve(named.getFileName() + UNFINISHED), "", -1, found);
            }
            return;
        }
        int depth = Math.max(1, named.getNameCount() - count(name.folder()));
        Path start = folder.toString().isEmpty() ? Path.of(".") : folder;
        for (Path below : below(start, depth)) {
            Path whole = unfinished ? finished(below) : below;
            if (!name.matches(whole)) {
                continue;
            }
            String path = whole.toString().replace(below.getFileSystem().getSeparator(), "/");
            Matcher matcher = name.name().pattern().matcher(path);
            boolean counts = matcher.matches() && matcher.groupCount() > 0;
            String series = counts ? path.substring(0, matcher.start(1)) + "*" + path.substring(matcher.end(1)) : path;
            look(folder.resolve(below), series, counts ? Long.parseLong(matcher.group(1)) : -1, found);
        }
    }

    /** The name that a file will have. */
    private static Path finished(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(UNFINISHED)
                ? file.resolveSibling(name.substring(0, name.length() - UNFINISHED.length()))
                : file;
    }

    /** What is below a folder. {@code Files.walk} ends with an exception when FFmpeg renames a file meanwhile. */
    private static List<Path> below(Path start, int depth) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(start, Set.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                files.add(start.relativize(file));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException goneOrUnreadable) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException unreadable) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static int count(Path folder) {
        return folder.toString().isEmpty() ? 0 : folder.getNameCount();
    }

    private static void look(Path file, String series, long count, Map<Path, Part> found) throws IOException {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            if (seen.isRegularFile()) {
                found.put(file, new Part(seen.lastModifiedTime(), seen.size(), seen.fileKey(), series, count));
            }
        } catch (NoSuchFileException gone) {
            // FFmpeg removes old segments, if it is told to
        }
    }

    private static boolean isList(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".m3u8") || name.endsWith(".mpd");
    }

    private static boolean isMaster(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.startsWith("master") || name.endsWith(".mpd");
    }

    /** With numbers as long as each other, so that 10 comes after 9. */
    private static String counted(Path file) {
        StringBuilder text = new StringBuilder();
        StringBuilder digits = new StringBuilder();
        for (char c : (file + " ").toCharArray()) {
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else {
                text.append("0".repeat(Math.max(0, digits.isEmpty() ? 0 : 20 - digits.length())))
                        .append(digits)
                        .append(c);
                digits.setLength(0);
            }
        }
        return text.toString();
    }
}
