package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.binary.Capability.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The listings {@code -formats} and {@code -devices}. Their flags are columns with blanks ({@code " D d alsa"}), so
 * their number must be known: FFmpeg 5.1 has two, 8.0 three. The legend tells; the line of dashes under it does not:
 * {@code -devices} of 8.0 has three dashes and two flags.
 */
final class FormatParser {

    private static final Pattern DASHES = Pattern.compile("^ (-+)\\s*$");
    private static final Pattern LEGEND = Pattern.compile("^ (\\S+) += \\S.*$");

    /** Without a legend: letters that flags have, and then a name. */
    private static final Pattern GUESSED = Pattern.compile("^ ([D ][E ])([d ])?\\s*([^=\\s]\\S*)(?:\\s+(.*))?$");

    private static final Pattern NAMED = Pattern.compile("^\\s*([^=\\s]\\S*)(?:\\s+(.*))?$");

    private FormatParser() {}

    static List<Format> formats(String text) {
        List<Format> formats = new ArrayList<>();
        int width = text.lines()
                .map(LEGEND::matcher)
                .filter(Matcher::matches)
                .mapToInt(legend -> legend.group(1).length())
                .findFirst()
                .orElse(0);
        boolean begun = width == 0;
        for (String line : text.lines().toList()) {
            if (!begun) {
                begun = DASHES.matcher(line).matches();
            } else if (width > 0 && !LEGEND.matcher(line).matches()) {
                addByWidth(line, width, formats);
            } else {
                addByGuess(line, formats);
            }
        }
        return formats;
    }

    private static void addByWidth(String line, int width, List<Format> formats) {
        boolean row = line.length() > width + 1 && line.charAt(0) == ' ' && line.charAt(width + 1) == ' ';
        Matcher named = NAMED.matcher(row ? line.substring(width + 1) : "");
        if (named.matches()) {
            formats.add(format(line.substring(1, width + 1), named.group(1), named.group(2), line));
        }
    }

    private static void addByGuess(String line, List<Format> formats) {
        Matcher row = GUESSED.matcher(line);
        if (row.matches() && !row.group(1).isBlank()) {
            String third = row.group(2) == null ? "" : row.group(2);
            formats.add(format(row.group(1) + third, row.group(3), row.group(4), line));
        }
    }

    private static Format format(String flags, String names, @Nullable String description, String line) {
        return new Format(
                List.of(names.split(",", -1)),
                flags.indexOf('D') >= 0,
                flags.indexOf('E') >= 0,
                flags.indexOf('d') >= 0,
                description == null ? "" : description.strip(),
                line);
    }

    /** Whether a listing says which formats are devices: that of FFmpeg 8.0 does, that of 5.1 does not. */
    static boolean tellsDevices(String text) {
        return text.contains(" = Is a device");
    }

    /** The formats, with those that are devices marked. */
    static List<Format> marked(List<Format> formats, List<Format> devices) {
        Set<String> names =
                devices.stream().flatMap(device -> device.names().stream()).collect(Collectors.toSet());
        return formats.stream()
                .map(format -> names.contains(format.name())
                        ? new Format(
                                format.names(),
                                format.demuxes(),
                                format.muxes(),
                                true,
                                format.description(),
                                format.line())
                        : format)
                .toList();
    }
}
