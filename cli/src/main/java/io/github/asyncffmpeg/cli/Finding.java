package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.List;

/**
 * One line of {@code doctor}. Texts are safe for a terminal.
 *
 * @param level how things are
 * @param topic what it is about, a word or two
 * @param text what was found
 * @param advice what to do; empty when there is nothing to do
 */
record Finding(Level level, String topic, String text, String advice) {

    enum Level {
        OK("ok"),
        /** Good to know, and nothing to mend. */
        NOTE("note"),
        WARNING("warning"),
        PROBLEM("problem");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    Finding {
        text = Words.name(text);
        advice = Words.name(advice);
    }

    static Finding ok(String topic, String text) {
        return new Finding(Level.OK, topic, text, "");
    }

    static Finding note(String topic, String text) {
        return new Finding(Level.NOTE, topic, text, "");
    }

    static Finding warning(String topic, String text, String advice) {
        return new Finding(Level.WARNING, topic, text, advice);
    }

    static Finding problem(String topic, String text, String advice) {
        return new Finding(Level.PROBLEM, topic, text, advice);
    }

    /** One line, and one for the advice. */
    List<String> lines() {
        String line = pad(level.word(), 9) + pad(topic, 12) + text;
        return advice.isEmpty() ? List.of(line) : List.of(line, " ".repeat(21) + "-> " + advice);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
