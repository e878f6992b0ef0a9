package io.github.asyncffmpeg.internal.compile;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static io.github.asyncffmpeg.graph.Position.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.AudioStream;
import io.github.asyncffmpeg.graph.Concat;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where ffmpeg-python is wrong or has nothing to say. */
class DifferencesTest {

    private static List<String> arguments(StreamSpec spec) {
        return CompiledCommand.of(spec).arguments();
    }

    private static String graph(StreamSpec spec) {
        List<String> arguments = arguments(spec);
        return arguments.get(arguments.indexOf("-filter_complex") + 1);
    }

    @Test
    void opensTheSameFileTwiceForTwoInputs() {
        assertThat(arguments(Input.of("a").video().output("o", Input.of("a").audio())))
                .containsExactly("-i", "a", "-i", "a", "-map", "0:v", "-map", "1:a", "o");
    }

    @Test
    void doesNotTakeHflipForVflip() {
        Input in = Input.of("a");
        assertThat(graph(in.hflip().overlay(in.vflip()).output("o")))
                .isEqualTo("[0]hflip[s0];[0]vflip[s1];[s0][s1]overlay=eof_action=repeat[s2]");
    }

    @Test
    void keepsTwoEqualChainsApart() {
        Input in = Input.of("a");
        assertThat(graph(in.hflip().overlay(in.hflip()).output("o")))
                .isEqualTo("[0]hflip[s0];[0]hflip[s1];[s0][s1]overlay=eof_action=repeat[s2]");
    }

    @Test
    void splitsVideoAndAudioForSeveralOutputs() {
        Input in = Input.of("a");
        VideoStream video = in.video().hflip();
        AudioStream audio = in.audio().volume(2);
        assertThat(arguments(StreamSpec.of(video.output("x", audio), video.output("y", audio))))
                .containsExactly(
                        "-i",
                        "a",
                        "-filter_complex",
                        "[0:v]hflip[s0];[s0]split=2[s1][s2];[0:a]volume=2[s3];[s3]asplit=2[s4][s5]",
                        "-map",
                        "[s1]",
                        "-map",
                        "[s4]",
                        "x",
                        "-map",
                        "[s2]",
                        "-map",
                        "[s5]",
                        "y");
    }

    @Test
    void splitsOneOutputOfAFilterThatIsUsedTwiceByOneFilter() {
        VideoStream flipped = Input.of("a").hflip();
        assertThat(graph(flipped.overlay(flipped).output("o")))
                .isEqualTo("[0]hflip[s0];[s0]split=2[s1][s2];[s1][s2]overlay=eof_action=repeat[s3]");
    }

    @Test
    void neverSplitsAnInput() {
        Input in = Input.of("a");
        assertThat(graph(in.video().overlay(in.video()).output("o")))
                .isEqualTo("[0:v][0:v]overlay=eof_action=repeat[s0]");
    }

    @Test
    void tellsTheMediumOfAFreeFilterFromItsNameThenFromItsInputs() {
        MediaStream byName = Input.of("a").filter("aecho");
        assertThat(graph(byName.output("o", byName))).contains("asplit=2");
        MediaStream byInput = Input.of("a").stream("a:1").filter("someplugin");
        assertThat(graph(byInput.output("o", byInput))).contains("asplit=2");
    }

    @Test
    void asksWhenTheMediumCannotBeTold() {
        var free = Input.of("a").filter("someplugin");
        assertThatThrownBy(() -> arguments(free.output("o", free)))
                .isInstanceOf(FFmpegSpecException.class)
                .hasMessageContaining("filter someplugin")
                .hasMessageContaining(".asVideo() or .asAudio()");
        assertThat(graph(free.asVideo().output("o", free))).contains("[s0]split=2[s1][s2]");
    }

    @Test
    void hasSourcesAndSinksInTheGraph() {
        FilterNode planes =
                FilterNode.of("extractplanes", List.of(VideoStream.source("color", opt("c", "red"))), "y+u");
        Output output = planes.video(0)
                .output("o", AudioStream.source("anullsrc"))
                .sinks(planes.video(1).sink("nullsink"));
        assertThat(arguments(output))
                .containsExactly(
                        "-filter_complex",
                        "color=c=red[s0];[s0]extractplanes=y+u[s1][s2];anullsrc[s3];[s2]nullsink",
                        "-map",
                        "[s1]",
                        "-map",
                        "[s3]",
                        "o");
    }

