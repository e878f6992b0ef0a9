package io.github.asyncffmpeg.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void countsWhatATextTakesAtMost() {
        assertThat(Columns.of("abc")).isEqualTo(3);
        assertThat(Columns.of("動画")).isEqualTo(4);
        assertThat(Columns.of("e\u0301")).isEqualTo(1);
        assertThat(Columns.of("❤\ufe0f")).isEqualTo(2);
        assertThat(Columns.of("👍🏽")).isEqualTo(4);
    }

    @Test
    void cutsBeforeAWideCharacterThatDoesNotFit() {
        assertThat(Columns.cut("a動画", 2)).isEqualTo("a");
        assertThat(Columns.cut("a動画", 3)).isEqualTo("a動");
        assertThat(Columns.cut("e\u0301x", 1)).isEqualTo("e\u0301");
        assertThat(Columns.cut("abc", 0)).isEmpty();
    }

    @Test
    void keepsTheBeginningAndTheEndOfAName() {
        assertThat(Columns.middle("season-1-episode-12", 11, "…")).isEqualTo("seaso…de-12");
        assertThat(Columns.middle("short", 11, "…")).isEqualTo("short");
        assertThat(Columns.middle("動画動画動画", 7, "…")).isEqualTo("動…動画");
        assertThat(Columns.middle("abcdefe\u0301", 4, "…")).isEqualTo("ab…e\u0301");
        assertThat(Columns.middle("abc", 0, "…")).isEmpty();
    }

    @Test
    void knowsHowOftenATextWraps() {
        assertThat(Columns.rows("", 10)).isEqualTo(1);
        assertThat(Columns.rows("a".repeat(20), 10)).isEqualTo(2);
        assertThat(Columns.rows("動画動", 5)).as("two columns do not fit into one").isEqualTo(2);
        assertThat(Columns.rows("動", 1)).isEqualTo(1);
    }

    @Test
    void takesEmojiApartWhereTerminalsDisagree() {
        assertThat(Columns.agreed("👩\u200d👧 👍🏽 ❤\ufe0f 🇩🇪")).isEqualTo("👩👧 👍 ❤ DE");
        assertThat(Columns.agreed("می\u200cخواهم")).as("a joiner of a script").contains("\u200c");
    }

    @Test
    void showsByNumberWhatWouldMoveTheCursorOrTurnTheText() {
        assertThat(Columns.safe("a\033[2J\r\n\tb\u009b\u202e\u2028"))
                .isEqualTo("a\\x1b[2J\\x0d\\n b\\x9b\\u202e\\u2028");
        assertThat(Columns.safe("dur\ud800")).isEqualTo("dur\\ud800");
        assertThat(Columns.safe("動画é👍")).isEqualTo("動画é👍");
    }
}
