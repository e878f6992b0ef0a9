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
}
