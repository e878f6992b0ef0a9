package io.github.asyncffmpeg.internal.compile;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static io.github.asyncffmpeg.graph.Position.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.Concat;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.media.FrameSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where ffmpeg-python is right, the arguments are its own (docs/graph.md has the differences). */
class FFmpegPythonParityTest {

    private static List<String> arguments(StreamSpec spec) {
        return CompiledCommand.of(spec).arguments();
    }

    private static String graph(StreamSpec spec) {
        List<String> arguments = arguments(spec);
        return arguments.get(arguments.indexOf("-filter_complex") + 1);
    }

    @Test
    void copiesAnInputToAnOutput() {
        assertThat(arguments(Input.of("dummy.mp4").output("dummy2.mp4")))
                .containsExactly("-i", "dummy.mp4", "dummy2.mp4");
    }

    @Test
    void writesCodecAsC() {
        assertThat(arguments(Input.of("input.mp4").output("output1.mp4").codec("copy")))
                .containsExactly("-i", "input.mp4", "-c", "copy", "output1.mp4");
    }

    @Test
    void scales() {
        assertThat(arguments(Input.of("input.mp4").filter("scale", 768, -1).output("output2.mp4")))
                .containsExactly(
                        "-i", "input.mp4", "-filter_complex", "[0]scale=768:-1[s0]", "-map", "[s0]", "output2.mp4");
    }

    @Test
    void writesTheComplexExampleOfItsReadme() {
        FilterNode split = Input.of("in.mp4").vflip().split();
        VideoStream overlay =
                Input.of("overlay.png").filter("crop", 158, 112, 10, 10).asVideo();
        Output spec = Concat.video(
                        split.video(0).trim(opt("start_frame", 10), opt("end_frame", 20)),
                        split.video(1).trim(opt("start_frame", 30), opt("end_frame", 40)),
                        split.video(3).trim(opt("start_frame", 50), opt("end_frame", 60)))
                .overlay(overlay.hflip())
                .drawbox(50, 50, 120, 120, "red", 5)
                .output("out.mp4");
        assertThat(arguments(spec))
                .containsExactly(
                        "-i",
                        "in.mp4",
                        "-i",
                        "overlay.png",
                        "-filter_complex",
                        "[0]vflip[s0];"
                                + "[s0]split=3[s1][s2][s3];"
                                + "[s1]trim=end_frame=20:start_frame=10[s4];"
                                + "[s2]trim=end_frame=40:start_frame=30[s5];"
                                + "[s3]trim=end_frame=60:start_frame=50[s6];"
                                + "[s4][s5][s6]concat=n=3[s7];"
                                + "[1]crop=158:112:10:10[s8];"
                                + "[s8]hflip[s9];"
                                + "[s7][s9]overlay=eof_action=repeat[s10];"
                                + "[s10]drawbox=50:50:120:120:red:t=5[s11]",
                        "-map",
                        "[s11]",
                        "out.mp4");
    }

    @Test
    void splitsByItselfWhereItsUserHadTo() {
        VideoStream flipped = Input.of("in.mp4").vflip();
        StreamSpec byItself = flipped.hflip().overlay(flipped).output("out.mp4");
        FilterNode split = Input.of("in.mp4").vflip().split();
        StreamSpec byHand = split.video(0).hflip().overlay(split.video(1)).output("out.mp4");
        assertThat(arguments(byItself)).isEqualTo(arguments(byHand));
        assertThat(graph(byItself))
                .isEqualTo("[0]vflip[s0];[s0]split=2[s1][s2];[s1]hflip[s3];[s3][s2]overlay=eof_action=repeat[s4]");
    }

