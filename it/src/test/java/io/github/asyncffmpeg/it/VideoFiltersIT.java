package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static io.github.asyncffmpeg.graph.Position.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.asyncffmpeg.graph.AudioStream;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Picture;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each filter that has a method of its own does to real pictures what its name says. */
@Tag("media")
class VideoFiltersIT {

    /** What a way through YUV and back may change in a channel. */
    private static final Offset<Integer> ROUNDING = within(4);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void cropKeepsTheRectangle(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Picture whole = bench.picture(Workbench.moving(1));
        assertThat(bench.picture(Workbench.moving(1).crop(30, 12, at(10, 20)))).isEqualTo(whole.part(10, 20, 30, 12));
    }

    @EachFFmpeg
    void scaleKeepsTheAspectWithMinusOne(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Picture scaled = bench.picture(Workbench.moving(1).scale(32, -1));
        assertThat(scaled.width()).isEqualTo(32);
        assertThat(scaled.height()).isEqualTo(24);
        Picture byName = bench.picture(Workbench.moving(1).filter("scale", opt("w", 32), opt("h", -1)));
        assertThat(byName).isEqualTo(scaled);
    }

    /** ffmpeg-python takes the two for one filter, since its hash leaves out the name. */
    @EachFFmpeg
    void hflipAndVflipOfOneStreamInOneGraphAreTwoFilters(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Picture whole = bench.picture(Workbench.moving(1));
        VideoStream source = Workbench.moving(1);
        Picture both = bench.picture(stack(source.hflip(), source.vflip()));
        Picture left = both.part(0, 0, 64, 48);
        Picture right = both.part(64, 0, 64, 48);
        assertThat(left).isNotEqualTo(right).isNotEqualTo(whole);
        assertThat(left.upsideDown()).isEqualTo(right);
    }

    @EachFFmpeg
    void hflipAndVflipTwiceGiveThePictureBack(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Picture whole = bench.picture(Workbench.moving(1));
        assertThat(bench.picture(Workbench.moving(1).hflip().vflip())).isEqualTo(whole.upsideDown());
        assertThat(bench.picture(Workbench.moving(1).hflip().vflip().hflip().vflip()))
                .isEqualTo(whole);
    }

    @EachFFmpeg
    void overlayPutsTheSecondAtItsPlace(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        VideoStream logo = Workbench.plain("red", 1).crop(16, 8, at(0, 0));
        Picture result = bench.picture(Workbench.plain("black", 1).overlay(logo, at(20, 30)));
        assertThat(result.isRed(20, 30)).isTrue();
        assertThat(result.isRed(35, 37)).isTrue();
        assertThat(result.isRed(17, 30)).isFalse();
        assertThat(result.isRed(38, 37)).isFalse();
        assertThat(result.isRed(25, 27)).isFalse();
        assertThat(result.isRed(25, 40)).isFalse();
    }

    @EachFFmpeg
    void overlayRepeatsAPictureThatEnds(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        VideoStream logo = Workbench.plain("red", 1).crop(16, 8, at(0, 0));
        List<Picture> frames = bench.pictures(Workbench.plain("black", 5).overlay(logo));
        assertThat(frames).hasSize(5).allMatch(frame -> frame.isRed(4, 4));
    }

    @EachFFmpeg
    void drawboxDrawsTheOutlineOrFillsIt(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Picture outline = bench.picture(Workbench.plain("black", 1).drawbox(10, 10, 40, 30, "red", 4));
        assertThat(outline.isRed(11, 11)).isTrue();
        assertThat(outline.isRed(48, 38)).isTrue();
        assertThat(outline.isRed(30, 25)).isFalse();
        assertThat(outline.isRed(5, 5)).isFalse();
        Picture filled = bench.picture(Workbench.plain("black", 1).drawbox(10, 10, 40, 30, "red", opt("t", "fill")));
        assertThat(filled.isRed(30, 25)).isTrue();
    }

