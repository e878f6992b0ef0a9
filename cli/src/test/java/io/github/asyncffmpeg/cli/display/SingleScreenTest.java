package io.github.asyncffmpeg.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import org.junit.jupiter.api.Test;

/** What a person sees of one ffmpeg at a terminal. */
class SingleScreenTest {

    private static Drawn drawn(int columns, int rows) {
        return new Drawn(new SingleScene(new Look(true, false)), columns, rows)
                .tell(Played.batch(1, 1))
                .tell(Played.begun("in", 0))
                .tell(Played.progress("in", 37));
    }

    @Test
    void hasOneRowAndFFmpegsLogAboveIt() {
        Drawn drawn = drawn(80, 24).frame();
        drawn.tell(Played.log("in", "warning", "deprecated pixel format"), Played.log("in", "info", "Stream #0"));
        assertThat(drawn.frame().screen.all())
                .containsExactly(
                        "deprecated pixel format",
                        "Stream #0",
                        "██████░░░░░░░░░░░   37 %        0:37.0 / 1:40.0    50 fps    2.0x     31 s left");
        assertThat(drawn.resize(200, 24).frame().screen.all())
                .element(2)
                .isEqualTo("███████████░░░░░░░░░░░░░░░░░░░   37 %        0:37.0 / 1:40.0    50 fps    2.0x    37 MiB"
                        + "     31 s left");
        assertThat(drawn.resize(40, 24).frame().screen.all())
                .element(2)
                .isEqualTo("███▌░░░░░░   37 %    2.0x     31 s left");
        assertThat(drawn.resize(20, 5).frame().screen.visible()).last().isEqualTo("████░░░░░░░░   37 %");
    }

    @Test
    void wrapsLongWarningsAndLosesNoRowOverThem() {
        Drawn drawn = drawn(40, 5).frame();
        for (int i = 0; i < 20; i++) {
            drawn.tell(Played.log("in", "error", i + "x".repeat(100))).frame();
        }
        assertThat(drawn.screen.all()).hasSize(20 * 3 + 1);
        assertThat(drawn.tell(Played.done("in")).frame().screen.all())
                .hasSize(20 * 3 + 2)
                .endsWith("done in 50.0 s  1:40.0  2.0x  /videos/ou", "t.mp4 (14 MiB)");
    }

    @Test
    void saysAFailureOnceWhereTheLogEndsWithIt() {
        String sentence = "At least one output file must be specified";
        for (String line : new String[] {sentence, "[fatal] " + sentence}) {
            Drawn drawn = drawn(80, 24).frame().tell(Played.log("in", "fatal", line));
            drawn.tell(Played.ended("in", JobStatus.FAILED, BatchEvent.Trouble.of("UNKNOWN", sentence)))
                    .frame();
            assertThat(drawn.screen.all()).containsExactly(line, "failed in 3.2 s");
        }
    }

    @Test
    void explainsAFailure() {
        Drawn drawn = drawn(80, 24).frame();
        drawn.tell(Played.ended("in", JobStatus.FAILED, Played.diskFull())).frame();
        assertThat(drawn.screen.all()).containsExactly("failed in 3.2 s", "There is no space left for out.mp4.");
    }
}