    @Test
    void joinsVideoAndAudio() {
        Input first = Input.of("in1.mp4");
        Input second = Input.of("in2.mp4");
        Concat joined = Concat.of(1, 1, first.video(), first.audio(), second.hflip(), second.stream("a"));
        assertThat(arguments(joined.video().output("dummy2.mp4", joined.audio())))
                .containsExactly(
                        "-i",
                        "in1.mp4",
                        "-i",
                        "in2.mp4",
                        "-filter_complex",
                        "[1]hflip[s0];[0:v][0:a][s0][1:a]concat=a=1:n=2:v=1[s1][s2]",
                        "-map",
                        "[s1]",
                        "-map",
                        "[s2]",
                        "dummy2.mp4");
    }

    @Test
    void joinsAudioAlone() {
        assertThat(graph(Concat.audio(Input.of("a").audio(), Input.of("b").audio())
                        .output("c")))
                .isEqualTo("[0:a][1:a]concat=a=1:n=2:v=0[s0]");
    }

    @Test
    void mapsSelectors() {
        Input in = Input.of("in.mp4");
        assertThat(arguments(in.video().output("o", in.audio(), in.stream("m:language:eng"), in.stream("a?"), in)))
                .containsExactly(
                        "-i",
                        "in.mp4",
                        "-map",
                        "0:v",
                        "-map",
                        "0:a",
                        "-map",
                        "0:m:language:eng",
                        "-map",
                        "0:a?",
                        "-map",
                        "0",
                        "o");
    }

    @Test
    void mapsAnInputThatIsNotTheFirst() {
        Input a = Input.of("a");
        Input b = Input.of("b");
        assertThat(arguments(
                        StreamSpec.of(a.output("o1"), b.output("o2"), a.video().output("o3"))))
                .containsExactly("-i", "a", "-i", "b", "o1", "-map", "1", "o2", "-map", "0:v", "o3");
    }

    @Test
    void sortsOptionsByCodePointAfterThoseThatComeFirst() {
        Output output = Input.of("a")
                .output("o")
                .option("ca", 1)
                .codec("v", "libx264")
                .option("b:a", "96k")
                .codec("copy")
                .option("B", 2)
                .option("video_size", new FrameSize(320, 240))
                .option("audio_bitrate", 128000)
                .option("video_bitrate", 1000)
                .format("mp4");
        assertThat(arguments(output))
                .containsExactly(
                        "-i",
                        "a",
                        "-f",
                        "mp4",
                        "-b:v",
                        "1000",
                        "-b:a",
                        "128000",
                        "-video_size",
                        "320x240",
                        "-B",
                        "2",
                        "-b:a",
                        "96k",
                        "-c",
                        "copy",
                        "-c:v",
                        "libx264",
                        "-ca",
                        "1",
                        "o");
    }

    @Test
    void putsTheOptionsOfAnInputBeforeIt() {
        Input input = Input.of("pipe:")
                .option("pix_fmt", "rgb24")
                .option("format", "rawvideo")
                .size(32, 24)
                .option("framerate", 25);
        assertThat(arguments(input.output("o")))
                .containsExactly(
                        "-f",
                        "rawvideo",
                        "-video_size",
                        "32x24",
                        "-framerate",
                        "25",
                        "-pix_fmt",
                        "rgb24",
                        "-i",
                        "pipe:",
                        "o");
    }

    @Test
    void repeatsOptionsAndKeepsTheirOrder() {
        Output output = Input.of("a")
                .output("o")
                .option("streamid", List.of("0:0x101", "1:0x102"))
                .flag("shortest")
                .option("empty", List.of())
                .metadata("title", "a b")
                .metadata("artist", "c=d")
                .metadata("s:a:0", "language", "eng");
        assertThat(arguments(output))
                .containsExactly(
                        "-i",
                        "a",
                        "-metadata",
                        "title=a b",
                        "-metadata",
                        "artist=c=d",
                        "-metadata:s:a:0",
                        "language=eng",
                        "-shortest",
                        "-streamid",
                        "0:0x101",
                        "-streamid",
                        "1:0x102",
                        "o");
    }

