package io.github.asyncffmpeg.internal.compile;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Arguments as a line that a POSIX shell reads back as the same arguments. */
final class ShellQuoting {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellQuoting() {}

    static String line(List<String> arguments) {
        return arguments.stream().map(ShellQuoting::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        if (PLAIN.matcher(argument).matches()) {
            return argument;
        }
        // Inside single quotes nothing is special; a single quote itself ends them, stands escaped, and begins anew.
        return "'" + argument.replace("'", "'\\''") + "'";
    }
}
