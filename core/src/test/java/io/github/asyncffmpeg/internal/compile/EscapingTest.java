package io.github.asyncffmpeg.internal.compile;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.LiteralText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapingTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            \\, 3
            ', 3
            :, 2
            =, 2
            ",", 1
            [, 1
            ], 1
            ;, 1
            %, 0
            #, 0
            $, 0
            |, 0
            """)
    void writesTheBackslashesOfFFmpegPythonBeforeEachCharacter(String special, int backslashes) {
        assertThat(Escaping.graphText("a" + special + "b")).isEqualTo("a" + "\\".repeat(backslashes) + special + "b");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            \\, 7
            ', 7
            %, 4
            :, 2
            ",", 1
            """)
    void writesTheBackslashesOfDrawtext(String special, int backslashes) {
        assertThat(Escaping.graphValue(new LiteralText("a" + special + "b")))
                .isEqualTo("a" + "\\".repeat(backslashes) + special + "b");
    }

    @Test
    void keepsWhiteSpaceAtBothEndsAndLeavesTheRestAlone() {
        assertThat(Escaping.graphText(" a b ")).isEqualTo("\\\\ a b\\\\\\ ");
        assertThat(Escaping.graphText(" ")).isEqualTo("\\\\\\ ");
        assertThat(Escaping.graphText("\na\n\tb\r")).isEqualTo("\\\\\na\n\tb\\\\\\\r");
        assertThat(Escaping.graphText("a\nb")).isEqualTo("a\nb");
        assertThat(Escaping.graphText("")).isEmpty();
        assertThat(Escaping.graphText("žluťoučký 🐎")).isEqualTo("žluťoučký 🐎");
    }

    @Test
    void expandsDrawtextOnlyWhenAsked() {
        assertThat(graph(Input.of("a").drawtext("50%").output("o"))).isEqualTo("[0]drawtext=text=50\\\\\\\\%[s0]");
        assertThat(graph(Input.of("a").drawtextExpanded("%{n}").output("o"))).isEqualTo("[0]drawtext=text=%{n}[s0]");
        assertThat(graph(Input.of("a")
                        .filter("drawtext", opt("text", new LiteralText("'")))
                        .output("o")))
                .isEqualTo("[0]drawtext=text=\\\\\\\\\\\\\\'[s0]");
    }

    @Test
    void quotesForAShell() {
        assertThat(CompiledCommand.of(Input.of("it's; $HOME").output("o").option("c", ""))
                        .toShellString())
                .isEqualTo("ffmpeg -i 'it'\\''s; $HOME' -c '' o");
    }

    private static String graph(io.github.asyncffmpeg.graph.Output output) {
        List<String> arguments = CompiledCommand.of(output).arguments();
        return arguments.get(arguments.indexOf("-filter_complex") + 1);
    }

    @Test
    void escapesTheStreamsOfAnInputInTheGraphAndNotInTheMap() {
        assertThat(graph(Input.of("a").stream("m:title:it's ]\\x ")
                        .filter("volume", 2)
                        .output("o")))
                .isEqualTo("[0:m:title:it\\'s \\]\\\\x\\ ]volume=2[s0]");
        assertThat(CompiledCommand.of(Input.of("a").stream("m:title:it's ]x").output("o"))
                        .arguments())
                .containsExactly("-i", "a", "-map", "0:m:title:it's ]x", "o");
    }
}
