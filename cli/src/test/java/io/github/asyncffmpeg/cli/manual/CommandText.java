package io.github.asyncffmpeg.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What the help of a command says.
 *
 * @param name the word that calls it
 * @param parents the words before it, such as {@code asyncffmpeg}
 * @param synopsis how it is called, without its name
 * @param description paragraphs
 * @param arguments positional ones first
 * @param footer lines after the options: sections with a heading, such as examples
 * @param commands its commands
 */
record CommandText(
        String name,
        List<String> parents,
        String synopsis,
        List<String> description,
        List<Argument> arguments,
        List<String> footer,
        List<CommandText> commands) {

    /** The text of a command and of those below it. What is hidden from help is left out. */
    static CommandText of(CommandLine command) {
        return of(command, List.of());
    }

    private static CommandText of(CommandLine command, List<String> parents) {
        CommandSpec spec = command.getCommandSpec();
        List<String> path = new ArrayList<>(parents);
        path.add(spec.name());
        List<Argument> arguments = new ArrayList<>();
        spec.positionalParameters().stream().filter(each -> !each.hidden()).forEach(each -> add(arguments, each));
        spec.options().stream().filter(each -> !each.hidden()).forEach(each -> add(arguments, each));
        List<CommandText> commands = command.getSubcommands().values().stream()
                .distinct()
                .filter(each -> !each.getCommandSpec().usageMessage().hidden())
                .map(each -> of(each, List.copyOf(path)))
                .toList();
        return new CommandText(
                spec.name(),
                parents,
                synopsis(spec, path),
                Arrays.stream(spec.usageMessage().description())
                        .map(Plain::line)
                        .toList(),
                List.copyOf(arguments),
                Arrays.stream(spec.usageMessage().footer())
                        .flatMap(line -> Plain.line(line).lines())
                        .toList(),
                commands);
    }

    private static void add(List<Argument> arguments, ArgSpec arg) {
        arguments.add(Argument.of(arg));
    }

    private static String synopsis(CommandSpec spec, List<String> path) {
        int width = spec.usageMessage().width();
        spec.usageMessage().width(1000); // one line: the page is set by its reader
        String synopsis =
                new Help(spec, Help.defaultColorScheme(Ansi.OFF)).synopsis(0).strip();
        spec.usageMessage().width(width);
        String name = String.join(" ", path);
        return synopsis.startsWith(name) ? synopsis.substring(name.length()).strip() : synopsis;
    }

    /** As it is typed: {@code asyncffmpeg run}. */
    String typed() {
        return parents.isEmpty() ? name : String.join(" ", parents) + " " + name;
    }

    /** The name of its page: {@code asyncffmpeg-run}. */
    String page() {
        return typed().replace(' ', '-');
    }

    String brief() {
        return description.isEmpty() ? name : Plain.firstSentence(description.get(0));
    }

    List<Argument> options() {
        return arguments.stream().filter(Argument::isOption).toList();
    }

    List<Argument> positional() {
        return arguments.stream().filter(each -> !each.isOption()).toList();
    }
}
