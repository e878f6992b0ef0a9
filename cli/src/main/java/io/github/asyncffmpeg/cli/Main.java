package io.github.asyncffmpeg.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
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
        startFaster();
        String[] arguments = Commands.asOptions(typed);
        if (arguments.length == 1 && VersionText.isAskedForBy(arguments[0])) {
            System.exit(VersionText.print(writer(System.out)));
        }
        CommandLine program = program(writer(System.out), writer(System.err), arguments);
        if (arguments.length == 0) {
            program.usage(program.getErr());
            System.exit(ExitCode.NOTHING_STARTED);
        }
        int exitCode = program.execute(arguments);
        if (exitCode == ExitCode.INTERRUPTED) {
            OwnSignals.interrupt();
        }
        System.exit(exitCode);
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