    @Test
    void endsOutputsOfConcatThatNobodyTakes() {
        Input a = Input.of("a");
        Input b = Input.of("b");
        Concat both = Concat.of(1, 1, a.video(), a.audio(), b.video(), b.audio());
        assertThat(graph(both.audio().output("o")))
                .isEqualTo("[0:v][0:a][1:v][1:a]concat=a=1:n=2:v=1[s0][s1];[s0]nullsink");
    }

    @Test
    void escapesPositionalValuesLikeNamedOnes() {
        assertThat(graph(Input.of("a").filter("subtitles", "tes't.mkv").output("o")))
                .isEqualTo("[0]subtitles=tes\\\\\\'t.mkv[s0]");
    }

    @Test
    void putsGlobalArgumentsBeforeTheInputsWhenAsked() {
        Output output = Input.of("a")
                .output("o")
                .globalArgumentsFirst("-hide_banner")
                .overwrite()
                .overwrite();
        assertThat(arguments(output)).containsExactly("-hide_banner", "-i", "a", "o", "-y");
    }

    @Test
    void overwritesOnceForSeveralOutputs() {
        Input in = Input.of("a");
        assertThat(arguments(
                        StreamSpec.of(in.output("x").overwrite(), in.output("y").overwrite())
                                .overwrite()))
                .containsExactly("-i", "a", "x", "y", "-y");
    }

    @Test
    void writesBooleansThatFFmpegReads() {
        Output output = Input.of("a")
                .filter("scale", opt("w", 2), opt("h", 2), opt("interl", true))
                .output("o")
                .option("shortest", true)
                .option("autoscale", false)
                .option("autorotate", true)
                .option("write_tmcd", false);
        assertThat(arguments(output))
                .contains("[0]scale=h=2:interl=1:w=2[s0]")
                .containsSubsequence("-noautoscale", "-shortest", "-write_tmcd", "0")
                .doesNotContain("-autorotate");
    }

    @Test
    void writesDurationsInSeconds() {
        Output output = Input.of("a")
                .seek(Duration.ofMillis(1500))
                .trim(Duration.ZERO, Duration.ofMinutes(2))
                .output("o")
                .duration(Duration.ofSeconds(10))
                .size(32, 16)
                .frameRate(new io.github.asyncffmpeg.media.Rational(30000, 1001));
        assertThat(arguments(output))
                .containsExactly(
                        "-ss",
                        "1.5",
                        "-i",
                        "a",
                        "-filter_complex",
                        "[0]trim=end=120:start=0[s0]",
                        "-map",
                        "[s0]",
                        "-r",
                        "30000/1001",
                        "-s",
                        "32x16",
                        "-t",
                        "10",
                        "o");
    }

    @Test
    void writesTheBrandedVideoOfTheDesign() {
        Input in = Input.of("talk.mp4");
        Output spec = in.video()
                .overlay(Input.of("logo.png").video(), at(10, 10))
                .output("branded.mp4", in.audio())
                .codec("v", "libx264")
                .option("crf", 21);
        assertThat(CompiledCommand.of(spec).toShellString())
                .isEqualTo("ffmpeg -i talk.mp4 -i logo.png -filter_complex "
                        + "'[0:v][1:v]overlay=eof_action=repeat:x=10:y=10[s0]' -map '[s0]' -map 0:a -c:v libx264 -crf 21 "
                        + "branded.mp4");
    }

    @Test
    void splitsWithAnInstanceNameToo() {
        FilterNode copies = Input.of("a").video().filterMultiOutput("split@a");
        assertThat(graph(copies.video(0).output("o", copies.video(1), copies.video(2))))
                .isEqualTo("[0:v]split@a=3[s0][s1][s2]");
        FilterNode end = FilterNode.of("nullsink@x", List.of(Input.of("a")));
        assertThatThrownBy(() -> arguments(end.video().output("o"))).hasMessageContaining("nullsink@x, which has none");
    }

    @Test
    void overwritesOnceWhereverItIsSaid() {
        Output output = Input.of("a").output("o");
        assertThat(arguments(output.globalArgumentsFirst("-y").overwrite())).containsExactly("-y", "-i", "a", "o");
        assertThat(arguments(output.overwrite().globalArguments("-y"))).containsExactly("-i", "a", "o", "-y");
        assertThat(arguments(output.overwrite().globalArgumentsFirst("-y", "-hide_banner")))
                .containsExactly("-hide_banner", "-i", "a", "o", "-y");
        assertThat(arguments(StreamSpec.of(
                        output.globalArgumentsFirst("-y"),
                        Input.of("a").output("p").overwrite())))
                .containsOnlyOnce("-y");
    }
}
