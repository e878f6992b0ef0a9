package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.words.Words;
import java.io.File;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the arguments, and where help is; the whole help would hide it. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("asyncffmpeg: " + error.getMessage());
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
}
