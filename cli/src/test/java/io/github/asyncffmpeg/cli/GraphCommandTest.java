package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int graph(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "graph";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.program(new PrintWriter(out), new PrintWriter(err), all).execute(all);
    }

    @Test
    void drawsPastedArgumentsToStdout() {
        assertThat(graph("--", "-i", "a.mp4", "-vf", "hflip", "b.mp4")).isZero();
        assertThat(out.toString()).startsWith("<svg ").endsWith("</svg>\n");
        assertThat(err.toString()).isEmpty();
        assertThat(graph("--format", "mermaid", "--", "ffmpeg", "-i", "a.mp4", "b.mp4"))
                .isZero();
        assertThat(out.toString()).contains("flowchart LR\n  n0([\"input 0<br>a.mp4\"])\n");
    }

    @Test
    void takesTheFormFromTheNameOfTheFile() throws Exception {
        Path file = folder.resolve("a.dot");
        assertThat(graph("-o", file.toString(), "--", "-i", "a.mp4", "b.mp4")).isZero();
        assertThat(Files.readString(file)).startsWith("digraph");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatItDidNotUnderstandAndDrawsTheRest() {
        assertThat(graph("--", "-i", "a.mp4", "-filter_complex", "[\u001b[0m", "b.mp4"))
                .isZero();
        assertThat(out.toString()).contains("</svg>");
        assertThat(err.toString()).contains("no filter graph").doesNotContain("\u001b");
    }

    @Test
    void drawsAJobOfAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("jobs.yaml"), """
                version: 1
                jobs:
                  - {name: one, args: [-i, a.mp4, -vf, hflip, b.mp4]}
                  - {name: two, args: [-i, a.mp4, -vf, vflip, c.mp4]}
                """);
        assertThat(graph("--format", "dot", file.toString(), "--job", "two")).isZero();
        assertThat(out.toString()).contains("vflip").doesNotContain("hflip");
        assertThat(graph(file.toString())).isEqualTo(2);
        assertThat(graph(file.toString(), "--job", "tow")).isEqualTo(2);
        assertThat(err.toString()).contains("Which job?", "There is no job tow. Give --job, such as two.");
    }

    @Test
    void saysWhyNothingWasDrawn() {
        assertThat(graph()).isEqualTo(2);
        assertThat(err.toString()).contains("Which command?");
        assertThat(graph("-o", folder.resolve("no/such/a.svg").toString(), "--", "-i", "a.mp4", "b.mp4"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot be written");
        assertThat(graph("--format", "png", "--", "-i", "a.mp4", "b.mp4")).isEqualTo(2);
        assertThat(graph("--", "a\u0000")).isEqualTo(2);
    }
}
