package io.github.asyncffmpeg.cli.display;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A command as a line that can be pasted into a shell. */
final class ShellLine {

    private static final int MOST = 4_000;

    private ShellLine() {}

    /** The line; empty if it is too long to be of use on a screen. */
    static String of(List<String> command) {
        String line = command.stream().map(ShellLine::quoted).collect(Collectors.joining(" "));
        return line.length() > MOST ? "" : line;
    }

    private static String quoted(String word) {
        if (word.matches("[A-Za-z0-9_@%+=:,./-]+")) {
            return word;
        }
        // Columns.safe() would change such a word, and then it would be another file's name.
        return Columns.safe(word).equals(word) ? "'" + word.replace("'", "'\\''") + "'" : byNumbers(word);
    }

    /** bash, zsh and ksh know this form; a plain POSIX shell of today mostly does not. */
    private static String byNumbers(String word) {
        StringBuilder quoted = new StringBuilder("$'");
        word.codePoints().forEach(c -> {
            String shown = Character.toString(c);
            if (c == '\'' || c == '\\') {
                quoted.append('\\').append(shown);
            } else if (c == '\t' || !Columns.safe(shown).equals(shown)) {
                quoted.append(
                        String.format(Locale.ROOT, c < 0x80 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
            } else {
                quoted.append(shown);
            }
        });
        return quoted.append('\'').toString();
    }
}
