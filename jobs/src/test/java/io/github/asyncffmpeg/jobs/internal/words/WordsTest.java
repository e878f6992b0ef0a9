package io.github.asyncffmpeg.jobs.internal.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void writesSizesWithThreeDigitsAtTheMost() {
        assertThat(Words.size(0)).isEqualTo("0 B");
        assertThat(Words.size(1023)).isEqualTo("1023 B");
        assertThat(Words.size(1024)).isEqualTo("1.0 KiB");
        assertThat(Words.size(226_613)).isEqualTo("221 KiB");
        assertThat(Words.size(1024 * 1024 - 1)).isEqualTo("1.0 MiB");
        assertThat(Words.size(5L << 40)).isEqualTo("5.0 TiB");
    }

    @Test
    void writesPositionsToATenthAndNeverRoundsUp() {
        assertThat(Words.time(Duration.ofMillis(8_399))).isEqualTo("0:08.3");
        assertThat(Words.time(Duration.ofSeconds(3_723, 400_000_000))).isEqualTo("1:02:03.4");
        assertThat(Words.time(Duration.ofMillis(-80))).isEqualTo("0:00.0");
    }

    @Test
    void writesElapsedTimesInFittingUnits() {
        assertThat(Words.took(Duration.ofMillis(84))).isEqualTo("0.08 s");
        assertThat(Words.took(Duration.ofMillis(3_240))).isEqualTo("3.2 s");
        assertThat(Words.took(Duration.ofSeconds(750))).isEqualTo("12:30 min");
        assertThat(Words.took(Duration.ofSeconds(3_723))).isEqualTo("1:02:03 h");
    }

    @Test
    void roundsTheTimeThatIsLeftUp() {
        assertThat(Words.left(Duration.ZERO)).isEqualTo("1 s left");
        assertThat(Words.left(Duration.ofMillis(11_001))).isEqualTo("12 s left");
        assertThat(Words.left(Duration.ofSeconds(99))).isEqualTo("99 s left");
        assertThat(Words.left(Duration.ofSeconds(100))).isEqualTo("2 min left");
        assertThat(Words.left(Duration.ofMinutes(99))).isEqualTo("99 min left");
        assertThat(Words.left(Duration.ofMinutes(125))).isEqualTo("2:05 h left");
        assertThat(Words.left(Duration.ofNanos(Long.MAX_VALUE))).endsWith(" h left");
    }

    @Test
    void keepsAHundredPercentForTheEnd() {
        assertThat(Words.percent(OptionalDouble.of(0.299))).contains(29);
        assertThat(Words.percent(OptionalDouble.of(0.999))).contains(99);
        assertThat(Words.percent(OptionalDouble.of(1))).contains(99);
        assertThat(Words.percent(OptionalDouble.of(0))).contains(0);
        assertThat(Words.percent(OptionalDouble.empty())).isEmpty();
    }

    @Test
    void showsWhatWouldTurnANameAround() {
        assertThat(Words.visible("invoice\u202efdp.mp4\n\u2066\u200f\u2028"))
                .isEqualTo("invoice\\u202efdp.mp4\\n\\u2066\\u200f\\u2028");
        assertThat(Words.visible("\u05e9\u05dc\u05d5\u05dd.mp4 \ud83c\udfac"))
                .isEqualTo("\u05e9\u05dc\u05d5\u05dd.mp4 \ud83c\udfac");
    }

    @Test
    void letsNoControlCharacterOfAFileNameReachTheTerminal() {
        assertThat(Words.name("a\nb\033[2Jé")).isEqualTo("a\\nb\\x1b[2Jé");
    }
}
