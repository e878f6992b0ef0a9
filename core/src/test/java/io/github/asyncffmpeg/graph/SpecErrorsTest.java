package io.github.asyncffmpeg.graph;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SpecErrorsTest {

    private final Input in = Input.of("in.mp4");

    private static void fails(ThrowingCallable code, String... parts) {
        assertThatThrownBy(code).isInstanceOf(FFmpegSpecException.class).hasMessageContainingAll(parts);
    }

    @Test
    void wantsWholeSegments() {
        fails(
                () -> Concat.of(1, 1, in.video(), in.audio(), in.video()),
                "filter concat",
                "multiple of 2 (v=1, a=1), got 3");
        fails(() -> Concat.of(0, 0, in.video()), "filter concat", "not both 0");
        fails(() -> Concat.video(List.of()), "filter concat", "got 0");
        fails(() -> Concat.of(1, 1, in.audio(), in.video()), "concat", "stream 0 (segment 0)", "VIDEO", "AUDIO");
        fails(() -> Concat.of(1, 0, in.video()).audio(), "one of its 0 audio outputs");
    }

    @Test
    void wantsOutputsAndStreams() {
        fails(() -> StreamSpec.of(List.of()), "at least one output");
        fails(() -> StreamSpec.of(Map.of()), "at least one output");
        fails(() -> StreamSpec.of(Arrays.asList(in.output("o"), null)), "null among them");
        fails(() -> Output.of("o"), "output 'o'", "at least one stream");
        fails(() -> in.output("o", in, null), "output 'o'", "null among them");
        fails(() -> in.output(""), "file name");
        Output once = in.output("o");
        fails(() -> StreamSpec.of(once, once), "output 'o'", "twice");
    }

    @Test
    void wantsNamesThatCanBeNames() {
        fails(() -> in.filter(""), "filter", "empty");
        fails(() -> in.filter("a b"), "filter 'a b'", "white space");
        fails(() -> in.filter("scale", opt("w\n", 1)), "w\\n");
        fails(() -> in.output("o").option("-crf", 21), "output 'o'", "without its dash, 'crf'");
        fails(() -> in.output("o").option("a\nb", 1), "output 'o'", "white space");
        fails(() -> in.output("o").metadata("a=b", "c"), "metadata key");
        fails(() -> in.option("f", "x").option("format", "y"), "either 'f' or 'format'");
        fails(() -> in.stream(""), "stream specifier");
    }

    @Test
    void wantsValuesThatFFmpegCanRead() {
        fails(() -> in.filter("scale", (Object) null), "filter scale", "got null");
        fails(() -> in.filter("scale", List.of(1)), "filter scale", "List");
        fails(() -> in.filter("scale", new int[] {1}), "filter scale", "int[]");
        fails(() -> in.filter("overlay", in.video()), "got a stream", "FilterNode.of");
        fails(() -> in.filter("scale", opt("w", 1), opt("w", 2)), "'w' twice");
        fails(() -> in.drawtext("a\0b"), "NUL");
        fails(() -> in.drawtext("\ud83d"), "surrogate");
        fails(() -> Input.of("a\0"), "NUL");
        fails(() -> StreamSpec.ofArguments("-i", "a\0"), "NUL");
        fails(() -> in.drawbox(1, 1, 1, 1, "red", 0), "drawbox", "above 0");
    }

    @Test
    void wantsArgumentsWithoutTheProgram() {
        fails(() -> StreamSpec.ofArguments("ffmpeg", "-i", "a", "b"), "leave it out");
        fails(() -> StreamSpec.ofArguments(), "at least one");
        fails(() -> StreamSpec.ofArguments(Arrays.asList("a", null)), "argument 1", "null");
    }

    @Test
    void findsWhatASingleNodeCouldNotSee() {
        fails(
                () -> FFmpegCommand.of(in.stream("a?").filter("volume", 2).output("o")),
                "filter volume=2",
                "a?",
                "input 'in.mp4'");
        FilterNode node = FilterNode.of("movie", List.of(), "a.mp4");
        fails(() -> FFmpegCommand.of(node.video().output("o", node.audio())), "filter movie", "VIDEO and AUDIO");
    }

    @Test
    void takesValuesOverWhenTheNodeIsMade() {
        List<String> values = new ArrayList<>(List.of("a"));
        Output output = in.output("o").option("x", values);
        values.add("b");
        assertThat(FFmpegCommand.of(output).arguments()).containsExactly("-i", "in.mp4", "-x", "a", "o");
    }

    @Test
    void changesCopiesOnly() {
        Output plain = in.output("o");
        assertThat(plain.codec("copy")).isNotSameAs(plain);
        assertThat(FFmpegCommand.of(plain).arguments()).containsExactly("-i", "in.mp4", "o");
    }

    @Test
    void doesNotTakeThePlaceOfWordsForAFontFile() {
        fails(() -> in.drawtext("hi", 10, 10), "filter drawtext", "made at", "expected at(x, y) or opt(...), got 10");
        fails(() -> in.drawtextExpanded("hi", "a.ttf"), "expected at(x, y) or opt(...), got a.ttf");
        assertThat(in.drawtext("hi", Map.of("x", 1)).node().describe()).isEqualTo("filter drawtext=text=hi:x=1");
    }

    @Test
    void wantsAValueOrAFlag() {
        Output output = in.output("o").option("shortest", true);
        fails(() -> output.option("shortest"), "output 'o'", "expected a value", "flag(\"shortest\")");
        fails(() -> output.addOption("shortest"), "expected a value");
        assertThat(output.option("shortest", List.of()).options().of("shortest"))
                .isEmpty();
    }
}
