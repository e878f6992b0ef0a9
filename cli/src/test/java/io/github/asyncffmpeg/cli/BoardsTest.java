package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.event.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoardsTest {

    private static final List<ProgressBoard.Row> ROWS =
            List.of(new ProgressBoard.Row("output1.mp4", "copy"), new ProgressBoard.Row("output2.mp4", "scale 768:-1"));

    private final StringWriter screen = new StringWriter();
    private final PrintWriter err = new PrintWriter(screen);

    private static final Progress NOTHING_KNOWN = new Progress(
            OptionalLong.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            0,
            0,
            OptionalDouble.empty(),
            Optional.empty(),
            false,
            "");

    private static Progress at(int seconds) {
        return NOTHING_KNOWN.withOutTime(Duration.ofSeconds(seconds));
    }

    /** Of ten seconds, one a second. */
    private static Progress ofTen(int seconds) {
        return at(seconds)
                .with(
                        OptionalDouble.of(seconds / 10.0),
                        Optional.of(Duration.ofSeconds(10).minusSeconds(seconds)));
    }

    @Test
    void writesOneLineAJobAndSecondToAFile() {
        AtomicLong clock = new AtomicLong(5);
        PlainBoard board = new PlainBoard(err, ROWS, clock::get);
        board.progress(1, ofTen(1));
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
        board.progress(1, ofTen(2));
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        board.progress(1, ofTen(3));
        board.ended(1, true, Duration.ofMillis(1200));
        board.close();
        board.progress(0, ofTen(9));

        assertThat(screen.toString().lines())
                .containsExactly(
                        "output2.mp4: 10 %, 0:01.0, 9 s left",
                        "output2.mp4: 30 %, 0:03.0, 7 s left", "output2.mp4: done in 1.2 s");
    }

    @Test
    void writesNothingOfWhatIsNotKnown() {
        AtomicLong clock = new AtomicLong(5);
        PlainBoard board = new PlainBoard(err, ROWS, clock::get);
        board.progress(0, NOTHING_KNOWN);
        board.progress(0, at(4));

        assertThat(screen.toString().lines()).containsExactly("output1.mp4: 0:04.0");
    }

    @Test
    void leavesBlankOnATerminalWhatIsNotKnown() {
        LiveBoard board = new LiveBoard(new Terminal(true, 80), err, ROWS);
        board.progress(0, at(4));
        board.progress(1, NOTHING_KNOWN);

        assertThat(lastFrame())
                .containsExactly(
                        "output1.mp4  copy          [----------]        0:04.0",
                        "output2.mp4  scale 768:-1  [----------]        ");
    }

    @Test
    void showsShareTimeSpeedAndTimeLeftWithinEightyColumns() {
        LiveBoard board = new LiveBoard(new Terminal(true, 80), err, ROWS);
        Progress fast = new Progress(
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Optional.of(Duration.ofHours(1)),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(12.34),
                0,
                0,
                OptionalDouble.of(0.359),
                Optional.of(Duration.ofMinutes(144)),
                false,
                "");
        board.progress(1, fast);
        board.ended(0, false, Duration.ZERO);

        assertThat(lastFrame())
                .containsExactly(
                        "output1.mp4  copy          [----------]        failed",
                        "output2.mp4  scale 768:-1  [###-------]  35 %  1:00:00.0  12.3x  2:24 h left");
    }

    @Test
    void drawsOverItsLinesOnATerminalAndNeverWrapsOne() {
        LiveBoard board = new LiveBoard(new Terminal(true, 40), err, ROWS);
        board.progress(1, ofTen(5));
        board.ended(0, true, Duration.ofMillis(40));
        board.close();
        board.progress(1, ofTen(6));

        String all = screen.toString();
        assertThat(all.lines().map(BoardsTest::withoutEscapes).map(String::length))
                .allMatch(length -> length < 40);
        assertThat(all.split("\033\\[2A", -1)).as("frames").hasSize(3);
        assertThat(all)
                .contains("[#####-----]", "[##########]")
                .endsWith("\r\033[2K")
                .doesNotContain("######-");
    }

    private List<String> lastFrame() {
        String all = screen.toString();
        return all.substring(all.lastIndexOf("\033[2A"))
                .lines()
                .map(BoardsTest::withoutEscapes)
                .toList();
    }

    private static String withoutEscapes(String line) {
        return line.replaceAll("\033\\[\\d*[AK]|\r", "");
    }
}
