package io.github.asyncffmpeg.jobs.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.log.LogLines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogChoiceTest {

    private static final List<String> LOG = List.of(
            "[info] Input #0, lavfi, from 'testsrc':",
            "[x @ 0x1] [error] broken",
            "[x @ 0x1] [warning] odd",
            "[info] Output #0, null, to 'pipe:':",
            "[x @ 0x1] [verbose] more",
            "[x @ 0x1] [debug] much more");

    private static List<String> told(String arguments, List<String> log) {
        LogChoice choice = LogChoice.of(FFmpegCommand.of(StreamSpec.ofArguments(List.of(arguments.split(" ")))));
        List<String> told = new ArrayList<>();
        for (String raw : log) {
            LogLine line = LogLines.parse(raw);
            if (choice.tells(line)) {
                told.add(choice.text(line));
            }
        }
        return told;
    }

    @Test
    void tellsTroubleWithItsLevelWhenNobodyAsked() {
        assertThat(told("-i a b.mp4", LOG)).containsExactly("[x @ 0x1] [error] broken", "[x @ 0x1] [warning] odd");
    }

    @ParameterizedTest
    @CsvSource({
        "quiet, 0",
        "-8, 0",
        "error, 1",
        "16, 1",
        "warning, 2",
        "24, 2",
        "25, 2",
        "info, 4",
        "repeat+info, 4",
        "+repeat, 4",
        "verbose, 5",
        "debug, 6",
        "99, 6"
    })
    void obeysTheLevelThatWasAskedFor(String level, int lines) {
        for (String option : List.of("-v", "-loglevel")) {
            assertThat(told(option + " " + level + " -i a b.mp4", LOG))
                    .as(option)
                    .hasSize(lines);
        }
    }

    @Test
    void writesLinesAsFFmpegDoesWhenALevelWasAskedFor() {
        assertThat(told("-v warning -i a b.mp4", LOG)).containsExactly("[x @ 0x1] broken", "[x @ 0x1] odd");
        assertThat(told("-v level+error -i a b.mp4", LOG)).containsExactly("[x @ 0x1] [error] broken");
        assertThat(told("-v error -i a -loglevel info b.mp4", LOG))
                .as("the last counts")
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Parsed_psnr_0", "Parsed_cropdetect_12", "psnr@mine", "trace_headers", "showinfo"})
    void tellsWhatFiltersFind(String speaker) {
        assertThat(told("-i a b.mp4", List.of("[" + speaker + " @ 0x55] [info] found")))
                .containsExactly("[" + speaker + " @ 0x55] found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Parsed_drawtext_0", "Parsed_subtitles_3", "libx264", "aac", "graph 0 input from stream 0:0"})
    void leavesOutWhatNobodyAskedFor(String speaker) {
        assertThat(told("-i a b.mp4", List.of("[" + speaker + " @ 0x55] [info] words")))
                .isEmpty();
    }

    @Test
    void tellsAllLinesOfOneMessage() {
        assertThat(told(
                        "-i a -af loudnorm=print_format=json -f null -",
                        List.of(
                                "[info] Stream mapping:",
                                "[Parsed_loudnorm_0 @ 0x1] [info] ",
                                "{",
                                "\t\"input_i\" : \"-21.75\"",
                                "}",
                                "[libx264 @ 0x2] [info] one",
                                "two")))
                .containsExactly("[Parsed_loudnorm_0 @ 0x1] ", "{", "\t\"input_i\" : \"-21.75\"", "}");
    }

    @Test
    void tellsAllWhereThatIsTheOnlyResult() {
        List<String> log = List.of("[info] bench: utime=0.1s", "[info] ffmpeg stats and -progress period set to 0.2.");
        assertThat(told("-benchmark -i a b.mp4", log)).containsExactly("bench: utime=0.1s");
        assertThat(told("-i a", log)).as("no output").containsExactly("bench: utime=0.1s");
        assertThat(told("-i a b.mp4", log)).isEmpty();
        assertThat(told("-v info -stats_period 0.2 -i a b.mp4", log)).hasSize(2);
    }

    @Test
    void tellsOfStatsOnlyTheLast() {
        List<String> log = List.of(
                "[info] frame=   25 fps=0.0 q=-0.0 size=N/A time=00:00:01.00",
                "[info] frame=   50 fps=0.0 q=-0.0 Lsize=N/A time=00:00:02.00");
        assertThat(told("-stats -i a b.mp4", log)).hasSize(1).first().asString().contains("Lsize");
        assertThat(told("-v info -i a b.mp4", log)).isEmpty();
    }
}