    @EachFFmpeg
    void drawtextWritesOnThePicture(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path font = Conditions.requireFont();
        List<Picture> frames = bench.pictures(Workbench.plain("black", 2)
                .drawtext("%{n}", at(2, 10), opt("fontfile", font), opt("fontcolor", "red"), opt("fontsize", 20)));
        assertThat(frames.get(0)).isNotEqualTo(bench.picture(Workbench.plain("black", 1)));
        assertThat(frames.get(1)).as("the words are literal").isEqualTo(frames.get(0));
        List<Picture> counted = bench.pictures(Workbench.plain("black", 2)
                .drawtextExpanded(
                        "%{n}", at(2, 10), opt("fontfile", font), opt("fontcolor", "red"), opt("fontsize", 20)));
        assertThat(counted.get(1)).as("the words are expanded").isNotEqualTo(counted.get(0));
    }

    @EachFFmpeg
    void hueWithoutSaturationIsGrey(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Picture grey = bench.picture(Workbench.plain("red", 1).hue(opt("s", 0)));
        assertThat(grey.red(30, 20)).isCloseTo(grey.green(30, 20), ROUNDING).isCloseTo(grey.blue(30, 20), ROUNDING);
    }

    @EachFFmpeg
    void trimKeepsThoseFrames(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        List<Picture> all = bench.pictures(Workbench.moving(30));
        assertThat(all).hasSize(30);
        assertThat(bench.pictures(Workbench.moving(30).trim(opt("start_frame", 24), opt("end_frame", 27))))
                .isEqualTo(all.subList(24, 27));
        assertThat(bench.pictures(Workbench.moving(30).trim(Duration.ofMillis(960), Duration.ofMillis(1080))))
                .isEqualTo(all.subList(24, 27));
    }

    @EachFFmpeg
    void setptsAndAtrimChangeTheLength(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("slow.mkv");
        AudioStream tone = AudioStream.source("sine")
                .atrim(Duration.ofSeconds(1), Duration.ofMillis(1500))
                .asetpts("PTS-STARTPTS")
                .volume("-3dB");
        bench.run(Workbench.moving(10)
                .setpts("3*PTS")
                .output(file, tone)
                .codec("v", "mpeg4")
                .codec("a", "pcm_s16le"));
        assertThat(bench.playable(file).frames()).isEqualTo(10);
        assertThat(bench.probe(file, "format=duration"))
                .singleElement()
                .asString()
                .startsWith("duration=1.");
        Path sound = bench.file("sound.wav");
        bench.run(tone.output(sound));
        assertThat(bench.playable(sound).duration().toMillis()).isCloseTo(500, within(5L));
    }

    @EachFFmpeg
    void zoompanMakesFramesOfItsOwnSize(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        List<Picture> frames = bench.pictures(
                Workbench.moving(1).zoompan(opt("z", "min(zoom+0.2,2)"), opt("d", 5), opt("s", "32x24")));
        assertThat(frames).hasSize(5).allMatch(frame -> frame.width() == 32 && frame.height() == 24);
        assertThat(frames.get(4)).isNotEqualTo(frames.get(0));
    }

    /** ffmpeg-python loses positional arguments of this filter, and its own example stays as colourful as it was. */
    @EachFFmpeg
    void colorchannelmixerMakesSepia(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        VideoStream grey = Workbench.plain("0x646464", 1);
        Picture before = bench.picture(grey);
        Picture sepia =
                bench.picture(grey.colorchannelmixer(.393, .769, .189, 0, .349, .686, .168, 0, .272, .534, .131));
        assertThat(before.red(30, 20)).isCloseTo(100, ROUNDING);
        assertThat(sepia.red(30, 20)).isCloseTo(135, ROUNDING);
        assertThat(sepia.green(30, 20)).isCloseTo(120, ROUNDING);
        assertThat(sepia.blue(30, 20)).isCloseTo(94, ROUNDING);
        Picture named = bench.picture(grey.colorchannelmixer(
                opt("rr", .393),
                opt("rg", .769),
                opt("rb", .189),
                opt("gr", .349),
                opt("gg", .686),
                opt("gb", .168),
                opt("br", .272),
                opt("bg", .534),
                opt("bb", .131)));
        assertThat(named).isEqualTo(sepia);
    }

    private static VideoStream stack(VideoStream left, VideoStream right) {
        return FilterNode.of("hstack", List.of(left, right)).video();
    }
}
