package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.AudioStream;
import io.github.asyncffmpeg.graph.Concat;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Picture;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Graphs that branch, join, begin without an input, or end without an output, as a real FFmpeg runs them. */
@Tag("media")
class GraphShapesIT {

    private static final Duration LENGTH = Duration.ofSeconds(1);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void concatOfVideosPlaysOneAfterTheOther(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        List<Picture> frames = bench.pictures(
                Workbench.plain("red", 2).concat(Workbench.plain("black", 3), Workbench.plain("red", 4)));
        assertThat(frames).hasSize(9);
        for (int i = 0; i < 9; i++) {
            assertThat(frames.get(i).isRed(30, 20)).as("frame " + i).isEqualTo(i < 2 || i >= 5);
        }
    }

    @EachFFmpeg
    void concatOfSoundsIsAsLongAsBoth(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input sound = FFmpeg.input(bench.media().audioOnly(LENGTH));
        Path joined = bench.file("joined.wav");
        bench.run(sound.audio().aconcat(sound.audio(), tone()).output(joined));
        assertThat(bench.playable(joined).duration().toMillis()).isCloseTo(2500, within(100L));
    }

    @EachFFmpeg
    void concatOfBothKeepsThemTogether(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input first = FFmpeg.input(bench.media().videoWithAudio(LENGTH));
        Input second = FFmpeg.input(bench.media().videoWithAudio(Duration.ofMillis(600)));
        Concat both = Concat.of(1, 1, first.video(), first.audio(), second.video(), second.audio());
        Path joined = bench.file("joined.mp4");
        bench.run(both.video().output(joined, both.audio()));
        assertThat(bench.playable(joined).frames()).isEqualTo(40);
        assertThat(bench.playable(joined).duration().toMillis()).isCloseTo(1600, within(100L));
        assertThat(bench.probe(joined, "stream=codec_type")).containsExactly("codec_type=video", "codec_type=audio");
    }

    /** FFmpeg alone would add the open output to the file. */
    @EachFFmpeg
    void anOutputOfConcatThatIsNotTakenIsNotWritten(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input input = FFmpeg.input(bench.media().videoWithAudio(LENGTH));
        Concat both = Concat.of(1, 1, input.video(), input.audio(), input.video(), input.audio());
        Path joined = bench.file("joined.mp4");
        bench.run(both.video().output(joined).flag("an"));
        bench.run(both.video().output(bench.file("loud.mp4")));
        assertThat(bench.probe(joined, "stream=codec_type")).containsExactly("codec_type=video");
        assertThat(bench.probe(bench.file("loud.mp4"), "stream=codec_type")).containsExactly("codec_type=video");
    }

    @EachFFmpeg
    void aFiltersOutputThatIsUsedTwiceIsSplit(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        VideoStream source = Workbench.moving(12);
        AudioStream tone = tone();
        Path small = bench.file("small.mkv");
        Path large = bench.file("large.mkv");
        bench.run(StreamSpec.of(
                source.scale(32, -1).output(small, tone).codec("v", "mpeg4").codec("a", "pcm_s16le"),
                source.output(large, tone).codec("v", "mpeg4").codec("a", "pcm_s16le")));
        assertThat(bench.probe(small, "stream=codec_type,width"))
                .containsExactly("codec_type=video", "width=32", "codec_type=audio");
        assertThat(bench.probe(large, "stream=codec_type,width"))
                .containsExactly("codec_type=video", "width=64", "codec_type=audio");
        assertThat(bench.playable(small).duration().toMillis()).isCloseTo(500, within(30L));
    }

    @EachFFmpeg
    void splitAndAsplitByHandMakeAsManyBranchesAsAreUsed(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FilterNode branches = Workbench.moving(3).split();
        List<Picture> frames = bench.pictures(
                Concat.video(branches.video(7), branches.video("last").filterVideo("reverse"), branches.video(1)));
        assertThat(frames).hasSize(9);
        assertThat(frames.get(3)).isEqualTo(frames.get(2)).isEqualTo(frames.get(8));

        FilterNode sounds = tone().asplit();
        Path file = bench.file("sounds.mkv");
        bench.run(sounds.audio(0)
                .output(file, sounds.audio(1).volume(0.5), sounds.audio(2))
                .codec("pcm_s16le"));
        assertThat(bench.probe(file, "stream=codec_type"))
                .containsExactly("codec_type=audio", "codec_type=audio", "codec_type=audio");
    }

    /** ffmpeg-python takes equal chains for one node, and fails. */
    @EachFFmpeg
    void twoEqualChainsAreTwo(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input input = FFmpeg.input(bench.media().videoOnly(LENGTH));
        assertThat(bench.pictures(input.hflip().concat(input.hflip()))).hasSize(50);
    }

    @EachFFmpeg
    void oneFileCanBeOpenedTwice(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.media().videoOnly(LENGTH);
        Input early = FFmpeg.input(file);
        Input again = FFmpeg.input(file);
        Output output =
                early.video().output(bench.file("two.mkv"), again.video()).codec("copy");
        assertThat(bench.ffmpeg().command(output).inputs()).hasSize(2);
        FFmpegResult result = bench.run(output);
        assertThat(result.logTail()).anyMatch(line -> line.startsWith("Input #1,"));
        assertThat(bench.probe(bench.file("two.mkv"), "stream=codec_type"))
                .containsExactly("codec_type=video", "codec_type=video");
        Picture seeked = bench.picture(FFmpeg.input(file).seek(Duration.ofMillis(600)));
        assertThat(bench.pictures(early)).element(15).isEqualTo(seeked);
    }

