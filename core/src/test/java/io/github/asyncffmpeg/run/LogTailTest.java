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
        assertThat(tail.errors()).extracting(LogLine::message).containsExactly("b");
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
        assertThat(tail.errors()).hasSize(20);
    }

    @Test
    void shortensLongLines() {
        tail.add(LogLine.parse("x".repeat(16_000)));
        assertThat(tail.lines().get(0)).hasSize(1_001).endsWith("…");
    }
}
