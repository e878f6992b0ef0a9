package io.github.asyncffmpeg.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.event.LogLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTailTest {

    private final LogTail tail = new LogTail();

    @Test
    void keepsAShortLogWhole() {
        List.of("[info] a", "[info] ", "[error] b").forEach(line -> tail.add(LogLine.parse(line)));
        assertThat(tail.lines()).containsExactly("a", "b");
        assertThat(tail.errors()).containsExactly("b");
    }

    @Test
    void keepsTheFirstAndTheLastLinesOfALongLogAndSaysHowManyAreLeftOut() {
        for (int i = 0; i < 10_000; i++) {
            tail.add(LogLine.parse((i % 2 == 0 ? "[error] " : "[info] ") + i));
        }
        assertThat(tail.lines())
                .hasSize(251)
                .startsWith("0", "1")
                .contains("… 9750 lines left out …")
                .endsWith("9998", "9999");
        assertThat(tail.errors()).hasSize(40);
    }

    @Test
    void shortensLongLines() {
        tail.add(LogLine.parse("x".repeat(16_000) + ": File name too long"));
        assertThat(tail.lines().get(0))
                .hasSize(1_001)
                .startsWith("xx")
                .contains("x…x")
                .endsWith(": File name too long");
    }

    @Test
    void takesTheLastLinesForErrorsWhereNoneHasALevel() {
        List.of("Input #0, mov, from 'a.mp4':", "  title : Conversion failed!", "Unknown encoder 'x'")
                .forEach(line -> tail.add(LogLine.parse(line)));
        assertThat(tail.errors()).containsExactly("Input #0, mov, from 'a.mp4':", "Unknown encoder 'x'");
    }

    /** On FFmpeg 5.1 the status 429 is in a warning alone; x265 and the loader do not write through FFmpeg's log. */
    @Test
    void keepsReasonsThatAreToldAtAnotherLevel() {
        List<String> reasons = List.of(
                "[http @ 0x55c0] HTTP error 429 Too Many Requests",
                "x265 [error]: Picture width must be an integer multiple of the specified chroma subsampling",
                "ffmpeg: error while loading shared libraries: libx.so: cannot open shared object file");
        tail.add(LogLine.parse("[info] Stream mapping:"));
        tail.add(LogLine.parse("[http @ 0x55c0] [warning] HTTP error 429 Too Many Requests"));
        reasons.subList(1, 3).forEach(line -> tail.add(LogLine.parse(line)));
        assertThat(tail.errors()).isEqualTo(reasons);
    }

    /** A title that imitates them would make an error of it, and a class of that. */
    @Test
    void takesNoMetadataForAReason() {
        List.of(
                        "[info]     title           : HTTP error 404: Cannot allocate memory",
                        "[info]     comment         : x: error while loading shared libraries: y",
                        "[error] Conversion failed!")
                .forEach(line -> tail.add(LogLine.parse(line)));
        assertThat(tail.errors()).containsExactly("Conversion failed!");
    }
}
