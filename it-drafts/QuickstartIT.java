package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.Pty;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * DRAFT, not compiled. The launcher in a real terminal. {@code launcher()} is ./asyncffmpeg of the reactor's root;
 * {@code longVideo()} is made by lavfi (80 s, 720p, sound), so that it cannot end before the key is pressed;
 * {@code playable(file)} decodes it wholly by {@code ffmpeg -v error -i FILE -f null -}: exit 0 and nothing on stderr.
 */
class QuickstartIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @BeforeAll
    static void needsTerminals() {
        Conditions.requirePty();
    }

    /** Random moments from before the JVM's first line to the midst of the encode; the seed is printed on failure. */
    @RepeatedTest(10)
    void ctrlCAtAnyMomentGives130AndFilesThatPlayOrNone() throws Exception {
        long millis = new Random().nextLong(0, 5_000);
        Path folder = leaks.tempDirectory();
        // `stty -g` before and after, in the same terminal: it must be as it was.
        String script = "stty -g >before; trap : INT; " + launcher() + " quickstart " + longVideo()
                + "; code=$?; stty -g >after; exit $code";
        try (Child terminal = Pty.start(folder, leaks.environment(), List.of("sh", "-c", script))) {
            Conditions.pause(millis);
            terminal.type(Pty.CTRL_C);
            assertThat(terminal.exitCode()).as("after %d ms", millis).isEqualTo(130);
        }
        assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
        for (String name : List.of("output1.mp4", "output2.mp4")) {
            Path file = folder.resolve(name);
            assertThat(!Files.exists(file) || playable(file)).as("%s after %d ms", name, millis).isTrue();
        }
    }

    /** Once both have written: both files are there, both are named on the screen, both play. */
    @Test
    void ctrlCInTheMidstOfTheEncodeKeepsBothFiles() throws Exception {
        // wait for a frame on the screen that matches "output2.mp4 .* 0:0[1-9]", then Ctrl+C, then:
        // exit 130; screen holds "done: …/output1.mp4" or "stopped, … kept: …/output1.mp4", and "stopped, … kept: …/output2.mp4";
        // both playable; ffprobe's duration of output2 within 1 s of the time on the screen.
    }

    /** To be enabled when children have their own session: today FFmpeg gets both signals and loses its file. */
    @Test
    void ctrlCTwiceKeepsTheFilesToo() throws Exception {}

    /** SIGTERM to the JVM alone (found as the child of the shell): 143, and both files play. */
    @Test
    void sigtermGives143() throws Exception {}

    /** With stderr to a file: no escape sequence, no \r, at most one line a second and job. stdout has the table alone. */
    @Test
    void writesPlainLinesWhenStderrIsAFile() throws Exception {}

    /** output1.mp4, a link to it and a hard link to it as FILE: exit 2, a sentence, the file's bytes unchanged. */
    @Test
    void refusesItsOwnOutputAsInput() throws Exception {}

    /** theora (made by lavfi when the encoder is there): exit 1, output1.mp4 absent, output2.mp4 playable, one sentence. */
    @Test
    void saysInASentenceWhatTheContainerRefuses() throws Exception {}

    /** Portrait by display matrix: output1 keeps the matrix, output2 is 768x1366 without it. Odd sizes: even height. */
    @Test
    void keepsPhoneVideosUpright() throws Exception {}

    /** No asyncffmpeg-sample-* is left in java.io.tmpdir, after the end and after Ctrl+C. */
    @Test
    void leavesNoCopyOfTheSample() throws Exception {}
}
