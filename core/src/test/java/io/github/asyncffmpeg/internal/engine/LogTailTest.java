package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.internal.log.LogLines;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTailTest {

    private final LogTail tail = new LogTail();

    @Test
    void keepsAShortLogWhole() {
        List.of("[info] a", "[info] ", "[error] b").forEach(line -> add(line));
        assertThat(tail.lines()).containsExactly("a", "b");
        assertThat(tail.errors()).containsExactly("b");
    }

    @Test
    void keepsTheFirstAndTheLastLinesOfALongLogAndSaysHowManyAreLeftOut() {
        for (int i = 0; i < 10_000; i++) {
            add((i % 2 == 0 ? "[error] " : "[info] ") + i);
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
        add("x".repeat(16_000) + ": File name too long");
        assertThat(tail.lines().get(0))
                .hasSize(1_001)
                .startsWith("xx")
                .contains("x…x")
                .endsWith(": File name too long");
    }

    @Test
    void takesTheLastLinesForErrorsWhereNoneHasALevel() {
        List.of("Input #0, mov, from 'a.mp4':", "  title : Conversion failed!", "Unknown encoder 'x'")
                .forEach(line -> add(line));
        assertThat(tail.errors()).containsExactly("Input #0, mov, from 'a.mp4':", "Unknown encoder 'x'");
    }

    /** On FFmpeg 5.1 the status 429 is in a warning alone; x265 and the loader do not write through FFmpeg's log. */
    @Test
    void keepsReasonsThatAreToldAtAnotherLevel() {
        List<String> reasons = List.of(
                "[http @ 0x55c0] HTTP error 429 Too Many Requests",
                "x265 [error]: Picture width must be an integer multiple of the specified chroma subsampling",
                "[libx265 @ 0x55c0] Cannot open libx265 encoder.",
                "ffmpeg: error while loading shared libraries: libx.so: cannot open shared object file");
        add("ffmpeg: error while loading shared libraries: libx.so: cannot open shared object file");
        add("[http @ 0x55c0] [warning] HTTP error 429 Too Many Requests");
        add(reasons.get(1));
        add("x265 [info]: another word of it");
        add("[libx265 @ 0x55c0] [error] Cannot open libx265 encoder.");
        assertThat(tail.errors()).isEqualTo(reasons);
    }

    /** A title that imitates them would make an error of it, and a class of that. */
    @Test
    void takesNoMetadataForAReason() {
        List.of(
                        "[info]     title           : HTTP error 404: Cannot allocate memory",
                        "[info]     comment         : x: error while loading shared libraries: y",
                        "[error] Conversion failed!")
                .forEach(line -> add(line));
        assertThat(tail.errors()).containsExactly("Conversion failed!");
    }

    /** They are not colored: anybody may have written them. */
    @Test
    void takesNoClaimForAReasonWhereFFmpegHasSpoken() {
        claim("[error] Error writing trailer: No space left on device");
        claim("x265 [error]: malloc of size 5 failed");
        claim("[info] something else");
        claim("x: symbol lookup error: y");
        claim("Exiting normally, received signal 15.");
        claim("[info]   Stream #0:0: Video: h264");
        add("[warning] deprecated");
        add("[libx265 @ 0x55c0] [error] Cannot open libx265 encoder.");
        assertThat(tail.errors()).containsExactly("[libx265 @ 0x55c0] Cannot open libx265 encoder.");
        assertThat(tail.saysSignalled()).isFalse();
    }

    /** A wrapper of the user's, say, that starts no FFmpeg. */
    @Test
    void takesClaimsForAReasonWhereNothingIsColored() {
        claim("[info] starting");
        claim("[error] no license");
        assertThat(tail.errors()).containsExactly("no license");
    }

    @Test
    void believesTheLastLineThatASignalEndedFFmpeg() {
        claim("[info] Exiting normally, received signal 15.");
        claim("[info] video:5kB audio:0kB");
        assertThat(tail.saysSignalled()).isFalse();
        assertThat(tail.hasSummary()).isTrue();
        claim("[info] Exiting normally, received signal 2.");
        assertThat(tail.saysSignalled()).isTrue();
        assertThat(tail.hasSummary()).isTrue();
        assertThat(tail.errors()).containsExactly("Exiting normally, received signal 2.");
        add("[verbose] Exiting with exit code 255");
        assertThat(tail.saysSignalled()).isTrue();
        String forged = "Exiting normally, received signal 15.";
        tail.add(new LogLine(LogLevel.WARNING, null, forged, forged), LogTail.Origin.CONTINUED);
        assertThat(tail.saysSignalled()).isFalse();
    }

    /** As FFmpeg writes it: in color, unless it is of level info. */
    private void add(String raw) {
        LogLine line = LogLines.parse(raw);
        tail.add(line, line.level() == LogLevel.INFO ? LogTail.Origin.ANYBODY : LogTail.Origin.FFMPEG);
    }

    private void claim(String raw) {
        LogLine read = LogLines.parse(raw);
        tail.add(read.level().isTrouble() ? new LogLine(LogLevel.INFO, null, raw, raw) : read, LogTail.Origin.ANYBODY);
    }
}
