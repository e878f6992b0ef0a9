package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code check} and {@code schema}, as far as they start no FFmpeg. */
class CheckCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler(new UnexpectedErrors())
                .execute(arguments);
    }

    @Test
    void whatIsWrongIsOnStderrAndTheCodeIsTwo() throws Exception {
        Path file = Files.writeString(folder.resolve("jobs.yaml"), "version: 1\njobs: [{arsg: [a.mp4]}]\n");
        assertThat(execute(new CheckCommand(), file.toString())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith(file + ":2:9: a job has no key 'arsg'. Did you mean args?");
    }

    @Test
    void theSchemaIsPrinted() {
        assertThat(execute(new SchemaCommand())).isZero();
        assertThat(out.toString()).startsWith("{").contains("\"title\": \"asyncffmpeg job file\"");
    }
}
