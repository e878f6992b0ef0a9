package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.graph.LiteralText;

/**
 * The one place where a value is escaped for FFmpeg's filter graph. See "Notes on filtergraph escaping" in the FFmpeg
 * documentation.
 *
 * <p>A value is read twice: by the parser of the graph, then by the parser of the filter's options; {@code drawtext}
 * reads its text a third time. Each takes one layer of backslashes off, and each trims white space that is not escaped.
 *
 * <p>Stateless and safe for any thread.
 */
final class Escaping {

    private static final String OPTION = "\\'=:";
    private static final String GRAPH = "\\'[],;";
    private static final String LINK = "\\']";
    private static final String DRAWTEXT = "\\'%";
    private static final String WHITE = " \n\t\r";

    private Escaping() {}

    /**
     * A link's name, such as an input's streams: {@code 0:m:title:it\'s \]}. It is read once, up to the bracket that
     * closes it.
     */
    static String link(String name) {
        return escape(name, LINK, true);
    }

    /** A filter's name, or the name or value of one of its options. */
    static String graphText(String text) {
        return escape(escape(text, OPTION, true), GRAPH, true);
    }

    /** A value of a filter's option, positional or named alike: FFmpeg reads both in the same way. */
    static String graphValue(Object value) {
        if (value instanceof String text) {
            return graphText(text);
        }
        if (value instanceof LiteralText literal) {
            return graphText(escape(literal.text(), DRAWTEXT, false));
        }
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        return "";
    }

    private static String escape(String text, String special, boolean trimmed) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            // The parser trims both ends up to the first and from the last escaped character: one backslash each is
            // enough to keep all the white space.
            boolean edge = trimmed && (i == 0 || i == last) && WHITE.indexOf(c) >= 0;
            if (edge || special.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }
}