    @EachFFmpeg
    void oneInputPassesIntoTwoOutputs(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input input = FFmpeg.input(bench.media().videoWithAudio(LENGTH));
        Path first = bench.file("first.mp4");
        Path second = bench.file("second.mkv");
        bench.run(StreamSpec.of(
                input.output(first).codec("copy"), input.output(second).codec("copy")));
        for (Path file : List.of(first, second)) {
            assertThat(bench.playable(file).frames()).isEqualTo(25);
            assertThat(bench.probe(file, "stream=codec_type")).containsExactly("codec_type=video", "codec_type=audio");
        }
    }

    @EachFFmpeg
    void outputsAreWrittenInTheOrderGiven(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Map<String, Output> outputs = new LinkedHashMap<>();
        for (String name : List.of("b", "c", "a")) {
            outputs.put(
                    name, Workbench.plain(name.equals("c") ? "red" : "black", 1).output(bench.file(name + ".png")));
        }
        FFmpegResult result = bench.run(StreamSpec.of(outputs));
        for (int i = 0; i < 3; i++) {
            String number = "Output #" + i + ",";
            String name = List.of("b.png", "c.png", "a.png").get(i);
            // They are announced as they are opened, in any order.
            assertThat(result.logTail()).anyMatch(line -> line.startsWith(number) && line.contains(name));
        }
        assertThat(bench.picture(FFmpeg.input(bench.file("c.png"))).isRed(30, 20))
                .isTrue();
        assertThat(bench.picture(FFmpeg.input(bench.file("a.png"))).isRed(30, 20))
                .isFalse();
    }

    @EachFFmpeg
    void sourcesNeedNoInputAndSinksNoOutput(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("nothing.mkv");
        AudioStream silence = AudioStream.source("anullsrc", opt("r", 48000)).atrim(opt("duration", 0.4));
        bench.run(Workbench.plain("red", 10)
                .output(file, silence)
                .codec("v", "mpeg4")
                .codec("a", "pcm_s16le"));
        assertThat(bench.playable(file).frames()).isEqualTo(10);
        assertThat(bench.playable(file).duration().toMillis()).isCloseTo(400, within(30L));

        Input input = FFmpeg.input(bench.media().videoWithAudio(LENGTH));
        Path silent = bench.file("silent.mp4");
        bench.run(input.hflip()
                .output(silent)
                .flag("an")
                .sinks(input.audio().sink("anullsink"), Workbench.moving(2).sink("nullsink")));
        assertThat(bench.probe(silent, "stream=codec_type")).containsExactly("codec_type=video");
    }

    @EachFFmpeg
    void labelsGiveTheOutputsOfAFilterTheirOrder(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FilterNode planes = Workbench.moving(1).filter("format", "yuv420p").filterMultiOutput("extractplanes", "y+u");
        Path luma = bench.file("luma.png");
        Path chroma = bench.file("chroma.png");
        bench.run(StreamSpec.of(
                planes.video(10000).output(chroma), planes.video(1).output(luma)));
        assertThat(bench.probe(luma, "stream=width,height")).containsExactly("width=64", "height=48");
        assertThat(bench.probe(chroma, "stream=width,height")).containsExactly("width=32", "height=24");
    }

    /** ffmpeg-python's own test, with its labels; deprecated since FFmpeg 7.1, and still there in 8.0. */
    @EachFFmpeg
    void scale2refGivesThePictureAndItsReference(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FilterNode scaled = FilterNode.of(
                "scale2ref",
                List.of(Workbench.plain("red", 1), Workbench.moving(1).scale(32, 24)));
        Path picture = bench.file("picture.png");
        Path reference = bench.file("reference.png");
        bench.run(StreamSpec.of(
                scaled.video(1).output(picture), scaled.video(10000).output(reference)));
        assertThat(bench.probe(picture, "stream=width,height")).containsExactly("width=32", "height=24");
        assertThat(bench.picture(FFmpeg.input(picture)).isRed(16, 12)).isTrue();
        assertThat(bench.picture(FFmpeg.input(reference)).isRed(16, 12)).isFalse();
    }

    @EachFFmpeg
    void rawMediaGoesInAndTheTrimmedPartComesOut(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        byte[] media = new byte[20 * 32 * 24 * 3];
        new Random(1).nextBytes(media);
        Output output = FFmpeg.input("pipe:0")
                .format("rawvideo")
                .option("pix_fmt", "rgb24")
                .size(32, 24)
                .option("framerate", 10)
                .trim(opt("start_frame", 5), opt("end_frame", 8))
                .output("pipe:1")
                .format("rawvideo")
                .option("fps_mode", "passthrough");
        byte[] written = bench.ffmpeg()
                .run(FFmpegJob.of(output).stdin(media).captureStdout(1 << 20))
                .stdout();
        assertThat(written).isEqualTo(Arrays.copyOfRange(media, 5 * 2304, 8 * 2304));
    }

    @EachFFmpeg
    void argumentsByHandRunAsTheyAre(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("by hand [1].mp4");
        bench.run(StreamSpec.ofArguments(
                "-f", "lavfi", "-i", "testsrc=s=64x48:d=1", "-vf", "crop=32:24:0:0", "-y", file.toString()));
        assertThat(bench.probe(file, "stream=width,height")).contains("width=32", "height=24");
        assertThat(Files.size(file)).isPositive();
    }

    private static AudioStream tone() {
        return AudioStream.source("sine", opt("r", 48000)).atrim(opt("duration", 0.5));
    }
}
