package io.github.asyncffmpeg.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.OptionalInt;
import picocli.CommandLine;

/** Where the program begins, and the only place that ends it. */
public final class Main {

    private Main() {}

    /**
     * Runs the program.
     *
     * @param typed the words after {@code asyncffmpeg}
     */
    public static void main(String[] typed) {
        QuietLog.choose();
        String[] arguments = Commands.asOptions(typed);
        PrintWriter out = writer(System.out);
        if (arguments.length == 1 && VersionText.isAskedForBy(arguments[0])) {
            System.exit(VersionText.print(out));
        }
        int exitCode = execute(out, writer(System.err), arguments);
        if (exitCode == ExitCode.INTERRUPTED) {
            OwnSignals.interrupt();
        }
        System.exit(exitCode);
    }

    /** Executes a command line, by picocli or without it. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        OptionalInt plain = PlainLine.execute(arguments, out, err);
        if (plain.isPresent()) {
            return plain.getAsInt();
        }
        startFaster();
        CommandLine program = program(out, err, arguments);
        if (arguments.length == 0) {
            program.usage(err);
            return ExitCode.NOTHING_STARTED;
        }
        return program.execute(arguments);
    }

    /** Picocli looks for types of java.sql and java.time to convert to, whether used or not: 5 ms. */
    private static void startFaster() {
        System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\.(?!Duration).*");
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
    }

    /**
     * The program, ready to execute.
     *
     * @param out takes results
     * @param err takes progress and errors
     * @param arguments what it will execute
     */
    static CommandLine program(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine program = new CommandLine(new AsyncFFmpegCommand());
        Commands.addTo(program, arguments);
        return program.setOut(out)
                .setErr(err)
                // A video may be called @me.mp4.
                .setExpandAtFiles(false)
                .setExecutionStrategy(Commands::execute)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new UnexpectedErrors());
    }
}
