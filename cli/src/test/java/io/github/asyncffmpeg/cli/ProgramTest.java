package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int asyncffmpeg(String... arguments) {
        return Main.program(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    }

    @Test
    void showsExamplesAsHelpOnStdout() {
        assertThat(asyncffmpeg("--help")).isZero();
        assertThat(out.toString()).contains("quickstart", "Examples:", "Exit codes:");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void takesAMissingCommandAndAnUnknownOptionAsWrongUsage() {
        assertThat(asyncffmpeg()).isEqualTo(2);
        assertThat(asyncffmpeg("quickstart", "--no-such-option")).isEqualTo(2);
        assertThat(asyncffmpeg("quickstart", "a.mp4", "b.mp4")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Which command?", "Unknown option: '--no-such-option'", "--help");
    }

    @Test
    void saysInASentenceWhichFileCannotBeTaken() throws Exception {
        assertThat(asyncffmpeg("quickstart", folder.resolve("a\nb.mp4").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("asyncffmpeg: There is no file ").contains("a\\nb.mp4.");
        assertThat(asyncffmpeg(
                        "quickstart", Files.createDirectory(folder.resolve("d")).toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is a folder");
        assertThat(asyncffmpeg("quickstart", "")).isEqualTo(2);
    }

    @Test
    void namesTheCommandThatWasMeant() {
        assertThat(asyncffmpeg("rum", "jobs.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no command rum; run?");
        assertThat(asyncffmpeg("in.mp4")).isEqualTo(2);
        assertThat(err.toString()).contains("arguments for ffmpeg come after --");
    }

    @Test
    void printsTheCommandsOfAJobFileAndStartsNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("jobs.yaml"), """
                version: 1
                vars: {crf: 23}
                jobs:
                  - {name: a, args: [-i, in.mp4, -crf, "{crf}", "out put.mp4"]}
                """);
        assertThat(asyncffmpeg("run", file.toString(), "--dry-run", "--var", "crf=30"))
                .isZero();
        assertThat(out.toString()).contains("-crf 30").contains("'out put.mp4'").contains("cd ");
        assertThat(folder.resolve("out put.mp4")).doesNotExist();
    }

    @Test
    void tellsWhatIsWrongWithAJobFileByItsPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("jobs.yaml"), """
                version: 1
                jobs:
                  - {name: a, arg: [-i, in.mp4, out.mp4]}
                """);
        assertThat(asyncffmpeg("run", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("jobs.yaml:3:").contains("Did you mean args?");
    }

    @Test
    void convertsWithTheOptionsBehindTheDashes() throws Exception {
        Files.createFile(folder.resolve("a.mov"));
        Files.createFile(folder.resolve("-b%d.mov"));
        assertThat(asyncffmpeg(
                        "convert", folder.toString(), "--to", "mp4", "-n", "--", "-c:v", "libx264", "-crf", "20"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.contains("-c:v libx264 -crf 20"));
        assertThat(asyncffmpeg("convert", "--to", "mp4", "--", "-c:v", "libx264"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Which files?");
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThat(asyncffmpeg("run", "-j", "0", "jobs.yaml")).isEqualTo(2);
        assertThat(asyncffmpeg("run", "--timeout", "soon", "jobs.yaml")).isEqualTo(2);
        assertThat(asyncffmpeg("run", "--retry-on", "netwrok", "jobs.yaml")).isEqualTo(2);
        assertThat(asyncffmpeg("run", "--progress", "loud", "jobs.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("1 to 1000", "90s", "network?", "loud");
    }
}
