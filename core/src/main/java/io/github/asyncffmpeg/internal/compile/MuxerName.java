package io.github.asyncffmpeg.internal.compile;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an output, or what a muxer makes names from, and which of the names that it can give are taken.
 *
 * @param text as FFmpeg is given it, with {@code file:} or without
 * @param kind how the muxer reads it
 */
record MuxerName(String text, Kind kind) {

    enum Kind {
        /** One file. */
        LITERAL("(?!)"),
        /** {@code %d}, and in HLS {@code %v}. */
        NUMBERS("%(?:\\d*d|v|%)"),
        /** {@code -strftime 1}. */
        CLOCK("%."),
        /** {@code $Number%05d$} and the like, of the dash muxer. */
        DASH("\\$[^$]*\\$");

        private final Pattern variable;

        Kind(String variable) {
            this.variable = Pattern.compile(variable);
        }
    }

    private static final Pattern NUMBER = Pattern.compile("%\\d*d");

    /** Of five digits at the most: {@code camera-20261122.mkv} is somebody's own name. */
    private static final String SUFFIX = "(?:-([1-9]\\d{0,4}))?";

    /** What strftime makes of now. A directive that is not here may have any value. */
    private static final Map<String, String> CLOCK = Map.of(
            "%Y",
            "yyyy",
            "%y",
            "yy",
            "%m",
            "MM",
            "%d",
            "dd",
            "%j",
            "DDD",
            "%H",
            "HH",
            "%M",
            "mm",
            "%S",
            "ss",
            "%F",
            "yyyy-MM-dd",
            "%T",
            "HH:mm:ss");

    /** Whether a target is a file, or many, and not a URL, a pipe or a device. */
    static boolean isFile(String target) {
        return !target.equals("-")
                && !target.startsWith("/dev/")
                && (target.startsWith("file:") || !Protocols.isIn(target));
    }

    boolean hasNumber() {
        return kind == Kind.NUMBERS && NUMBER.matcher(text.replace("%%", "")).find();
    }

    /** This name with a number before its extension. */
    String numbered(int number) {
        if (number == 1) {
            return text;
        }
        int dot = dot();
        return text.substring(0, dot) + "-" + number + text.substring(dot);
    }

    /** Where the extension of the last name begins, or the end. */
    private int dot() {
        int name = Math.max(text.lastIndexOf('/'), text.lastIndexOf(java.io.File.separatorChar)) + 1;
        int dot = text.lastIndexOf('.');
        return dot > name ? dot : text.length();
    }

    /** The highest number behind a name that is taken, 1 for the name without one; 0 when none is taken. */
    int highest(FolderListing listing, LocalDateTime now) {
        int dot = dot();
        Pattern name = pattern(text.substring(nameStart(), dot), "\\d+", now, SUFFIX, text.substring(dot));
        int highest = 0;
        for (String taken : taken(listing, name, now)) {
            Matcher matcher = name.matcher(taken);
            if (matcher.matches()) {
                highest = Math.max(highest, matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1)));
            }
        }
        return highest;
    }

    /** The highest {@code %d} among the names that are taken; -1 when none is. */
    long highestIndex(FolderListing listing, LocalDateTime now) {
        Pattern name = pattern(text.substring(nameStart()), "(\\d{1,18})", now, "", "");
        long highest = -1;
        for (String taken : taken(listing, name, now)) {
            Matcher matcher = name.matcher(taken);
            if (matcher.matches() && matcher.groupCount() > 0) {
                highest = Math.max(highest, Long.parseLong(matcher.group(1)));
            }
        }
        return highest;
    }

    private Iterable<String> taken(FolderListing listing, Pattern name, LocalDateTime now) {
        String folder = text.substring(text.startsWith("file:") ? "file:".length() : 0, nameStart());
        try {
            return Folders.below(folder, this, listing, now).stream()
                    .flatMap(each -> listing.names(each, name).stream())
                    .toList();
        } catch (InvalidPathException notAFile) {
            return java.util.List.of();
        }
    }

    private int nameStart() {
        int prefix = text.startsWith("file:") ? "file:".length() : 0;
        return Math.max(prefix, Math.max(text.lastIndexOf('/'), text.lastIndexOf(java.io.File.separatorChar)) + 1);
    }

    private Pattern pattern(String stem, String number, LocalDateTime now, String suffix, String extension) {
        return Pattern.compile(regex(stem, number, now) + suffix + regex(extension, number, now), Pattern.DOTALL);
    }

    /** What a part of the template can become. */
    String regex(String part, String number, LocalDateTime now) {
        StringBuilder regex = new StringBuilder();
        Matcher variable = kind.variable.matcher(part);
        int literal = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(part.substring(literal, variable.start())));
            regex.append(value(variable.group(), number, now));
            literal = variable.end();
        }
        return regex.append(Pattern.quote(part.substring(literal))).toString();
    }

    private String value(String variable, String number, LocalDateTime now) {
        if (variable.equals("%%")) {
            return "%";
        }
        if (kind == Kind.CLOCK) {
            String format = CLOCK.get(variable);
            return format == null ? ".*" : Pattern.quote(now.format(DateTimeFormatter.ofPattern(format)));
        }
        return variable.endsWith("d") && kind == Kind.NUMBERS ? number : "[^/]*";
    }

    /** The folders that a folder's name with variables in it can stand for. */
    private static final class Folders {

        static java.util.List<Path> below(String folder, MuxerName template, FolderListing listing, LocalDateTime now) {
            boolean constant = !template.kind.variable.matcher(folder).find();
            if (constant) {
                return java.util.List.of(Path.of(folder));
            }
            Path path = Path.of(folder);
            java.util.List<Path> found = java.util.List.of(path.getRoot() == null ? Path.of("") : path.getRoot());
            for (Path each : path) {
                Pattern name = Pattern.compile(template.regex(each.toString(), "\\d+", now), Pattern.DOTALL);
                boolean literal =
                        !template.kind.variable.matcher(each.toString()).find();
                found = found.stream()
                        .flatMap(parent -> literal
                                ? java.util.stream.Stream.of(parent.resolve(each))
                                : listing.names(parent, name).stream().map(parent::resolve))
                        .toList();
            }
            return found;
        }
    }
}