    @Test
    void putsGlobalArgumentsAtTheEndAndOverwriteWhereItWasCalled() {
        Output output =
                Input.of("a").output("o").globalArguments("-loglevel", "error").overwrite();
        assertThat(arguments(output)).containsExactly("-i", "a", "o", "-loglevel", "error", "-y");
    }

    @Test
    void ordersLabelsByNumberAndDoesNotWriteThem() {
        FilterNode node = FilterNode.of("scale2ref", List.of(Input.of("a"), Input.of("b")));
        assertThat(arguments(node.video(10000).output("o", node.video(1))))
                .containsSubsequence("[0][1]scale2ref[s0][s1]", "-map", "[s1]", "-map", "[s0]");
    }

    @Test
    void keepsAnExplicitSplitAndCountsItsBranches() {
        FilterNode split = FilterNode.of("split", List.of(Input.of("a").video()), 7);
        assertThat(graph(
                        StreamSpec.of(split.video(0).output("x"), split.video(4).output("y"))))
                .isEqualTo("[0:v]split=2[s0][s1]");
    }

    @Test
    void leavesOutZeroPositionsOfDrawtext() {
        assertThat(graph(Input.of("a").drawtext("hi", at(0, 5)).output("o"))).isEqualTo("[0]drawtext=text=hi:y=5[s0]");
    }

    @Test
    void keepsTheArgumentsOfColorchannelmixer() {
        assertThat(graph(Input.of("a")
                        .colorchannelmixer(0.393, .769, opt("rb", .189))
                        .output("o")))
                .isEqualTo("[0]colorchannelmixer=0.393:0.769:rb=0.189[s0]");
    }

    @Test
    void writesTheOtherFiltersPlainly() {
        assertThat(graph(Input.of("a")
                        .hue(opt("h", 90))
                        .setpts("PTS-STARTPTS")
                        .zoompan(opt("z", 1.5))
                        .filter("fps", opt("fps", 25), opt("round", "up"))
                        .output("o")))
                .isEqualTo("[0]hue=h=90[s0];[s0]setpts=PTS-STARTPTS[s1];[s1]zoompan=z=1.5[s2];"
                        + "[s2]fps=fps=25:round=up[s3]");
    }

    @Test
    void namesThreeOfTheSameInputOnce() {
        Input in = Input.of("in.mp4");
        List<VideoStream> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parts.add(in.trim(opt("start", i)));
        }
        assertThat(arguments(Concat.video(parts).output("o")))
                .containsSequence(
                        "-i",
                        "in.mp4",
                        "-filter_complex",
                        "[0]trim=start=0[s0];[0]trim=start=1[s1];[0]trim=start=2[s2];[s0][s1][s2]concat=n=3[s3]");
    }

    @Test
    void takesAFilterAsAMapOfOptions() {
        assertThat(graph(Input.of("a").filter("scale", Map.of("w", 2, "h", 4)).output("o")))
                .isEqualTo("[0]scale=h=4:w=2[s0]");
    }

    @Test
    void keepsTheOrderOfOutputs() {
        Input a = Input.of("a");
        Input b = Input.of("b");
        MediaStream fromA = a.hflip();
        MediaStream fromB = b.vflip();
        List<String> merged = List.of(
                "-i",
                "a",
                "-i",
                "b",
                "-filter_complex",
                "[0]hflip[s0];[1]vflip[s1]",
                "-map",
                "[s0]",
                "o1",
                "-map",
                "[s1]",
                "o2");
        assertThat(arguments(StreamSpec.of(List.of(fromA.output("o1"), fromB.output("o2")))))
                .isEqualTo(merged);
        Map<String, Output> labelled = new LinkedHashMap<>();
        labelled.put("z", fromA.output("o1"));
        labelled.put("y", fromB.output("o2"));
        assertThat(arguments(StreamSpec.of(labelled))).isEqualTo(merged);
        assertThat(arguments(StreamSpec.of(Map.of("2", fromB.output("o2"), "1", fromA.output("o1")))))
                .isEqualTo(merged);
    }
}
