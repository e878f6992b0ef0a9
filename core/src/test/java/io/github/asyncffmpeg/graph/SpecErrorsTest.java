package io.github.asyncffmpeg.graph;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.media.Rational;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SpecErrorsTest {

    private final Input in = Input.of("in.mp4");

    private static void failsByNull(ThrowingCallable code, String... parts) {
        assertThatThrownBy(code).isInstanceOf(NullPointerException.class).hasMessageContainingAll(parts);
    }

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
        failsByNull(() -> StreamSpec.of(Arrays.asList(in.output("o"), null)), "null among them");
        fails(() -> Output.of("o"), "output 'o'", "at least one stream");
        failsByNull(() -> in.output("o", in, null), "output 'o'", "null among them");
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
        failsByNull(() -> in.filter("scale", (Object) null), "filter scale", "got null");
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
    void wantsSettingsThatSaySomething() {
        Output output = in.output("o");
        fails(() -> output.preset(""), "output 'o', preset", "made at");
        fails(() -> output.preset(" "), "output 'o', preset", "made at");
        fails(() -> output.crf(-1), "output 'o', crf", "at least 0, got -1", "made at");
        fails(() -> output.crf(Double.NaN), "output 'o', crf", "NaN");
        fails(() -> output.pixelFormat(""), "output 'o', pixelFormat", "made at");
        fails(() -> output.bitRate("", "1M"), "output 'o', bitRate streams", "blank", "made at");
        fails(() -> output.bitRate("v", " "), "output 'o', bitRate", "blank", "made at");
        fails(() -> output.bitRate("v", -5), "output 'o', bitRate", "got -5", "made at");
        fails(() -> output.frameRate(""), "output 'o', frameRate", "blank", "made at");
        fails(() -> output.frameRate(-25), "output 'o', frameRate", "got -25", "made at");
        fails(() -> output.codec(""), "output 'o', codec", "made at");
        fails(() -> output.codec("", "copy"), "output 'o', codec streams", "blank", "made at");
        fails(() -> output.codec("v", ""), "output 'o', codec", "made at");
        fails(() -> output.format(" "), "output 'o', format", "made at");
        fails(() -> output.metadata(" ", "x"), "output 'o', metadata key", "blank", "made at");
        fails(() -> output.metadata("", "title", "x"), "output 'o', metadata part", "blank", "made at");
        fails(() -> output.option("", 1), "output 'o', option", "made at");
        fails(() -> output.flag(" "), "output 'o', option", "made at");
        fails(() -> in.codec(" ", "h264"), "input 'in.mp4', codec streams", "blank", "made at");
        fails(() -> in.format(""), "input 'in.mp4', format", "made at");
        fails(() -> in.stream(" "), "stream specifier", "made at");
        assertThat(FFmpegCommand.of(output.metadata("title", "").crf(0).bitRate("v", 0))
                        .arguments())
                .contains("title=", "-crf", "0", "-b:v");
    }

    private static void compiles(Output output) {
        assertThat(FFmpegCommand.of(output).arguments()).isNotEmpty();
    }

    @Test
    void wantsAnEncoderForWhatAFilterGives() {
        Output output = in.video().hflip().output("o.mp4", in.audio());
        fails(
                () -> FFmpegCommand.of(output.codec("copy")),
                "output 'o.mp4'",
                "filter hflip",
                "codec copy",
                "codec(\"a\", \"copy\")");
        fails(() -> FFmpegCommand.of(output.codec("v", "copy")), "filter hflip");
        fails(() -> FFmpegCommand.of(output.option("vcodec", "copy")), "filter hflip");
        fails(() -> FFmpegCommand.of(output.codec("0", "copy")), "filter hflip");
        fails(() -> FFmpegCommand.of(output.codec("v:0", "copy")), "filter hflip");
        fails(() -> FFmpegCommand.of(output.codec("copy").codec("a", "aac")), "filter hflip");
        fails(() -> FFmpegCommand.of(in.filter("hflip").output("o").codec("copy")), "filter hflip");
        fails(() -> FFmpegCommand.of(in.filters("hflip,vflip").output("o").codec("copy")), "copy");
        fails(
                () -> FFmpegCommand.of(
                        in.audio().volume(2).output("o", in.video()).codec("copy")),
                "filter volume",
                "codec(\"v\", \"copy\")");
        // The second video of the output, or the first, after streams that are each one.
        Output second = in.video(0).output("o", in.audio(0), in.video().hflip());
        fails(() -> FFmpegCommand.of(second.codec("v:1", "copy")), "filter hflip");
        fails(() -> FFmpegCommand.of(second.codec("2", "copy")), "filter hflip");
        compiles(second.codec("v:0", "copy"));
        compiles(second.codec("1", "copy"));
    }

    @Test
    void letsOtherStreamsBeCopied() {
        Output output = in.video().hflip().output("o.mp4", in.audio());
        compiles(output.codec("a", "copy"));
        compiles(output.codec("copy").codec("v", "libx264"));
        compiles(output.codec("copy").codec("v:0", "libx264"));
        compiles(output.codec("copy").codec("m:title:x", "libx264"));
        compiles(output.codec("v:1", "copy"));
        compiles(output.codec("m:title:x", "copy"));
        compiles(in.audio().volume(2).output("o", in.video()).codec("v", "copy"));
        compiles(in.video().output("o").codec("copy"));
        // How many streams in.audio() is, the input decides.
        compiles(in.audio().output("o", in.video().hflip()).codec("1", "copy"));
    }

    @Test
    void wantsArgumentsWithoutTheProgram() {
        fails(() -> StreamSpec.ofArguments("ffmpeg", "-i", "a", "b"), "leave it out");
        fails(() -> StreamSpec.ofArguments(), "at least one");
        failsByNull(() -> StreamSpec.ofArguments(Arrays.asList("a", null)), "argument 1", "null");
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
        assertThat(output.option("shortest", List.of()).options().get("shortest"))
                .isEmpty();
    }

    @Test
    void refusesNullsWithASentence() {
        Output output = in.output("o");
        failsByNull(() -> output.option("crf", (Object[]) null), "output 'o', option crf", "got null", "made at");
        failsByNull(() -> in.filter("scale", (Object[]) null), "filter scale", "got null", "made at");
        failsByNull(() -> in.overlay(in, (Object[]) null), "filter overlay", "got null");
        failsByNull(() -> in.drawtext("hi", (Object[]) null), "filter drawtext", "got null");
        failsByNull(() -> in.crop(1, 1, Position.at(1, 1), (FilterOption[]) null), "got null");
        failsByNull(() -> in.filter(null), "filter", "got null");
        failsByNull(() -> in.option(null, 1), "input 'in.mp4', option", "got null");
        failsByNull(() -> output.globalArguments((String) null), "output 'o', global argument", "got null", "made at");
        failsByNull(() -> output.globalArgumentsFirst((String[]) null), "global argument", "got null");
        failsByNull(() -> StreamSpec.of(output).globalArguments((String) null), "global argument", "got null");
        failsByNull(() -> Input.of((String) null), "input target", "got null", "made at");
        failsByNull(() -> Input.of((Path) null), "input target", "got null", "made at");
        failsByNull(() -> Input.of((MediaTarget) null), "input target", "got null", "made at");
        failsByNull(() -> in.output((Path) null), "output target", "got null", "made at");
        failsByNull(() -> in.output((MediaTarget) null), "output target", "got null", "made at");
        failsByNull(() -> in.stream(null), "input 'in.mp4', stream specifier", "got null", "made at");
        failsByNull(() -> output.sinks((FilterNode) null), "output 'o', sinks", "got null", "made at");
        Map<String, Output> labels = new HashMap<>();
        labels.put(null, output);
        failsByNull(() -> StreamSpec.of(labels), "label", "got null", "made at");
    }

    @Test
    void saysWhichLineEvenWhereThereIsNoNodeYet() {
        fails(() -> opt("", 1), "filter option", "made at");
        fails(() -> opt("w", List.of()), "filter option w", "made at");
        fails(() -> in.output("o").option("-crf", 21), "made at");
        fails(() -> in.output("o").flag(""), "output 'o', option", "made at");
        fails(() -> in.output("o").option("f", "x").option("format", "y"), "output 'o', option f", "made at");
        fails(() -> Input.of(""), "input target", "made at");
        fails(() -> in.output(""), "output target", "made at");
        fails(() -> in.drawbox(1, 1, 1, 1, "red", 0), "made at");
        fails(() -> in.size(0, 1), "input 'in.mp4', size 0x1", "made at");
        fails(() -> in.stream(""), "input 'in.mp4', stream specifier", "made at");
        fails(() -> StreamSpec.of(), "stream spec", "made at");
        fails(() -> StreamSpec.ofArguments(), "arguments", "made at");
        assertThatThrownBy(() -> in.filter("scale", Map.of("", 1))).message().containsOnlyOnce("made at");
    }

    @Test
    void wantsFilterNamesAlone() {
        for (String name : List.of("scale=640:360", "hflip,vflip", "hflip;vflip", "[0]hflip", "scale:1")) {
            fails(
                    () -> in.filter(name),
                    "filter '" + name + "'",
                    "name alone",
                    "filter(\"scale\", 640, 360)",
                    "made at");
        }
    }

    @Test
    void wantsNumbersFromZero() {
        fails(() -> in.video(-1), "input 'in.mp4'", "from 0, got -1", "made at");
        fails(() -> in.audio(-1), "input 'in.mp4'", "from 0, got -1");
        fails(() -> in.filterMultiOutput("split").video(-1), "filter output", "from 0, got -1", "made at");
        fails(() -> in.split().video(-2), "from 0, got -2");
    }

    @Test
    void wantsGlobalArgumentsThatAreNotOutputs() {
        fails(() -> in.output("o").globalArguments(""), "output 'o', global argument", "empty", "made at");
        fails(() -> in.output("o").globalArgumentsFirst(""), "global argument", "empty");
    }

    @Test
    void findsAFilterThatGivesTheOtherMedium() {
        fails(
                () -> FFmpegCommand.of(in.audio().filter("showwaves").output("o")),
                "made at",
                "showwaves gives video",
                "visualize(\"showwaves\", ...)");
        fails(
                () -> FFmpegCommand.of(in.audio().filter("reverse@a").output("o")),
                "reverse gives video",
                "areverse for sound");
        fails(() -> FFmpegCommand.of(in.video().filter("volume", 2).output("o")), "volume gives audio", "in.audio()");
        FilterNode response = FilterNode.of("afir", List.of(in.audio(), in.audio()), opt("response", 1));
        assertThat(FFmpegCommand.of(response.audio().output("o", response.video(1)))
                        .arguments())
                .contains("[0:a][0:a]afir=response=1[s0][s1]");
        assertThat(FFmpegCommand.of(in.audio().visualize("showwaves").output("o"))
                        .arguments())
                .contains("[0:a]showwaves[s0]");
    }

    @Test
    void takesStreamSpecifiersWithBlanks() {
        Output output = in.output("o").codec("m:title:Main Video", "copy");
        assertThat(FFmpegCommand.of(output).arguments())
                .containsExactly("-i", "in.mp4", "-c:m:title:Main Video", "copy", "o");
        fails(() -> in.output("o").option("c v:0", "copy"), "white space");
        fails(() -> in.output("o").option(":v", "copy"), "expected a name");
        fails(() -> in.output("o").flag("c:v libx264"), "white space");
        fails(() -> in.output("o").codec("v copy", "x"), "white space");
    }

    @Test
    void wantsTimesAndNumbersThatFFmpegMakesSenseOf() {
        fails(
                () -> in.seek(Duration.ofSeconds(-1)),
                "input 'in.mp4', seek: expected a time of at least zero, got PT-1S");
        fails(() -> in.output("o").duration(Duration.ofMillis(-1)), "at least zero");
        fails(() -> in.endAt(Duration.ofSeconds(-1)), "at least zero");
        fails(() -> in.output("o").option("crf", Double.NaN), "option crf: expected a finite number, got NaN");
        fails(() -> in.filter("volume", Double.POSITIVE_INFINITY), "expected a finite number");
        fails(() -> in.output("o").codec(""), "codec: expected a name, got an empty text");
        fails(() -> in.output("o").format("mp 4"), "white space");
        assertThat(FFmpegCommand.of(in.option("sseof", Duration.ofSeconds(-10)).output("o"))
                        .arguments())
                .containsExactly("-sseof", "-10", "-i", "in.mp4", "o");
    }

    @Test
    void writesWholeFractionsAsNumbers() {
        assertThat(FFmpegCommand.of(in.output("o")
                                .option("t", new Rational(25, 1))
                                .option("ar", new Rational(96000, 2))
                                .frameRate(new Rational(30000, 1001)))
                        .arguments())
                .containsExactly("-i", "in.mp4", "-ar", "48000", "-r", "30000/1001", "-t", "25", "o");
    }

    @Test
    void saysItOnce() {
        assertThatThrownBy(() -> in.output("o").codec(""))
                .isInstanceOf(FFmpegSpecException.class)
                .hasNoCause()
                .hasMessageContaining("made at");
    }

    @Test
    void namesWhatIsNull() {
        Output output = in.output("o");
        failsByNull(() -> output.metadata("title", null), "metadata value: expected a value, got null");
        failsByNull(() -> output.metadata(null, "x"), "metadata key: expected a value, got null");
        failsByNull(() -> output.metadata(null, "title", "x"), "metadata part: expected a value, got null");
        failsByNull(() -> output.codec(null, "copy"), "codec streams: expected a value, got null");
        failsByNull(() -> output.bitRate(null, 100), "bitRate streams: expected a value, got null");
        failsByNull(() -> output.codec(null), "codec: expected a name, got null");
    }

    @Test
    void beginsWithAnyTarget() {
        MediaTarget target = MediaTarget.pattern(Path.of("d"), "%d.png");
        assertThat(FFmpeg.input(target).source()).isSameAs(target);
    }
}
