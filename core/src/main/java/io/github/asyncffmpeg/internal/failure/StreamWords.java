package io.github.asyncffmpeg.internal.failure;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What FFmpeg says of a stream that is not there, in words that say which. Stateless. */
final class StreamWords {

    /** FFmpeg 8.0 leaves the name of the map empty, and says it in another line. */
    private static final Pattern MAP = Pattern.compile("Stream map '.*' matches no streams\\.");

    private static final Pattern IN_GRAPH = Pattern.compile(
            "Stream specifier '(?<who>.*)' in filtergraph description (?<graph>.*) matches no streams\\.");
    private static final Pattern SPECIFIER = Pattern.compile("(?:(\\d{1,6})(?!\\d))?:?(.*)");
    private static final Pattern MEDIUM = Pattern.compile("([vVasdt])(?::(\\d{1,6}))?");

    private StreamWords() {}

    /** FFmpeg 8.0 says of a map that it cannot read which characters are too many. */
    private static final String TOO_MUCH = "Trailing garbage after ";

    /** Whether a line is about a stream that is not there, or that no specifier can mean. */
    static boolean isOfAStream(String line) {
        return line.endsWith(" matches no streams.") || line.startsWith(TOO_MUCH);
    }

    /**
     * The specifier with the number of its input, where one can be told.
     *
     * @param specifier {@code 0:a} of a map, {@code :a} of a graph
     * @param line what FFmpeg says of it
     */
    static String numbered(String specifier, String line) {
        Matcher graph = IN_GRAPH.matcher(line);
        if (!graph.matches()) {
            return specifier;
        }
        String[] numbers = Pattern.compile("\\[(\\d{1,6})" + Pattern.quote(specifier) + "]")
                .matcher(graph.group("graph"))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toArray(String[]::new);
        return numbers.length == 1 ? numbers[0] + specifier : specifier;
    }

    /** The number of the input that a specifier is about. */
    static OptionalInt input(String specifier) {
        Matcher words = SPECIFIER.matcher(specifier);
        return words.matches() && words.group(1) != null
                ? OptionalInt.of(Integer.parseInt(words.group(1)))
                : OptionalInt.empty();
    }

    /** What is lacking, with FFmpeg's own words behind it, which are the same for all versions. */
    static String of(String specifier, Optional<String> file, String line) {
        boolean unreadable = line.startsWith(TOO_MUCH);
        if (unreadable && file.isEmpty()) {
            return line;
        }
        boolean map = unreadable || MAP.matcher(line).matches();
        String own = unreadable
                ? "Stream map '" + specifier + "': " + line
                : (map ? "Stream map '" : "Stream specifier '") + specifier + "' matches no streams";
        Matcher words = SPECIFIER.matcher(specifier);
        if (!words.matches() || (map && words.group(1) == null)) {
            return own;
        }
        String who = words.group(1) == null ? "one of the inputs" : file.isPresent() ? "it" : "input " + words.group(1);
        return who + " has " + lacking(words.group(2)) + " (" + own + ")";
    }

    private static String lacking(String wanted) {
        Matcher medium = MEDIUM.matcher(wanted);
        if (medium.matches()) {
            String what = switch (medium.group(1)) {
                case "v", "V" -> "video";
                case "a" -> "audio";
                case "s" -> "subtitle";
                case "d" -> "data";
                default -> "attachment";
            };
            return medium.group(2) != null
                    ? "no " + what + " stream " + medium.group(2) + ", counted from 0"
                    : "no " + (what.equals("subtitle") || what.equals("attachment") ? what + "s" : what);
        }
        return wanted.matches("\\d+") ? "no stream " + wanted + ", counted from 0" : "no such stream";
    }
}
