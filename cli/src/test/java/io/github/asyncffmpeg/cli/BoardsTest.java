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
    private static final Optional<Duration> TEN_SECONDS = Optional.of(Duration.ofSeconds(10));

    private final StringWriter screen = new StringWriter();
    private final PrintWriter err = new PrintWriter(screen);

    private static Progress at(double seconds) {
        return new Progress(
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Optional.of(Duration.ofMillis((long) (seconds * 1000))),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(2),
                0,
                0,
                OptionalDouble.empty(),
                Optional.empty(),
                false,
                "");
    }

    @Test
    void writesOneLineAJobAndSecondToAFile() {
        AtomicLong clock = new AtomicLong(5);
        PlainBoard board = new PlainBoard(err, ROWS, TEN_SECONDS, clock::get);
        board.progress(1, at(1));
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
        board.progress(1, at(2));
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        board.progress(1, at(3));
        board.ended(1, true, Duration.ofMillis(1200));
        board.close();
        board.progress(0, at(9));

        assertThat(screen.toString().lines())
                .containsExactly(
                        "output2.mp4: 10 %, 0:01.0 of 0:10.0, 2.0x",
                        "output2.mp4: 30 %, 0:03.0 of 0:10.0, 2.0x", "output2.mp4: done in 1.2 s");
    }

    @Test
    void drawsOverItsLinesOnATerminalAndNeverWrapsOne() {
        LiveBoard board = new LiveBoard(new Terminal(true, 40), err, ROWS, TEN_SECONDS);
        board.progress(1, at(5));
        board.ended(0, true, Duration.ofMillis(40));
        board.close();
        board.progress(1, at(6));

        String all = screen.toString();
        assertThat(all.lines()
                        .map(line -> line.replaceAll("\033\\[\\d*[AK]|\r", "").length()))
                .allMatch(length -> length < 40);
        assertThat(all.split("\033\\[2A", -1)).as("frames").hasSize(3);
        assertThat(all).contains("[##########").endsWith("\r\033[2K").doesNotContain("60 %");
    }
}
