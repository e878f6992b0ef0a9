package io.github.asyncffmpeg.jobs.internal.plan;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that FFmpeg numbers: pictures ({@code shot-%03d.png}), segments, the playlists of HLS with variants
 * ({@code v%v/index.m3u8}).
 *
 * @param pattern the name with the pattern, absolute; its folders may hold one as well
 * @param first where it begins to count; negative where it holds something else than a count, a time of day above all, so that
 *     the files that are there say nothing of the next run
 */
public record Series(Path pattern, long first) {

    private static final Pattern FILLED_IN = Pattern.compile("%\\d*([A-Za-z])");

    /** The last folder whose name holds no pattern. */
    public Path folder() {
        Path folder = pattern;
        for (Path at = pattern; at != null && at.getFileName() != null; at = at.getParent()) {
            if (isPattern(String.valueOf(at.getFileName())) || at.equals(pattern)) {
                folder = at.getParent();
            }
        }
        return folder == null ? pattern : folder;
    }

    /** The pattern below {@link #folder}, with slashes. */
    public String tail() {
        return folder().relativize(pattern).toString().replace(java.io.File.separatorChar, '/');
    }

    /** The files that are there now, in no order. */
    public List<Path> files() {
        List<Path> found = new ArrayList<>();
        find(folder(), List.of(tail().split("/", -1)), found);
        return found;
    }

    private void find(Path folder, List<String> names, List<Path> found) {
        String name = names.get(0);
        List<String> rest = names.subList(1, names.size());
        if (!isPattern(name)) {
            enter(folder.resolve(name.replace("%%", "%")), rest, found);
            return;
        }
        Pattern wanted = expression(name);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (counts(wanted.matcher(String.valueOf(child.getFileName())))) {
                    enter(child, rest, found);
                }
            }
        } catch (IOException | DirectoryIteratorException notThere) {
            return; // there is nothing to find
        }
    }

    private void enter(Path child, List<String> rest, List<Path> found) {
        if (!rest.isEmpty()) {
            find(child, rest, found);
        } else if (Files.isRegularFile(child)) {
            found.add(child);
        }
    }

    /** Whether a file could be one of them. */
    public boolean matches(Path file) {
        Path folder = folder();
        if (!file.startsWith(folder)) {
            return false;
        }
        List<String> names = List.of(tail().split("/", -1));
        Path below = folder.relativize(file);
        boolean same = below.getNameCount() == names.size();
        for (int i = 0; same && i < names.size(); i++) {
            same = counts(expression(names.get(i)).matcher(String.valueOf(below.getName(i))));
        }
        return same;
    }

    private boolean counts(Matcher name) {
        return name.matches()
                && (name.groupCount() == 0 || name.group(1).length() > 18 || Long.parseLong(name.group(1)) >= first);
    }

    private static boolean isPattern(String name) {
        return FILLED_IN.matcher(name.replace("%%", "")).find();
    }

    /** A pattern of file names as an expression, with the count as its first group. */
    private static Pattern expression(String pattern) {
        StringBuilder expression = new StringBuilder();
        Matcher parts = FILLED_IN.matcher(pattern.replace("%%", "\0"));
        String text = pattern.replace("%%", "\0");
        int end = 0;
        boolean counted = false;
        while (parts.find()) {
            expression.append(literal(text.substring(end, parts.start())));
            boolean counts = parts.group(1).equals("d");
            expression.append(counts ? (counted ? "\\d+" : "(\\d+)") : ".+");
            counted |= counts;
            end = parts.end();
        }
        expression.append(literal(text.substring(end)));
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    private static String literal(String text) {
        return Pattern.quote(text.replace('\0', '%'));
    }
}
