package io.github.asyncffmpeg.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The commands, by name. Only the one that is called is made where that can be told: to read the annotations of all of
 * them would make each start longer.
 */
final class Commands {

    private Commands() {}

    /** In the order in which help lists them. */
    private static Map<String, Supplier<Object>> all() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("run", RunCommand::new);
        all.put("convert", ConvertCommand::new);
        all.put("check", CheckCommand::new);
        all.put("probe", ProbeCommand::new);
        all.put("graph", GraphCommand::new);
        all.put("report", ReportCommand::new);
        all.put("doctor", DoctorCommand::new);
        all.put("schema", SchemaCommand::new);
        all.put("quickstart", QuickstartCommand::new);
        return all;
    }

    /** Adds the commands that these arguments may call. */
    static void addTo(CommandLine program, String[] arguments) {
        Map<String, Supplier<Object>> all = all();
        String first = arguments.length == 0 ? "" : arguments[0];
        Supplier<Object> called = all.get(first);
        if (called != null) {
            program.addSubcommand(called.get());
        } else if (!isComplete(first, arguments)) {
            all.values().forEach(command -> program.addSubcommand(command.get()));
        }
    }

    /** Whether the program itself is called: for its version, or in the place of ffmpeg, whose arguments it does not read. */
    private static boolean isComplete(String first, String[] arguments) {
        return VersionText.isAskedForBy(first)
                || (first.startsWith("-")
                        && List.of(arguments).contains("--")
                        && !List.of(arguments).contains("--help"));
    }
}
