package io.github.asyncffmpeg.cli.display;

import java.nio.charset.StandardCharsets;
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
     * The line: {@code (cd DIR && A=B ffmpeg …)}. A word with a control character is written as {@code "$(printf …)"}, which every POSIX
     * shell knows; {@code $'…'} is none of what dash knows.
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

    /** What a command prints loses the line breaks at its end, so these stand behind it as they are. */
    private static String byNumbers(String word) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) == '\n') {
            end--;
        }
        StringBuilder quoted = new StringBuilder();
        word.substring(0, end).codePoints().forEach(c -> {
            String shown = Character.toString(c);
            boolean option = c == '-' && quoted.length() == 0;
            if (c == '\'') {
                quoted.append("'\\''");
            } else if (c == '\\') {
                quoted.append("\\\\");
            } else if (c == '%') {
                quoted.append("%%");
            } else if (option || c == '\t' || !Columns.safe(shown).equals(shown)) {
                for (byte each : shown.getBytes(StandardCharsets.UTF_8)) {
                    quoted.append(String.format(Locale.ROOT, "\\%03o", each & 0xff));
                }
            } else {
                quoted.append(shown);
            }
        });
        String breaks = word.substring(end);
        return "\"$(printf '" + quoted + "')\"" + (breaks.isEmpty() ? "" : "'" + breaks + "'");
    }
}
