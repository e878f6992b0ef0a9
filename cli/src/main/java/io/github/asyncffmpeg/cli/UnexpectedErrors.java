package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.error.FFmpegException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Errors as sentences; a stack trace only for what nobody expected. */
final class UnexpectedErrors implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        return tell(error, command.getErr());
    }

    /**
     * Says what was thrown.
     *
     * @return the exit code
     */
    static int tell(Exception error, PrintWriter err) {
        int exitCode;
        if (error instanceof CannotStart reason) {
            err.println("asyncffmpeg: " + reason.sentence());
            exitCode = reason.exitCode();
        } else if (error instanceof FFmpegException expected) {
            err.println("asyncffmpeg: " + expected.getMessage());
            exitCode = ExitCode.NOTHING_STARTED;
        } else {
            err.println("asyncffmpeg: this is a mistake in asyncffmpeg, please report it:");
            error.printStackTrace(err);
            exitCode = ExitCode.FAILED;
        }
        err.flush();
        return exitCode;
    }
}
