package io.github.asyncffmpeg.command;

import java.util.Set;

/**
 * The names of the filters in the text of a graph, by the little that is needed for it: labels in brackets, a name, and
 * arguments up to a comma, a semicolon or a label that is neither quoted nor escaped. Linear; nothing in a text makes it
 * throw. One text, one thread.
 */
final class FilterNames {

    private static final String ENDS_NAME = "=,;[@ \t\r\n";
    private static final String ENDS_FILTER = ",;[";

    private final String text;
    private int at;

    private FilterNames(String text) {
        this.text = text;
    }

    /** Adds the names in a graph. */
    static void addTo(Set<String> names, String graph) {
        new FilterNames(graph).read(names);
    }

    private void read(Set<String> names) {
        while (skipToName()) {
            int start = at;
            while (at < text.length() && ENDS_NAME.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(start, at);
            if (!name.isEmpty() && !(name.equals("sws_flags") && startsWithFlags(start))) {
                names.add(name);
            }
            skipArguments();
            skipSeparator();
        }
    }

    /** Whether what stands here gives flags for the whole graph, which only its beginning may. */
    private boolean startsWithFlags(int start) {
        return text.substring(0, start).isBlank() && at < text.length() && text.charAt(at) == '=';
    }

    private boolean skipToName() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '[') {
                skipLabel();
            } else if (Character.isWhitespace(c) || c == ',' || c == ';' || c == ']') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipLabel() {
        while (at < text.length() && text.charAt(at) != ']') {
            skipOne();
        }
        at++;
    }

    private void skipArguments() {
        while (at < text.length() && ENDS_FILTER.indexOf(text.charAt(at)) < 0) {
            skipOne();
        }
    }

    private void skipSeparator() {
        if (at < text.length() && text.charAt(at) != '[') {
            at++;
        }
    }

    /** One character, with what is escaped by it, or quoted from it on. */
    private void skipOne() {
        char c = text.charAt(at);
        if (c == '\\') {
            at += 2;
        } else if (c == '\'') {
            int end = text.indexOf('\'', at + 1);
            at = end < 0 ? text.length() : end + 1;
        } else {
            at++;
        }
    }
}
