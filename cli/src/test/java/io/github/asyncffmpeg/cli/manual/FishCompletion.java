package io.github.asyncffmpeg.cli.manual;

import java.util.stream.Collectors;

/** Completion for fish 3. */
final class FishCompletion {

    private FishCompletion() {}

    static String of(CommandText program) {
        StringBuilder out = new StringBuilder("# fish completion for asyncffmpeg, made from its commands.\n\n");
        for (CommandText command : program.commands()) {
            out.append("complete -c asyncffmpeg -n __fish_use_subcommand -f -a ")
                    .append(command.name())
                    .append(" -d ")
                    .append(quoted(command.brief()))
                    .append('\n');
        }
        program.options().forEach(option -> option(out, "__fish_use_subcommand", option));
        for (CommandText command : program.commands()) {
            String called = "'__fish_seen_subcommand_from " + command.name() + "'";
            if (command.positional().stream().noneMatch(Argument::file)) {
                out.append("complete -c asyncffmpeg -n ").append(called).append(" -f");
                String words = command.positional().stream()
                        .flatMap(each -> each.words().stream())
                        .collect(Collectors.joining(" "));
                out.append(words.isEmpty() ? "\n" : " -a " + quoted(words) + "\n");
            }
            command.options().forEach(option -> option(out, called, option));
        }
        return out.toString();
    }

    private static void option(StringBuilder out, String when, Argument option) {
        out.append("complete -c asyncffmpeg -n ").append(when);
        for (String name : option.names()) {
            if (name.startsWith("--")) {
                out.append(" -l ").append(name.substring(2));
            } else {
                out.append(name.length() == 2 ? " -s " : " -o ").append(name.substring(1));
            }
        }
        if (option.takesValue()) {
            if (option.file()) {
                out.append(" -r -F");
            } else {
                out.append(" -x");
                if (!option.words().isEmpty()) {
                    out.append(" -a ").append(quoted(String.join(" ", option.words())));
                }
            }
        }
        out.append(" -d ").append(quoted(option.brief())).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
