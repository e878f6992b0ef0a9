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
    void doubtsWhatFFmpegWouldRefuseOrIgnore() throws Exception {
        Path file = Files.writeString(folder.resolve("jobs.yaml"), """
                version: 1
                jobs:
                  - {name: a, args: [-i, x, -filter_complex, "[0:v]scale=1:[v", -map, "[v]", a.mp4]}
                  - {name: b, args: [-i, x, -map, "[w]", b.mp44, -crf, "20"]}
                  - {name: c, args: [-i, x, -c:v, libx264]}
                  - {name: d, overwrite: true, args: [-i, x, -vf, "scale=2:2", "d.mp4"]}
                  - {name: e, args: [-i, x, -f, mp4, "e.mp44"]}
                  - {name: f, inputs: {p: {target: "*.png", options: {pattern_type: glob}}}, outputs: [{from: p:v, file: f.mp4}]}
                """);
        Files.writeString(folder.resolve("x"), "");
        assertThat(execute(new CheckCommand(), "--ffmpeg", "/no/ffmpeg", file.toString()))
                .as(err.toString())
                .isZero();
        assertThat(err.toString())
                .contains(
                        "warning: a: This is no filter graph",
                        "warning: b: -map [w]: nothing of that name",
                        "warning: b: FFmpeg ignores what comes after the last output: -crf 20.",
                        "warning: b: There may be no container .mp44; did you mean .mp4?",
                        "warning: c: The command has no output.")
                .doesNotContain("warning: d", "warning: e", "warning: f");
    }

    @Test
    void theSchemaIsPrinted() {
        assertThat(execute(new SchemaCommand())).isZero();
        assertThat(out.toString()).startsWith("{").contains("\"title\": \"asyncffmpeg job file\"");
    }
}
