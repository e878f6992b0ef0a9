package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.media.MediaTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the playlists of an HLS output, and at what they name. FFmpeg 5.1 and 8.0 write on when a disk is full, exit with
 * 0, and say nothing of it. For one thread; it blocks.
 */
final class HlsLook {

    private static final String END = "#EXT-X-ENDLIST";

    private static final Pattern VARIANT = Pattern.compile("\\S+");
    private static final Pattern VARIANT_NAME = Pattern.compile("(?:^|,)name:([^,]+)");
    private static final Pattern MAP = Pattern.compile("URI=\"([^\"]*)\"(?:,BYTERANGE=\"(\\d+)@(\\d+)\")?.*");
    private static final Pattern RANGE = Pattern.compile("(\\d+)(?:@(\\d+))?.*");

    private final CompiledCommand command;
    private final int output;
    private final @Nullable Path directory;

    HlsLook(CompiledCommand command, int output, @Nullable Path directory) {
        this.command = command;
        this.output = output;
        this.directory = directory;
    }

    /** What is missing of the playlists at a place, which may be a pattern. */
    Optional<Lack> at(Path playlist) throws IOException {
        List<String> variants = variants();
        for (String variant : variants) {
            Path each = Path.of(playlist.toString().replace("%v", variant));
            Optional<Lack> lack = list(each, variant);
            if (lack.isPresent()) {
                return lack;
            }
        }
        return master(playlist);
    }

    /** How {@code %v} is filled in. */
    private List<String> variants() {
        List<String> variants = new ArrayList<>();
        Matcher each = VARIANT.matcher(option("var_stream_map"));
        while (each.find()) {
            Matcher name = VARIANT_NAME.matcher(each.group());
            variants.add(name.find() ? name.group(1) : Integer.toString(variants.size()));
        }
        return variants.isEmpty() ? List.of("0") : variants;
    }

    private String option(String name) {
        return command.outputOption(output, name).orElse("");
    }

    private Optional<Lack> list(Path playlist, String variant) throws IOException {
        String name = String.valueOf(playlist.getFileName());
        if (!Files.isRegularFile(playlist)) {
            return Optional.of(Lack.part("the playlist '" + name + "' is not there"));
        }
        List<String> lines = FileBytes.text(playlist).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals("#EXTM3U")) {
            return Optional.of(Lack.part(
                    "the playlist '" + name + "' " + (lines.isEmpty() ? "is empty" : "does not begin with #EXTM3U")));
        }
        String flags = option("hls_flags");
        boolean ends = !flags.contains("omit_endlist") && !flags.matches("\\d+");
        if (ends && !lines.get(lines.size() - 1).equals(END)) {
            return Optional.of(Lack.part("the playlist '" + name + "' does not end with " + END));
        }
        int begin = flags.contains("append_list") ? lines.lastIndexOf("#EXT-X-DISCONTINUITY") : 0;
        return segments(lines.subList(Math.max(begin, 0), lines.size()), playlist, variant);
    }

    private Optional<Lack> segments(List<String> lines, Path playlist, String variant) throws IOException {
        Optional<List<Path>> folders = folders(playlist, variant);
        if (folders.isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<String, Long> each : named(lines).entrySet()) {
            Optional<Lack> lack = segment(each.getKey(), folders.get(), each.getValue());
            if (lack.isPresent()) {
                return lack;
            }
        }
        return Optional.empty();
    }

    /** What a playlist names. */
    static Collection<String> names(String text) {
        return named(text.lines().toList()).keySet();
    }

    /** The files, and how many bytes each must have: of one with byte ranges the farthest is looked for. */
    private static Map<String, Long> named(List<String> lines) {
        Map<String, Long> named = new LinkedHashMap<>();
        long range = 0;
        long behind = 0;
        for (String line : lines) {
            if (line.startsWith("#EXT-X-BYTERANGE:")) {
                Matcher parts = RANGE.matcher(line.substring("#EXT-X-BYTERANGE:".length()));
                if (parts.matches()) {
                    behind = (parts.group(2) == null ? behind : number(parts.group(2))) + number(parts.group(1));
                    range = behind;
                }
            } else if (line.startsWith("#EXT-X-MAP:")) {
                Matcher parts = MAP.matcher(line.substring("#EXT-X-MAP:".length()));
                if (parts.matches()) {
                    long bytes = parts.group(2) == null ? 0 : number(parts.group(2)) + number(parts.group(3));
                    named.merge(parts.group(1), bytes, Math::max);
                }
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                named.merge(line, range, Math::max);
                range = 0;
            }
        }
        return named;
    }

    private static long number(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE / 4 : Long.parseLong(digits);
    }

    private Optional<Lack> segment(String named, List<Path> folders, long bytes) throws IOException {
        String base = option("hls_base_url");
        String name = !base.isEmpty() && named.startsWith(base) ? named.substring(base.length()) : named;
        if (name.contains("://") || name.startsWith("data:") || name.indexOf('\uFFFD') >= 0) {
            return Optional.empty();
        }
        try {
            return SegmentLook.at(
                    name, folders.stream().map(each -> each.resolve(name)).toList(), bytes);
        } catch (InvalidPathException notAFile) {
            return Optional.empty();
        }
    }

    /**
     * Where the segments may lie: beside the playlist; or where {@code hls_segment_filename} says, since FFmpeg writes their
     * bare names; empty when that is not on this machine, or not known before its time, or has a line break.
     */
    private Optional<List<Path>> folders(Path playlist, String variant) {
        List<Path> folders = new ArrayList<>();
        folders.add(playlist.resolveSibling("").toAbsolutePath());
        String given = option("hls_segment_filename").replace("%v", variant);
        if ((playlist + given).matches("(?s).*[\\r\\n].*")) {
            return Optional.empty();
        }
        if (!given.isEmpty()) {
            Optional<Path> file = TargetFile.of(MediaTarget.of(given), directory);
            String folder = file.map(Path::toAbsolutePath)
                    .map(Path::getParent)
                    .map(Path::toString)
                    .orElse("%");
            if (folder.indexOf('%') >= 0) {
                return Optional.empty();
            }
            folders.add(Path.of(folder));
            folders.add((directory == null ? Path.of("") : directory).toAbsolutePath());
        }
        return Optional.of(folders);
    }

    /** It lies beside the playlist; where a folder is the pattern, beside that. */
    private Optional<Lack> master(Path playlist) throws IOException {
        String name = option("master_pl_name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Path folder = playlist.toAbsolutePath().getParent();
        while (folder != null && folder.toString().contains("%v")) {
            folder = folder.getParent();
        }
        Path master = folder == null ? Path.of(name) : folder.resolve(name);
        if (!Files.isRegularFile(master)) {
            return Optional.of(Lack.part("the playlist '" + name + "' is not there"));
        }
        return FileBytes.text(master).startsWith("#EXTM3U\n")
                ? Optional.empty()
                : Optional.of(Lack.part("the playlist '" + name + "' is empty, or begins with something else"));
    }
}
