package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.FrameWriter;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.Rational;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Frames that go through this program become the same film as without it: every frame, every time, the rate, the time base,
 * the level, the shape of a pixel. The pictures are large: FFmpeg guesses a rate from 5 MB, which are two frames of 1280x720.
 */
@Tag("media")
@Tag("long")
class FrameRateIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private static final VideoFrames RGB = VideoFrames.of(PixelFormat.RGB24);
    private static final VideoFrames YUV = VideoFrames.of(PixelFormat.YUV420P);

    private static final String FACTS = "stream=codec_name,width,height,level,sample_aspect_ratio,r_frame_rate,"
            + "avg_frame_rate,time_base,duration:packet=pts_time,duration_time";

    private static VideoStream film(String size, String rate, int frames) {
        return VideoStream.source("testsrc", opt("s", size), opt("r", rate))
                .trim(opt("end_frame", frames))
                .filter("format", "yuv420p");
    }

    private static Output x264(Output output) {
        return output.option("c:v", "libx264").option("preset", "ultrafast").option("pix_fmt", "yuv420p");
    }

    private static Output mpeg(Output output, String codec) {
        return output.codec(codec).option("q:v", 5).option("pix_fmt", "yuv420p");
    }

    /** The usual films, of which each takes the rate for something else. */
    private static List<Output> films(Path folder, Path sound, VideoStream video) {
        return List.of(
                x264(video.output(
                        folder.resolve("x264.mp4"), FFmpeg.input(sound).audio())),
                x264(video.output(folder.resolve("x264.mkv"))),
                x264(video.output(folder.resolve("x264.h264"))),
                x264(video.output(folder.resolve("x264.ts"))));
    }

    private static List<Output> rareFilms(Path folder, VideoStream video) {
        return List.of(
                mpeg(video.output(folder.resolve("mpeg4.mov")), "mpeg4"),
                mpeg(video.output(folder.resolve("mpeg2.mpg")), "mpeg2video"),
                mpeg(video.output(folder.resolve("mpeg2.ts")), "mpeg2video"),
                mpeg(video.output(folder.resolve("mpeg2.mxf")), "mpeg2video"),
                video.output(folder.resolve("raw.y4m")).option("pix_fmt", "yuv420p"),
                video.output(folder.resolve("vp9.webm"))
                        .codec("libvpx-vp9")
                        .option("deadline", "realtime")
                        .option("cpu-used", 8),
                video.output(folder + "/%03d.png").option("pix_fmt", "rgb24"));
    }

    /** Of each file in a folder what ffprobe says. */
    private static Map<String, List<String>> facts(Workbench bench, Path folder) throws Exception {
        Map<String, List<String>> facts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                facts.put(file.getFileName().toString(), bench.probe(file, FACTS));
            }
        }
        return facts;
    }

    /** How many frames a film has by its packets, or a series by its files. */
    private static long count(Map<String, List<String>> facts, String name) {
        return name.endsWith(".png")
                ? facts.keySet().stream().filter(each -> each.endsWith(".png")).count()
                : facts.get(name).stream()
                        .filter(line -> line.startsWith("pts_time"))
                        .count();
    }

    /** Compares what is made of a film itself with what is made of it when its frames go through the program. */
    private static Map<String, List<String>> becomesTheSame(
            Workbench bench, VideoStream film, VideoStream passed, ToFilms films) throws Exception {
        Path direct = Files.createTempDirectory(bench.file("."), "direct");
        Path through = Files.createTempDirectory(bench.file("."), "through");
        bench.run(StreamSpec.of(films.of(direct, film)));
        bench.run(StreamSpec.of(films.of(through, passed)));
        Map<String, List<String>> expected = facts(bench, direct);
        Map<String, List<String>> got = facts(bench, through);
        assertThat(got).containsOnlyKeys(expected.keySet());
        got.forEach((name, facts) -> assertThat(facts).as(name).isEqualTo(expected.get(name)));
        return got;
    }

    private interface ToFilms {
        List<Output> of(Path folder, VideoStream video);
    }

    @EachFFmpeg
    void hdInRgbBecomesTheSameFilms(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path sound = bench.media().audioOnly(Duration.ofSeconds(1));
        VideoStream film = film("1280x720", "25", 16);
        Input passed = bench.ffmpeg().frames().transform(film, RGB, frame -> frame);
        Map<String, List<String>> films =
                becomesTheSame(bench, film, passed.video(), (folder, video) -> films(folder, sound, video));
        assertThat(count(films, "x264.mkv")).isEqualTo(16);
        assertThat(count(films, "x264.h264")).isEqualTo(16);
        assertThat(films.get("x264.mp4"))
                .contains("level=31", "r_frame_rate=25/1", "time_base=1/12800", "pts_time=0.600000");
    }

    @EachFFmpeg
    @Tag("long")
    void hdBecomesTheSameRareFilmsAndPictures(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        // as many bytes as RGB, and bit by bit the same: so the same packets
        VideoStream film = film("1280x720", "25", 12).filter("format", "yuv444p");
        Input passed =
                bench.ffmpeg().frames().transform(film, VideoFrames.of(PixelFormat.of("yuv444p")), frame -> frame);
        Map<String, List<String>> films = becomesTheSame(bench, film, passed.video(), FrameRateIT::rareFilms);
        for (String name : List.of("012.png", "mpeg2.mpg", "mpeg2.mxf", "vp9.webm", "raw.y4m")) {
            assertThat(count(films, name)).as(name).isEqualTo(12);
        }
    }

    @EachFFmpeg
    void fullHdInYuvBecomesTheSameFilms(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path sound = bench.media().audioOnly(Duration.ofSeconds(1));
        VideoStream film = film("1920x1080", "30000/1001", 8);
        Input passed = bench.ffmpeg().frames().transform(film, YUV, frame -> frame);
        Map<String, List<String>> films =
                becomesTheSame(bench, film, passed.video(), (folder, video) -> films(folder, sound, video));
        assertThat(count(films, "x264.mkv")).isEqualTo(8);
        assertThat(films.get("x264.mp4")).contains("level=40", "r_frame_rate=30000/1001");
    }

    /** Of one frame, or two, nobody can guess a rate: it is known. */
    @EachFFmpeg
    @Tag("long")
    void oneFrameOfUltraHdHasARate(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        for (int frames : List.of(1, 2)) {
            VideoStream film = film("3840x2160", "50", frames);
            Input passed = bench.ffmpeg()
                    .frames()
                    .transform(film, YUV, frame -> VideoFrame.of(frame.format(), 3840, 2160, frame.bytes()));
            Map<String, List<String>> films = becomesTheSame(
                    bench,
                    film,
                    passed.video(),
                    (folder, video) -> List.of(
                            x264(video.output(folder.resolve("x264.mp4"))),
                            video.output(folder + "/%03d.png").option("pix_fmt", "rgb24")));
            assertThat(count(films, "x264.mp4")).isEqualTo(frames);
            assertThat(count(films, "001.png")).isEqualTo(frames);
            assertThat(films.get("x264.mp4")).contains("r_frame_rate=50/1", "level=52");
        }
    }

    /** 33, 33, 34 ms, then a hole; pixels that are not square. */
    @EachFFmpeg
    @Tag("long")
    void aVariableRateAndWidePixelsBecomeTheSameFilm(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path source = bench.file("variable.mkv");
        bench.run(film("1440x1080", "30", 24)
                .filter("setsar", "4/3")
                .filter("select", "not(between(n,6,15))")
                .output(source)
                .option("fps_mode", "vfr")
                .codec("mpeg4"));
        Input film = FFmpeg.input(source);
        Input passed = bench.ffmpeg().frames().transform(film.video(), RGB, frame -> frame);
        Map<String, List<String>> films = becomesTheSame(
                bench,
                film.video(),
                passed.video(),
                (folder, video) -> List.of(
                        x264(video.output(folder.resolve("x264.mkv"))).option("fps_mode", "vfr"),
                        x264(video.output(folder.resolve("x264.mp4"))).option("fps_mode", "vfr")));
        assertThat(count(films, "x264.mkv")).isEqualTo(14);
        assertThat(films.get("x264.mkv")).contains("sample_aspect_ratio=4:3", "pts_time=0.533000");
    }

    /** Frames of all ways in, with times of 90 kHz and no word about a rate: FFmpeg must see enough of them. */
    @EachFFmpeg
    void aRateThatNobodyNamesIsGuessed(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        List<VideoFrame> frames = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            frames.add(VideoFrame.allocate(PixelFormat.RGB24, 1280, 720).at(i * 3600L, new Rational(1, 90_000)));
        }
        FrameWriter<VideoFrame> writer = RGB.writer();
        Path pushed = bench.file("writer.mp4");
        FFmpegProcess process =
                bench.ffmpeg().start(x264(FFmpeg.input(writer).video().output(pushed)));
        frames.forEach(writer::write);
        writer.close();
        process.result().get(60, TimeUnit.SECONDS);
        isOf25(bench, pushed, 12);

        Path given = bench.file("given.mp4");
        bench.run(x264(FFmpeg.input(RGB.from(frames)).video().output(given)));
        isOf25(bench, given, 12);
    }

    /** One FFmpeg's reader is the next one's source, at once or through the program's own hands. */
    @EachFFmpeg
    void framesOfAReaderKeepTheirRate(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        VideoStream film = film("1280x720", "25", 2);
        List<Function<FrameReader<VideoFrame>, io.github.asyncffmpeg.media.MediaSource>> ways = List.of(
                RGB::from,
                reader -> RGB.from(reader.stream().map(VideoFrame::copy)),
                reader -> RGB.generate(reader::next));
        for (int i = 0; i < ways.size(); i++) {
            FrameReader<VideoFrame> reader = RGB.reader();
            FFmpegProcess process = bench.ffmpeg().start(film.output(reader));
            Path out = bench.file(i + ".mp4");
            bench.run(x264(FFmpeg.input(ways.get(i).apply(reader)).video().output(out)));
            process.result().get(60, TimeUnit.SECONDS);
            isOf25(bench, out, 2);
        }
    }

    private static void isOf25(Workbench bench, Path file, int frames) throws Exception {
        List<String> facts = bench.probe(file, FACTS);
        assertThat(facts).contains("level=31", "r_frame_rate=25/1", "avg_frame_rate=25/1", "time_base=1/12800");
        assertThat(facts.stream().filter(line -> line.startsWith("pts_time")).count())
                .isEqualTo(frames);
    }
}
