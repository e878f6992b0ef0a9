package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

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

    /** Whether there is a command of that name. */
    static boolean isName(String word) {
        return switch (word) {
            case "run", "convert", "check", "probe", "graph", "report", "doctor", "schema", "quickstart" -> true;
            default -> false;
        };
    }

    /** What other programs have as commands: {@code help}, {@code help convert}, {@code version}. */
    static String[] asOptions(String[] typed) {
        if (typed.length == 1 && typed[0].equals("version")) {
            return new String[] {"--version"};
        }
        if (typed.length == 0 || typed.length > 2 || !typed[0].equals("help")) {
            return typed;
        }
        return typed.length == 1 || typed[1].startsWith("-")
                ? new String[] {"--help"}
                : new String[] {typed[1], "--help"};
    }

    /** Adds the commands that these arguments may call. */
    static void addTo(CommandLine program, String[] arguments) {
        Map<String, Supplier<Object>> all = all();
        String first = arguments.length == 0 ? "" : arguments[0];
        Supplier<Object> called = all.get(first);
        if (called != null) {
            program.addSubcommand(called.get());
        } else if (!isComplete(first, arguments, all)) {
            all.values().forEach(command -> program.addSubcommand(command.get()));
        }
    }

    /** Whether the program itself is called: for its version, or in the place of ffmpeg, whose arguments it does not read. */
    private static boolean isComplete(String first, String[] arguments, Map<String, Supplier<Object>> all) {
        if (VersionText.isAskedForBy(first)) {
            return true;
        }
        int dashes = Arrays.asList(arguments).indexOf("--");
        List<String> own = Arrays.asList(arguments).subList(0, Math.max(0, dashes));
        return dashes >= 0
                && first.startsWith("-")
                && !own.contains("--help")
                && Collections.disjoint(own, all.keySet());
    }

    /**
     * Runs the command that was called.
     *
     * @throws ParameterException if something stands before its name: the program itself would take it, and the command
     *     would never hear of a limit that was set there
     */
    static int execute(ParseResult parsed) {
        if (parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            refuseBefore(parsed.subcommand().commandSpec().commandLine(), parsed);
        }
        return new RunLast().execute(parsed);
    }

    private static void refuseBefore(CommandLine called, ParseResult program) {
        String name = called.getCommandName();
        for (OptionSpec option : program.matchedOptions()) {
            String written = option.longestName();
            throw new ParameterException(
                    called,
                    called.getCommandSpec().findOption(written) != null
                            ? "Write " + written + " after " + name
                            : name + " has no option " + written);
        }
        if (!program.matchedPositionals().isEmpty()) {
            String word =
                    program.matchedPositionals().get(0).originalStringValues().get(0);
            throw new ParameterException(
                    called,
                    "There is no command " + Words.name(word) + "; what " + name + " takes comes after " + name);
        }
    }
}
