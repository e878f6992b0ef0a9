package io.github.asyncffmpeg.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Where the program begins, and the only place that ends it. */
public final class Main {

    /** Held, because java.util.logging forgets a logger that nobody holds, and its level. */
    private static final Logger LIBRARY = Logger.getLogger("io.github.asyncffmpeg");

    private Main() {}

    /**
     * Runs the program.
     *
     * @param arguments the words after {@code asyncffmpeg}
     */
    public static void main(String[] arguments) {
        LIBRARY.setLevel(Level.SEVERE); // the program tells of its jobs itself
        CommandLine program = program(writer(System.out), writer(System.err), arguments);
        System.exit(program.execute(arguments));
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
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new UnexpectedErrors());
    }
}
