package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.StreamsMapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The stream mapping, while its lines come. Not thread-safe. */
final class MappingDraft {

    /** {@code #0:0}, or the pad of a filter; 5.1 adds {@code (graph 0)} to the latter. */
    private static final Pattern LINE = Pattern.compile(
            " {2}(?:Stream (#\\d+:\\d+)(?: \\((.*?)\\))?|(.+?)) -> (?:(?:Stream )?(#\\d+:\\d+).*?(?: \\((.*)\\))?|(.+))");

    private static final Pattern OUTPUT_STREAM = Pattern.compile("#(\\d{1,6}):(\\d{1,6})");

    private final List<StreamsMapped.Mapping> mappings = new ArrayList<>();
    private final StringBuilder raw;
    private final boolean afterOutput;
    private final Map<Integer, Integer> promised;

    /**
     * Begins a mapping.
     *
     * @param line its first line
     * @param afterOutput whether an output has been announced before it
     * @param promised for each output, how many streams it will have; what the lines say is added
     */
    MappingDraft(String line, boolean afterOutput, Map<Integer, Integer> promised) {
        this.raw = new StringBuilder(line);
        this.afterOutput = afterOutput;
        this.promised = promised;
    }

    /** Whether an output had been announced before it. */
    boolean isAfterOutput() {
        return afterOutput;
    }

    boolean isEmpty() {
        return mappings.isEmpty();
    }

    int length() {
        return raw.length();
    }

    /**
     * Takes an indented line.
     *
     * @return whether it is a line of a mapping
     */
    boolean line(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        if (raw.length() + line.length() >= FileDraft.MOST_CHARACTERS) {
            return true;
        }
        raw.append('\n').append(line);
        String from = first(matcher.group(1), matcher.group(3));
        String to = first(matcher.group(4), matcher.group(6));
        mappings.add(new StreamsMapped.Mapping(from, to, first(matcher.group(5), matcher.group(2))));
        Matcher stream = OUTPUT_STREAM.matcher(to);
        if (stream.matches()) {
            int output = Integer.parseInt(stream.group(1));
            int streams = Integer.parseInt(stream.group(2)) + 1;
            promised.put(output, Math.max(streams, promised.getOrDefault(output, 0)));
        }
        return true;
    }

    private static String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other != null ? other : "";
    }

    StreamsMapped mapped() {
        return new StreamsMapped(mappings, raw.toString());
    }
}
