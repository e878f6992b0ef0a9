package io.github.asyncffmpeg.cli.display;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A command as a line that can be pasted into a shell, and can be shown on a terminal: there is no control character in it. */
public final class ShellLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ShellLine() {}

    /**
     * The line: {@code (cd DIR && A=B ffmpeg …)}. A word with a control character is written as {@code $'…'}, which bash,
     * zsh and ksh know.
     *
     * @param directory where it runs; {@code null} is where the shell is
     * @param environment the variables that it has besides those of the shell
     * @param command the program and its arguments
     */
    public static String of(@Nullable Path directory, Map<String, String> environment, List<String> command) {
        String line =
                variables(environment) + command.stream().map(ShellLine::quoted).collect(Collectors.joining(" "));
        return directory == null ? line : "(cd " + quoted(folder(directory)) + " && " + line + ")";
    }

    /** An option, or the folder before, is what cd would take it for. */
    private static String folder(Path directory) {
        String name = directory.toString();
        return name.startsWith("-") ? "./" + name : name;
    }

    private static String variables(Map<String, String> environment) {
        boolean ofShell = environment.keySet().stream()
                .allMatch(name -> VARIABLE.matcher(name).matches());
        StringBuilder line = new StringBuilder(ofShell ? "" : "env ");
        new TreeMap<>(environment).forEach((name, value) -> {
            String set = ofShell ? name + "=" + (value.isEmpty() ? "" : quoted(value)) : quoted(name + "=" + value);
            line.append(set).append(' ');
        });
        return line.toString();
    }

    private static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
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
