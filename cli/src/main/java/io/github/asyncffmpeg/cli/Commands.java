package io.github.asyncffmpeg.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The commands, by name. Only the one that is called is made where that can be told: to read the annotations of all of
 * them would make each start longer.
 */
final class Commands {

    private Commands() {}

    /** In the order in which help lists them. */
    private static Map<String, Supplier<Object>> all(Terminal terminal) {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("quickstart", () -> new QuickstartCommand(terminal));
        // Later: where the program keeps its journals, and the pictures of graphs.
        all.put("report", () -> new ReportCommand(Optional::empty, arguments -> ""));
        return all;
    }

    /** Adds the commands that these arguments may call. */
    static void addTo(CommandLine program, Terminal terminal, String[] arguments) {
        Map<String, Supplier<Object>> all = all(terminal);
        Supplier<Object> called = arguments.length == 0 ? null : all.get(arguments[0]);
        if (called != null) {
            program.addSubcommand(called.get());
        } else {
            all.values().forEach(command -> program.addSubcommand(command.get()));
        }
    }
}
