package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.internal.text.NearNames;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.File;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the arguments, and where help is; the whole help would hide it. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        List<String> unknown = unknown(command, arguments);
        boolean missing = error instanceof MissingParameterException;
        String own = Words.visible(String.valueOf(error.getMessage()));
        unknown.stream()
                .filter(option -> missing || own.contains("'" + option + "'"))
                .forEach(option -> err.println(
                        "asyncffmpeg: Unknown option: '" + Words.visible(option) + "'" + near(command, option)));
        boolean told = !unknown.isEmpty() && error instanceof UnmatchedArgumentException && own.startsWith("Unknown");
        if (!told) {
            err.println("asyncffmpeg: " + own);
        }
        if (error instanceof UnmatchedArgumentException unmatched) {
            unmatched.getUnmatched().stream()
                    .filter(word -> word.startsWith("-") && new File(word).exists())
                    .findFirst()
                    .ifPresent(file -> err.println("If the file of that name is meant, write ./" + Words.name(file)));
        }
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitCode.NOTHING_STARTED;
    }

    /** What is no option of the command, though it looks like one: picocli tells of what is missing first. */
    private static List<String> unknown(CommandLine command, String[] arguments) {
        Map<String, OptionSpec> options = command.getCommandSpec().optionsMap();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            String word = arguments[i];
            int equals = word.indexOf('=');
            OptionSpec option = options.get(equals < 0 ? word : word.substring(0, equals));
            if (option != null) {
                i += equals < 0 && option.arity().min() > 0 ? 1 : 0;
            } else if (word.length() > 1
                    && word.charAt(0) == '-'
                    && (word.charAt(1) == '-' || !options.containsKey(word.substring(0, 2)))) {
                unknown.add(word);
            }
        }
        return unknown;
    }

    private static String near(CommandLine command, String option) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        return NearNames.nearest(name, command.getCommandSpec().optionsMap().keySet()).stream()
                .findFirst()
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }
}
