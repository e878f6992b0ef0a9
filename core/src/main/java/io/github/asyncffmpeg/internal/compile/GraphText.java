package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A filter graph read from its text, as {@code avfilter_graph_parse2} reads it (see "Filtergraph syntax" in the FFmpeg
 * documentation). It is lenient: it is read to learn something of a graph that FFmpeg will judge.
 *
 * <p>Reading takes linear time. Immutable.
 */
public final class GraphText {

    /**
     * One filter.
     *
     * @param name its name, without {@code @instance}
     * @param instance that name, empty when there is none
     * @param positional the values without a key
     * @param named the values with one
     * @param inputs the labels before it; fewer than its pads where they are linked to its neighbour or left open
     * @param outputs the labels behind it
     * @param linked whether its first open input pads take what the filter before it leaves open: a comma stands between
     * @param place where in the text it stands, without its labels
     */
    public record Call(
            String name,
            String instance,
            List<String> positional,
            Map<String, String> named,
            List<String> inputs,
            List<String> outputs,
            boolean linked,
            Place place) {

        /**
         * What comes out of it.
         *
         * @return the medium, where its name says that
         */
        public Optional<Medium> medium() {
            return FilterCatalog.medium(name);
        }

        /** The value of an option by its name, or by its place among the positional ones; empty when not given. */
        String value(String key, int position) {
            String value = named.get(key);
            return value != null
                    ? value
                    : position >= 0 && position < positional.size() ? positional.get(position) : "";
        }
    }

    /**
     * A part of the text.
     *
     * @param from its first character
     * @param to the one after its last
     */
    public record Place(int from, int to) {}

    private static final String WHITE = " \n\t\r";

    private final String text;
    private int at;
    private String fault = "";
    private int faultAt;
    private boolean dangling;
    private final List<Call> calls = new ArrayList<>();

    private GraphText(String text) {
        this.text = text;
    }

    /** Reads a graph; what cannot be understood ends the reading. */
    static List<Call> read(String text) {
        return parse(text).calls;
    }

    /**
     * Reads a graph; what cannot be understood ends the reading.
     *
     * @param text the graph
     * @return what could be read
     */
    public static GraphText parse(String text) {
        GraphText graph = new GraphText(text);
        graph.read();
        if (graph.calls.isEmpty()) {
            graph.fail("a filter");
        }
        return graph;
    }

    /**
     * The filters.
     *
     * @return in their order
     */
    public List<Call> calls() {
        return Collections.unmodifiableList(calls);
    }

    /**
     * Whether all was understood.
     *
     * @return whether FFmpeg would read it too
     */
    public boolean isWhole() {
        return fault.isEmpty();
    }

    /** What was expected where reading stopped; empty when all was understood. */
    String fault() {
        return fault;
    }

    /** Where reading stopped. */
    int faultAt() {
        return faultAt;
    }

    /** Whether the text ends with a backslash that would escape what is put after it. */
    boolean isDangling() {
        return dangling;
    }

    private void fail(String expected) {
        if (fault.isEmpty()) {
            fault = expected;
            faultAt = Math.min(at, text.length());
        }
    }

    private void read() {
        skipWhite();
        if (text.startsWith("sws_flags=", at)) {
            int end = text.indexOf(';', at);
            at = end < 0 ? text.length() : end + 1;
        }
        boolean linked = false;
        while (at < text.length()) {
            List<String> inputs = labels();
            int from = at;
            String name = token("=,;[");
            if (name.isEmpty()) {
                fail("the name of a filter");
                return;
            }
            List<String> positional = new ArrayList<>();
            Map<String, String> named = new LinkedHashMap<>();
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                arguments(token("[],;"), positional, named);
            }
            Place place = new Place(from, at);
            List<String> outputs = labels();
            String plain = FilterCatalog.withoutInstance(name);
            String instance = name.substring(Math.min(name.length(), plain.length() + 1));
            calls.add(new Call(plain, instance, positional, named, inputs, outputs, linked, place));
            skipWhite();
            if (at < text.length()) {
                char next = text.charAt(at);
                if (next != ',' && next != ';') {
                    fail("a comma, a semicolon or the end");
                    return;
                }
                at++;
                linked = next == ',';
                if (linked && at >= text.length()) { // FFmpeg takes a semicolon at the end, and no comma
                    fail("a filter after the comma");
                }
            }
        }
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        skipWhite();
        while (at < text.length() && text.charAt(at) == '[') {
            at++;
            labels.add(token("]"));
            if (at >= text.length()) {
                fail("a bracket that closes the label");
            }
            at++;
            skipWhite();
        }
        return labels;
    }

    /** Up to one of the ends, one layer of quotes and backslashes taken off: {@code av_get_token}. */
    private String token(String ends) {
        StringBuilder token = new StringBuilder();
        skipWhite();
        int kept = 0;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                token.append(text.charAt(at++));
                kept = token.length();
            } else if (c == '\\') {
                dangling = true;
                token.append(c);
            } else if (c == '\'') {
                while (at < text.length() && text.charAt(at) != '\'') {
                    token.append(text.charAt(at++));
                }
                if (at >= text.length()) {
                    fail("a quote that closes the text");
                }
                at++;
                kept = token.length();
            } else {
                token.append(c);
            }
        }
        while (token.length() > kept && WHITE.indexOf(token.charAt(token.length() - 1)) >= 0) {
            token.setLength(token.length() - 1);
        }
        return token.toString();
    }

    private void skipWhite() {
        while (at < text.length() && WHITE.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The second layer: values apart by colons, each with a key before an equals sign or without. */
    private static void arguments(String all, List<String> positional, Map<String, String> named) {
        GraphText values = new GraphText(all);
        while (values.at < all.length()) {
            String key = values.key();
            String value = values.token(":");
            values.at++;
            if (key.isEmpty()) {
                positional.add(value);
            } else {
                named.put(key, value);
            }
        }
    }

    /** A key is letters, digits and underscores before an equals sign. */
    private String key() {
        skipWhite();
        int end = at;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        int equals = end;
        while (equals < text.length() && WHITE.indexOf(text.charAt(equals)) >= 0) {
            equals++;
        }
        if (end == at || equals >= text.length() || text.charAt(equals) != '=') {
            return "";
        }
        String key = text.substring(at, end);
        at = equals + 1;
        return key;
    }
}
