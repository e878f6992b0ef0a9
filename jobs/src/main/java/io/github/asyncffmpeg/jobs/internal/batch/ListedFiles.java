package io.github.asyncffmpeg.jobs.internal.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files beside a playlist of HLS or a manifest of DASH that it names: without them its size says nothing. */
final class ListedFiles {

    /** A list of a day of segments has a tenth of that. */
    private static final long MOST = 16L * 1024 * 1024;

    private static final Pattern URI = Pattern.compile("URI=\"([^\"]+)\"");
    private static final Pattern TEMPLATE = Pattern.compile("(?:initialization|media)=\"([^\"]+)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\$[^$]*\\$");

    private ListedFiles() {}

    /** The bytes of those that are there; 0 for a file of another kind. */
    static long bytes(Path list) {
        try {
            long bytes = 0;
            for (Path file : of(list)) {
                bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
            return bytes;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Those that it names, there or not, in its order; none for a file of another kind. */
    static Set<Path> of(Path list) {
        Set<Path> files = new LinkedHashSet<>();
        try {
            collect(list, files);
            files.remove(list);
            return files;
        } catch (IOException | InvalidPathException notReadable) {
            return Set.of();
        }
    }

    private static void collect(Path list, Set<Path> files) throws IOException {
        String name = String.valueOf(list.getFileName()).toLowerCase(Locale.ROOT);
        boolean hls = name.endsWith(".m3u8");
        if (!(hls || name.endsWith(".mpd"))
                || !files.add(list)
                || !Files.isRegularFile(list)
                || Files.size(list) > MOST) {
            return;
        }
        String text = new String(Files.readAllBytes(list), StandardCharsets.UTF_8);
        if (hls) {
            for (String line : text.lines().toList()) {
                Matcher uri = URI.matcher(line);
                String named = !line.startsWith("#") ? line.strip() : uri.find() ? uri.group(1) : "";
                if (!named.isEmpty() && !named.contains("://")) {
                    Path file = list.resolveSibling(named);
                    collect(file, files);
                    files.add(file);
                }
            }
            return;
        }
        Path folder = list.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        for (Matcher template = TEMPLATE.matcher(text); template.find(); ) {
            Pattern segment = expression(template.group(1));
            try (DirectoryStream<Path> beside = Files.newDirectoryStream(folder)) {
                for (Path file : beside) {
                    if (segment.matcher(String.valueOf(file.getFileName())).matches()) {
                        files.add(file);
                    }
                }
            }
        }
    }

    /** {@code chunk-$RepresentationID$-$Number%05d$.m4s} as the names that it stands for. */
    private static Pattern expression(String template) {
        StringBuilder expression = new StringBuilder();
        Matcher variable = VARIABLE.matcher(template);
        int from = 0;
        while (variable.find()) {
            expression
                    .append(Pattern.quote(template.substring(from, variable.start())))
                    .append("\\w+");
            from = variable.end();
        }
        return Pattern.compile(
                expression.append(Pattern.quote(template.substring(from))).toString());
    }
}
