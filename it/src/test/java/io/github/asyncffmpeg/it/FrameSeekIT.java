package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.frames.FFmpegFrames;
import io.github.asyncffmpeg.frames.FFmpegFrames.Seek;
import io.github.asyncffmpeg.frames.FrameStream;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One picture of a file: the one that a player shows at that time. */
@Tag("media")
class FrameSeekIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private static VideoStream film(String rate, int frames) {
        return VideoStream.source("testsrc2", opt("s", "128x96"), opt("r", rate))
                .trim(opt("end_frame", frames))
                .filter("format", "yuv420p");
    }

    /** Key frames twelve frames apart, and frames that are stored in another order than shown. */
    private static Output x264(Output output) {
        return output.option("c:v", "libx264").option("g", 12).option("bf", 2).option("qp", 10);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /** All frames of a file: what FFmpeg decodes without seeking. */
    private static List<VideoFrame> all(Workbench bench, Path file) {
        List<VideoFrame> all = new ArrayList<>();
        try (FrameStream<VideoFrame> frames =
                bench.ffmpeg().frames().read(FFmpeg.input(file).video(), VideoFrames.of(PixelFormat.YUV420P))) {
            frames.forEach(frame -> all.add(frame.copy()));
        }
        return all;
    }

    /** The index of the one frame among all that has the pixels of this one. */
    private static int index(List<VideoFrame> all, VideoFrame one) {
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).data().equals(one.data())) {
                same.add(i);
            }
        }
        assertThat(same).as("frames with the same pixels").hasSize(1);
        return same.get(0);
    }

    /** Which frame is shown at each of these times. */
    private static List<Integer> shown(Workbench bench, Path file, Seek seek, Duration... times) {
        List<VideoFrame> all = all(bench, file);
        List<Integer> shown = new ArrayList<>();
        for (Duration at : times) {
            VideoFrame frame = bench.ffmpeg().frames().at(file, at, seek, PixelFormat.YUV420P);
            assertThat(frame.time()).isEqualTo(at.truncatedTo(java.time.temporal.ChronoUnit.MICROS));
            shown.add(index(all, frame));
        }
        return shown;
    }

    @EachFFmpeg
    void theFrameThatIsShownIsGiven(Installation installation) throws Exception {
        theFrameThatIsShownIsGiven(new Workbench(installation, leaks), List.of("x.mp4"));
    }

    /** TS begins at 1.4 s, and has no index. */
    @EachFFmpeg
    @Tag("long")
    void theFrameThatIsShownIsGivenInOtherFormats(Installation installation) throws Exception {
        theFrameThatIsShownIsGiven(new Workbench(installation, leaks), List.of("x.mkv", "x.ts"));
    }

    private static void theFrameThatIsShownIsGiven(Workbench bench, List<String> names) throws Exception {
        for (String name : names) {
            Path file = bench.file(name);
            bench.run(x264(film("10", 30).output(file)));
            assertThat(shown(
                            bench,
                            file,
                            Seek.ACCURATE,
                            millis(1),
                            millis(150),
                            millis(1200),
                            millis(1250),
                            millis(2999)))
                    .as(name)
                    .containsExactly(0, 1, 12, 12, 29);
            assertThat(shown(bench, file, Seek.KEY_FRAME, millis(150), millis(1200), millis(2990)))
                    .as(name)
                    .containsExactly(0, 12, 24);
            for (long over : new long[] {3000, 3_600_000}) {
                assertThatThrownBy(() ->
                                bench.ffmpeg().frames().at(file, millis(over), Seek.ACCURATE, PixelFormat.YUV420P))
                        .as(name)
                        .isInstanceOf(FFmpegMediaException.class)
                        .hasMessageContaining("no picture at");
            }
        }
    }

    /** The units of an AVI are whole frames: a time between two must not be rounded to the next. */
    @EachFFmpeg
    void theTimeOfAFrameFindsIt(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path film = bench.file("ntsc.mov");
        bench.run(x264(film("30000/1001", 8).output(film)));
        List<VideoFrame> all = all(bench, film);
        for (int i = 1; i < 4; i++) {
            Duration at = all.get(i).time();
            FFmpegFrames frames = bench.ffmpeg().frames();
            assertThat(index(all, frames.at(film, at, Seek.ACCURATE, PixelFormat.YUV420P)))
                    .isEqualTo(i);
            assertThat(index(all, frames.at(film, at.minusNanos(2000), Seek.ACCURATE, PixelFormat.YUV420P)))
                    .isEqualTo(i - 1);
        }
        Path coarse = bench.file("coarse.avi");
        bench.run(film("5", 10).output(coarse).codec("mpeg4").option("q:v", 2));
        assertThat(shown(bench, coarse, Seek.ACCURATE, millis(390), millis(410), millis(1790), millis(1990)))
                .containsExactly(1, 2, 8, 9);
    }

    /** A slide show: two pictures, and the second comes after 20 s; the sound goes on behind the last. One picture. */
    @EachFFmpeg
    void aPictureIsShownUntilTheNextIs(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path slides = bench.file("slides.mkv");
        bench.run(film("25", 3)
                .filter("setpts", "if(eq(N,2),20,N*2)/TB")
                .output(slides)
                .option("fps_mode", "vfr")
                .option("enc_time_base", "1/1000")
                .codec("mpeg4")
                .option("q:v", 2));
        assertThat(shown(bench, slides, Seek.ACCURATE, millis(1999), millis(2000), millis(19_999), millis(20_000)))
                .containsExactly(0, 1, 1, 2);

        Path one = bench.file("one.mp4");
        bench.run(x264(film("25", 1).output(one)));
        assertThat(shown(bench, one, Seek.ACCURATE, millis(0), millis(39))).containsExactly(0, 0);
    }

    /** The video begins half a second after the sound: before that, its first picture. */
    @EachFFmpeg
    void beforeTheFirstPictureTheFirstIsGiven(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path late = bench.file("late.mkv");
        bench.run(film("10", 10)
                .filter("setpts", "PTS+0.5/TB")
                .output(
                        late,
                        FFmpeg.input(bench.media().audioOnly(Duration.ofSeconds(2)))
                                .audio())
                .codec("mpeg4")
                .option("c:a", "pcm_s16le")
                .option("q:v", 2));
        FFmpegFrames frames = bench.ffmpeg().frames();
        List<VideoFrame> all = all(bench, late);
        for (long[] each : new long[][] {{0, 0}, {300, 0}, {500, 0}, {650, 1}}) {
            assertThat(index(all, frames.at(late, millis(each[0]), Seek.ACCURATE, PixelFormat.YUV420P)))
                    .as(each[0] + " ms")
                    .isEqualTo((int) each[1]);
        }
    }

    @EachFFmpeg
    void aThumbnailIsOfThatFrameToo(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("x.mkv");
        bench.run(x264(film("10", 30).output(file)));
        FFmpegFrames frames = bench.ffmpeg().frames();
        byte[] thirteenth = frames.thumbnail(file, millis(1300), Seek.ACCURATE, 64, "png");
        assertThat(frames.thumbnail(file, millis(1399), Seek.ACCURATE, 64, "png"))
                .isEqualTo(thirteenth);
        byte[] twelfth = frames.thumbnail(file, millis(1399), Seek.KEY_FRAME, 64, "png");
        assertThat(twelfth).isNotEqualTo(thirteenth);
        assertThat(frames.thumbnail(file, millis(1200), Seek.ACCURATE, 64, "png"))
                .isEqualTo(twelfth);
    }

    /** As wide as asked for, as high as the video is shown, and of square pixels. */
    @EachFFmpeg
    void aThumbnailHasTheShapeThatIsShown(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path pal = bench.file("pal.mkv");
        bench.run(VideoStream.source("testsrc2", opt("s", "720x576"))
                .trim(opt("end_frame", 5))
                .filter("setsar", "64/45")
                .output(pal)
                .codec("mpeg4"));
        for (String codec : List.of("mjpeg", "png")) {
            Path picture = bench.file("pal." + codec);
            Files.write(picture, bench.ffmpeg().frames().thumbnail(pal, millis(100), Seek.ACCURATE, 160, codec));
            assertThat(bench.probe(picture, "stream=width,height,sample_aspect_ratio"))
                    .as(codec)
                    .contains("width=160", "height=90")
                    .doesNotContain("sample_aspect_ratio=64:45");
        }
        Path portrait = bench.media().rotatedPortrait(Duration.ofSeconds(1));
        Path picture = bench.file("portrait.jpg");
        Files.write(picture, bench.ffmpeg().frames().thumbnail(portrait, millis(100), 90));
        assertThat(bench.probe(picture, "stream=width,height")).contains("width=90", "height=120");
    }
}
