package io.github.asyncffmpeg.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.command.CommandOutline.Option;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandOutlineTest {

    private static CommandOutline outline(String... arguments) {
        return FFmpegCommand.of(StreamSpec.ofArguments(arguments)).outline();
    }

    @Test
    void givesEachFileTheOptionsBeforeIt() {
        CommandOutline outline = outline(
                "-y", "-ss", "3", "-i", "a.mp4", "-i", "b.wav", "-an", "-c:v:0", "copy", "-c:v:0", "h264", "o.mkv",
                "-n");
        assertThat(outline.inputs()).extracting(CommandOutline.File::target).containsExactly("a.mp4", "b.wav");
        assertThat(outline.inputs().get(0).option("ss")).contains("3");
        CommandOutline.File output = outline.outputs().get(0);
        assertThat(output.options().get(0)).isEqualTo(new Option("an", Optional.empty()));
        assertThat(output.option("c:v:0")).contains("h264");
        assertThat(output.option("an")).isEmpty();
        assertThat(output.options().get(1).base()).isEqualTo("c");
        assertThat(output.options().get(1).specifier()).isEqualTo("v:0");
        assertThat(outline.options()).hasSize(6).last().isEqualTo(new Option("n", Optional.empty()));
    }

    @Test
    void readsFiltersWithTheirPadsAndMedia() {
        CommandOutline.Graph graph =
                CommandOutline.Graph.of("[0:v]scale@small=w=320:h=-2[a];[a]overlay,hflip;sine=d=1,volume=2;"
                        + "[1:a][2:a]amix=3;concat=n=2:v=1:a=1;what=ever");
        assertThat(graph.isWhole()).isTrue();
        assertThat(graph.filters())
                .extracting(CommandOutline.Filter::inputPads)
                .containsExactly(1, 2, 1, 0, 1, 3, 4, 1);
        CommandOutline.Filter scale = graph.filters().get(0);
        assertThat(scale.instance()).isEqualTo("small");
        assertThat(scale.named()).isEqualTo(Map.of("w", "320", "h", "-2"));
        assertThat(scale.inputs()).isEqualTo(List.of("0:v"));
        assertThat(scale.medium()).contains(Medium.VIDEO);
        assertThat(graph.filters().get(2).isLinked()).isTrue();
        assertThat(graph.filters().get(7).medium()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[", "[a", "a='", "a,", "a,,b", "[a]", "a[b", "[0:v]scale=2[x"})
    void saysWhenATextIsNoGraph(String text) {
        assertThat(CommandOutline.Graph.of(text).isWhole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "a=b:c", "[0:v]null[o];", " sws_flags=bicubic; scale=2:2 ", "drawtext=text='a;b'"})
    void knowsAWholeGraph(String text) {
        assertThat(CommandOutline.Graph.of(text).isWhole()).isTrue();
    }
}
