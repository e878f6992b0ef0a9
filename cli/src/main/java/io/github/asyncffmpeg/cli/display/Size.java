package io.github.asyncffmpeg.cli.display;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How large a terminal is.
 *
 * @param columns characters in a row, at least 1
 * @param rows at least 1
 */
public record Size(int columns, int rows) {

    /** What is assumed where it is not known. */
    public static final Size USUAL = new Size(80, 24);

    /** Terminals without a window, as in containers, say 0 for what they do not know. */
    public Size {
        columns = columns < 1 ? 80 : columns;
        rows = rows < 1 ? 24 : rows;
    }

    /** That of the terminal behind standard output; empty where there is none, or nobody can say. */
    public static Optional<Size> ofStdout() {
        return Surroundings.behind(1).filter(Surroundings::isTerminal).flatMap(SizeWatch::byStty);
    }

    /** Reads what {@code stty size} prints: {@code 24 80}. */
    static Optional<Size> ofStty(String printed) {
        String[] words = printed.strip().split(" ", 3);
        int rows = number(words[0]);
        int columns = words.length == 2 ? number(words[1]) : -1;
        return rows < 0 || columns < 0 ? Optional.empty() : Optional.of(new Size(columns, rows));
    }

    /** A whole number from 0 on, or -1. */
    static int number(@Nullable String text) {
        return text == null || !text.matches("[0-9]{1,6}") ? -1 : Integer.parseInt(text);
    }
}
