package io.github.asyncffmpeg.cli.manual;

import java.util.stream.Collectors;

/** Completion for zsh: a function for its {@code fpath}. */
final class ZshCompletion {

    private ZshCompletion() {}

    static String of(CommandText program) {
        StringBuilder out = new StringBuilder("""
                #compdef asyncffmpeg
                # zsh completion for asyncffmpeg, made from its commands.

                local context state state_descr line
                typeset -A opt_args
                local -a commands=(
                """);
        for (CommandText command : program.commands()) {
            out.append("  ")
                    .append(quoted(command.name() + ":" + command.brief()))
                    .append('\n');
        }
        out.append(")\n_arguments -C \\\n");
        program.options().forEach(option -> out.append(option(option)));
        out.append("  '1: :->command' \\\n  '*:: :->arguments' && return\n\n");
        out.append("case $state in\n  command) _describe command commands ;;\n  arguments)\n    case $words[1] in\n");
        for (CommandText command : program.commands()) {
            out.append("      ").append(command.name()).append(")\n        _arguments -s -S \\\n");
            command.options().forEach(option -> out.append(option(option)));
            int index = 1;
            for (Argument positional : command.positional()) {
                String at = positional.repeated() ? "*" : String.valueOf(index++);
                out.append("  ")
                        .append(quoted(at + ":" + escaped(positional.label()) + ":" + action(positional)))
                        .append(" \\\n");
            }
            out.append("          && return\n        ;;\n");
        }
        return out.append("      *) _files ;;\n    esac\n    ;;\nesac\n").toString();
    }

    private static String option(Argument option) {
        String names = option.names().stream()
                .map(name -> name + (option.takesValue() && name.startsWith("--") ? "=" : ""))
                .collect(Collectors.joining(","));
        String excluded = option.repeated() ? "*" : "(" + String.join(" ", option.names()) + ")";
        String text = "[" + escaped(option.brief()) + "]";
        String value = option.takesValue() ? ":" + escaped(option.label()) + ":" + action(option) : "";
        return option.names().size() == 1
                ? "  " + quoted(excluded + names + text + value) + " \\\n"
                : "  " + quoted(excluded) + "{" + names + "}" + quoted(text + value) + " \\\n";
    }

    private static String action(Argument argument) {
        if (!argument.words().isEmpty()) {
            return "(" + String.join(" ", argument.words()) + ")";
        }
        String endings = String.join("|", argument.endings());
        return !argument.file() ? "" : endings.isEmpty() ? "_files" : "_files -g \"*.(" + endings + ")\"";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
