package io.github.asyncffmpeg.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.AudioStream;
import io.github.asyncffmpeg.graph.FilterGraph;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FFmpeg's own text inside a typed graph: how it is bound and rendered, and what is refused. */
class FilterGraphTest {

    private final Input a = Input.of("a");
    private final Input b = Input.of("b");

    private static List<String> arguments(StreamSpec spec) {
        return FFmpegCommand.of(spec).arguments();
    }

    private static String graph(StreamSpec spec) {
        List<String> arguments = arguments(spec);
        return arguments.get(arguments.indexOf("-filter_complex") + 1);
    }

    private static String graph(MediaStream stream) {
        return graph(stream.output("o.mkv"));
    }

    private static void fails(MediaStream stream, String... parts) {
        fails(stream.output("o.mkv"), parts);
    }

    private static void fails(StreamSpec spec, String... parts) {
        assertThatThrownBy(() -> FFmpegCommand.of(spec))
                .isInstanceOf(FFmpegSpecException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void aChainTakesOneStreamAndGivesOne() {
        assertThat(arguments(a.video().filters("fps=10,scale=160:-1").output("o.gif")))
                .containsExactly("-i", "a", "-filter_complex", "[0:v]fps=10,scale=160:-1[s0]", "-map", "[s0]", "o.gif");
        assertThat(graph(a.audio().filters("atempo=2,volume=3"))).isEqualTo("[0:a]atempo=2,volume=3[s0]");
        assertThat(graph(a.filters("hflip").asVideo())).isEqualTo("[0]hflip[s0]");
        assertThat(graph(a.stream("v:1").filters("hflip"))).isEqualTo("[0:v:1]hflip[s0]");
    }

    @Test
    void typedFiltersGoBeforeAndAfterIt() {
        VideoStream video = a.video().hflip().filters("fps=10,null").scale(160, -1);
        assertThat(graph(video)).isEqualTo("[0:v]hflip[s0];[s0]fps=10,null[s1];[s1]scale=160:-1[s2]");
    }

    @Test
    void aLabelWithANumberIsTheInputOfThatNumber() {
        VideoStream faded =
                FilterGraph.parse("[0:v][1:v]xfade=fade:1:3[v]").inputs(b, a).video("v");
        assertThat(arguments(faded.output("o")))
                .containsExactly(
                        "-i", "b", "-i", "a", "-filter_complex", "[0:v][1:v]xfade=fade:1:3[s0]", "-map", "[s0]", "o");
        assertThat(graph(FilterGraph.parse("[1:v][0:v:1]overlay").inputs(a, b).video()))
                .isEqualTo("[0:v][1:v:1]overlay[s0]");
        assertThat(graph(FilterGraph.parse("[1][0]overlay")
                        .inputs(a.video(), b.video(2))
                        .video()))
                .isEqualTo("[0:v:2][1:v]overlay[s0]");
        assertThat(graph(
                        FilterGraph.parse("[0:v]null").inputs(a.video().hflip()).video()))
                .isEqualTo("[0:v]hflip[s0];[s0]null[s1]");
        assertThat(graph(FilterGraph.parse("[0:m:title:it\\'s]null").inputs(a).video()))
                .isEqualTo("[0:m:title:it\\'s]null[s0]");
    }

    @Test
    void otherLabelsAndOpenPadsTakeTheRestInOrder() {
        assertThat(graph(FilterGraph.parse("[main][logo]overlay[v]")
                        .inputs(a.video(), b.video())
                        .video("v")))
                .isEqualTo("[0:v][1:v]overlay[s0]");
        assertThat(graph(FilterGraph.parse("hstack=inputs=3").inputs(a, b, a).video()))
                .isEqualTo("[0][1][0]hstack=inputs=3[s0]");
        assertThat(graph(FilterGraph.parse("[1:v]hflip[x];[x][y]hstack")
                        .inputs(a, b)
                        .video()))
                .isEqualTo("[0:v]hflip[s0];[s0][1]hstack[s1]");
        assertThat(graph(FilterGraph.parse("a_new_filter").inputs(a, b).video()))
                .isEqualTo("[0][1]a_new_filter[s0]");
        assertThat(graph(FilterGraph.parse("color=red,hflip;hflip,nullsink")
                        .inputs(a)
                        .video()))
                .isEqualTo("color=red,hflip[s0];[0]hflip,nullsink");
    }

    @Test
    void ofItsOutputsEachIsTakenByItsLabel() {
        FilterGraph both = FilterGraph.parse("[0:v]fps=10[v];[0:a]atempo=2[a]").inputs(a);
        assertThat(arguments(both.video("v").output("o", both.audio("a"))))
                .containsSubsequence("[0:v]fps=10[s0];[0:a]atempo=2[s1]", "-map", "[s0]", "-map", "[s1]");
        assertThat(arguments(both.audio("a").output("o", both.video("v"))))
                .containsSubsequence("-map", "[s1]", "-map", "[s0]");
    }

    @Test
    void theOnlyOutputNeedsNoLabel() {
        FilterGraph one = FilterGraph.parse("hflip[v]").inputs(a);
        // By its label and without it is the same output: it is split.
        assertThat(graph(StreamSpec.of(one.video().output("x"), one.video("v").output("y"))))
                .isEqualTo("[0]hflip[s0];[s0]split=2[s1][s2]");
    }

    @Test
    void whatIsUsedTwiceIsSplit() {
        VideoStream small = a.video().filters("scale=160:-1");
        assertThat(graph(StreamSpec.of(small.output("x"), small.output("y"))))
                .isEqualTo("[0:v]scale=160:-1[s0];[s0]split=2[s1][s2]");
        AudioStream loud = a.audio().filters("volume=2");
        assertThat(graph(StreamSpec.of(loud.output("x"), loud.output("y")))).contains("asplit=2");
        // Into two pads of one text, by one label: FFmpeg's own text would need a split as well.
        assertThat(graph(FilterGraph.parse("[0]hflip[x];[x][0]hstack")
                        .inputs(a.video().vflip())
                        .video()))
                .isEqualTo("[0:v]vflip[s0];[s0]split=2[s1][s2];[s1]hflip[s3];[s3][s2]hstack[s4]");
        assertThat(graph(FilterGraph.parse("[in]hflip[x];[x][in]hstack[out]")
                        .inputs(a)
                        .video()))
                .isEqualTo("[0]hflip[s0];[s0][0]hstack[s1]");
        assertThat(graph(StreamSpec.of(
                        a.filters("volume=2").output("x"), a.filters("hflip").output("y"))))
                .isEqualTo("[0]volume=2[s0];[0]hflip[s1]");
    }

    @Test
    void ofAnUntypedStreamTheFilterSaysWhetherItIsSplitOrAsplit() {
        MediaStream loud = a.filters("hflip,volume=2");
        assertThat(graph(StreamSpec.of(loud.output("x"), loud.output("y")))).contains("]asplit=2[");
    }

    @Test
    void twoTextsMayHaveTheSameLabels() {
        String text = "split[t][u];[t]hflip[v];[u][v]hstack[s0]";
        VideoStream first = a.video().filters(text);
        VideoStream second = first.filters(text);
        assertThat(graph(second))
                .isEqualTo("[0:v]split[s0][s1];[s0]hflip[s2];[s1][s2]hstack[s3];"
                        + "[s3]split[s4][s5];[s4]hflip[s6];[s5][s6]hstack[s7]");
    }

    @Test
    void aNameIsFreeAgainOnceItsLinkIsMade() {
        assertThat(graph(a.video().filters("hflip[t];[t]vflip[t];[t]negate")))
                .isEqualTo("[0:v]hflip[s0];[s0]vflip[s1];[s1]negate[s2]");
        // Nor need the text be in the order of the links.
        assertThat(graph(a.video().filters("[t]vflip[out];[in]hflip[t]"))).isEqualTo("[s0]vflip[s1];[0:v]hflip[s0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drawtext=text='a\\:b, c[d];e':x=1",
                "drawtext=text=50\\\\\\\\% \\'off\\'",
                "scale@small = 160 : -1 ",
                "metadata=add:key=k:value=\\ a\\ ",
                "select='eq(n,1)',setpts=PTS-STARTPTS",
                "fps = 10 ,\n scale=160:-1\n",
                "crop=10:10, split , overlay"
            })
    void theWordsOfFiltersStayAsTheyAre(String text) {
        String compiled = graph(a.video().filters(text));
        assertThat(compiled).startsWith("[0:v]").endsWith("[s0]");
        String words = compiled.substring("[0:v]".length(), compiled.length() - "[s0]".length());
        assertThat(words.replaceAll(",\\s+", ","))
                .isEqualTo(text.replaceAll(",\\s+", ",").replaceAll("\n$", "\n"));
    }

    @Test
    void aTextBlockMayEndWithASemicolon() {
        assertThat(graph(FilterGraph.parse("""
                [0:v]hflip[t];
                [t]vflip[v];
                """).inputs(a).video("v"))).isEqualTo("[0:v]hflip[s0];[s0]vflip[s1]");
    }

    @Test
    void aCompiledTextIsTheSameByHand() {
        FilterGraph graph = FilterGraph.parse("[0:v]split[x][y];[x]hflip[z];[y][z]hstack[v]")
                .inputs(a);
        CompiledCommand command = CompiledCommand.of(graph.video("v").output("o.mkv"));
        assertThat(arguments(StreamSpec.ofArguments(command.arguments()))).isEqualTo(command.arguments());
        assertThat(command.toShellString())
                .isEqualTo("ffmpeg -i a -filter_complex '[0:v]split[s0][s1];[s0]hflip[s2];[s1][s2]hstack[s3]'"
                        + " -map '[s3]' o.mkv");
        assertThat(command.describe()).contains("0:v → [0:v]split[x][y];[x]hflip[z];[y][z]hstack[v] → s3");
        assertThat(command.names().filters()).containsExactly("split", "hflip", "hstack");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"trim=2:6,setpts=PTS-STARTPTS | 4", "setpts=0.5*PTS | 5", "loop=1:25:0,fps=10 | 11"})
    void itsLengthIsKnownForProgress(String text, double seconds) {
        Lengths lengths =
                CompiledCommand.of(a.video().filters(text).output("o.mkv")).lengths();
        KnownInput ten = new KnownInput(
                OptionalDouble.of(10),
                List.of(Optional.of(Medium.VIDEO)),
                OptionalDouble.of(25),
                OptionalDouble.empty());
        assertThat(lengths.end(List.of(ten), List.of(), List.of(), List.of()).seconds())
                .hasValue(seconds);
    }

    @Test
    void soundThatIsLeftBehindIsWarnedOf() {
        Output silent = Input.of("a.mkv").filters("hflip").asVideo().output("o.mkv");
        assertThat(FFmpegCommand.of(silent).warnings())
                .singleElement()
                .asString()
                .contains("gets the filtered video of input 'a.mkv'");
        assertThat(FFmpegCommand.of(silent.noAudio()).warnings()).isEmpty();
        Output drawn = FilterGraph.parse("[0:a]showwaves")
                .inputs(Input.of("a.wav"))
                .video()
                .output("o.mkv");
        assertThat(FFmpegCommand.of(drawn).warnings()).isEmpty();
    }

    @Test
    void itsFilesAreNamedEvenWhenItIsWrong() {
        assertThat(CompiledCommand.targets(a.video().filters("[").output("o"))).hasSize(2);
    }

    @Test
    void manyFiltersAreReadInLinearTime() {
        String text = "hflip,".repeat(20_000) + "vflip";
        assertThat(graph(a.video().filters(text))).isEqualTo("[0:v]" + text + "[s0]");
    }

    @Test
    void whatFFmpegCouldNotReadIsRefusedWithItsPlace() {
        fails(a.video().filters(""), "filter graph ''", "expected a filter at character 1");
        fails(a.video().filters("hflip,,vflip"), "expected the name of a filter at character 7");
        fails(a.video().filters("hflip,"), "expected a filter after the comma at character 7");
        fails(a.video().filters("[a"), "expected a bracket that closes the label at character 3");
        fails(a.video().filters("scale=1:1]"), "expected a comma, a semicolon or the end at character 10");
        fails(a.video().filters("drawtext=text='a"), "expected a quote that closes the text at character 17");
        fails(a.video().filters("scale=1:1\\"), "no backslash at its end");
        fails(a.video().filters("[]hflip"), "expected names in the brackets around hflip at character 3");
        fails(a.video().filters("sws_flags=lanczos;scale=1:1"), "scale=160:-1:flags=lanczos");
    }

    @Test
    void labelsThatDoNotFitTheInputsAreRefused() {
        fails(
                FilterGraph.parse("[0:v][1:v]xfade[v]").inputs(a).video("v"),
                "filter graph '[0:v][1:v]xfade[v]'",
                "expected an input for the label [1:v] of xfade at character 11, got 1 input, numbered from 0");
        fails(FilterGraph.parse("[0:v]hflip").inputs(a, b).video(), "got none of input 1, input 'b'", "no label [1]");
        fails(FilterGraph.parse("[x]hflip").video(), "expected an input for [x] of hflip at character 4, got none");
        fails(a.video().filters("overlay"), "expected an input for overlay at character 1, got no more than 1");
        fails(
                FilterGraph.parse("[0]overlay").inputs(a).video(),
                "expected 2 labels before overlay at character 4, got 1");
        fails(FilterGraph.parse("[0][1][0]hstack").inputs(a, b).video(), "expected 2 labels before hstack", "got 3");
        fails(FilterGraph.parse("[0]color=red").inputs(a).video(), "expected no label before color", "got 1");
        fails(FilterGraph.parse("[0:v]hflip").inputs(a.audio()).video(), "expected VIDEO for the label [0:v]", "AUDIO");
        fails(
                FilterGraph.parse("[0:v:1]hflip").inputs(a.video()).video(),
                "expected an Input for the label [0:v:1] of hflip");
        fails(FilterGraph.parse("[0:a?]volume=2").inputs(a).audio(), "question mark");
    }

    @Test
    void linksThatDoNotFitAreRefused() {
        fails(
                a.video().filters("split[x][y];[x]hflip[z];[x][y][z]hstack=3"),
                "expected an input for [x] of hstack at character 34");
        fails(
                FilterGraph.parse("[0]hflip[x];[0]vflip[x]").inputs(a).video("x"),
                "expected each label for one output, got it a second time: [x] of vflip at character 16");
        fails(a.video().filters("split[x]"), "expected 2 labels after split at character 1, got 1");
        fails(FilterGraph.parse("concat=v=1:a=1").inputs(a, a, a, a).video(), "expected 2 labels after concat");
    }

    @Test
    void outputsThatAreNotThereOrNotTakenAreRefused() {
        FilterGraph two = FilterGraph.parse("[0:v]split[x][y];[x]hflip[v]").inputs(a);
        fails(two.video("v"), "expected a use of each of its outputs, got none of [y] of split at character 6");
        fails(two.video(), "expected a label for one of its outputs", "it has [y], [v]");
        fails(two.video("x"), "got 'x', which goes into a filter of the text", "it has [y], [v]");
        fails(two.video("[v]"), "without brackets, got '[v]'");
        fails(FilterGraph.parse("hflip,nullsink").inputs(a).video(), "it has none");
        fails(FilterGraph.parse("[0]hflip;[0]vflip").inputs(a).video(), "one without a label, of hflip at character 4");
        fails(a.video().filters("[in]hflip[o];[in]vflip[p]"), "it has [o], [p]");
    }

    @Test
    void theOtherMediumIsRefused() {
        fails(a.audio().filters("showwaves=s=64x48"), "showwaves gives video, got it used as audio", ".video()");
        fails(a.video().filters("hflip,volume=2"), "volume gives audio, got it used as video");
        FilterGraph one = FilterGraph.parse("hflip[v]").inputs(a);
        Output both = one.video("v").output("o", one.audio("v"));
        fails(both, "hflip gives video, got it used as audio");
    }

    @Test
    void nullsAreRefused() {
        assertThatThrownBy(() -> FilterGraph.parse(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> FilterGraph.parse("hflip").inputs(a, null)).hasMessageContaining("got null");
        assertThatThrownBy(() -> FilterGraph.parse("a\0")).hasMessageContaining("NUL");
        assertThatThrownBy(() -> StreamSpec.of(Map.of("x", a.filters(null).output("o"))))
                .isInstanceOf(NullPointerException.class);
    }
}
