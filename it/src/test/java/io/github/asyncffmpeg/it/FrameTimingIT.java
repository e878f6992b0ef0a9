package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.frame.AudioFrame;
import io.github.asyncffmpeg.frame.AudioFrames;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.SampleFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.media.Rational;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Timestamps out of FFmpeg and into it, to the tick; and readers that leave. */
@Tag("media")
class FrameTimingIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** Every third frame and one more, in time bases that do not divide one another. */
    @EachFFmpeg
    @Tag("long")
    void timesOfAVariableRateAreExact(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        for (String tail : List.of(
                "settb=1001/30000", "settb=1/90000", "settb=1/1000000", "fps=60", "settb=1/15360", "settb=1/1000")) {
            String source = "testsrc=s=16x16:r=30000/1001:d=2,select='not(mod(n\\,3))+eq(n\\,7)'," + tail;
            List<VideoFrame> taken = new ArrayList<>();
            pipe.take(
                    List.of("-f", "lavfi", "-i", source),
                    VideoFrames.of(PixelFormat.RGB24).each(frame -> taken.add(frame.copy())));
            String shown = text(pipe.run(
                    "-f",
                    "lavfi",
                    "-i",
                    source,
                    "-fps_mode",
                    "passthrough",
                    "-enc_time_base",
                    "-1",
                    "-c:v",
                    "rawvideo",
                    "-f",
                    "framemd5",
                    "-"));
            assertThat(taken).as(tail).hasSizeGreaterThan(15);
            // FFmpeg's own listing, here in the filter's time base
            assertThat(inMicros(taken)).as(tail).isEqualTo(inMicros(shown));
        }
    }

    /** From a filter graph there is no time base of an input: FFmpeg rounds to 1/rate, unless it is told another. */
    @EachFFmpeg
    void timesOfAFilterGraphAreExact(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        List<VideoFrame> taken = new ArrayList<>();
        pipe.take(
                List.of(
                        "-filter_complex",
                        "testsrc=s=16x16:r=25:d=1,settb=1/90000,setpts=N*3600+mod(N*N*N\\,1000)[o]",
                        "-map",
                        "[o]"),
                VideoFrames.of(PixelFormat.GRAY8)
                        .timeBase(new Rational(1, 90_000))
                        .each(frame -> taken.add(frame.copy())));
        assertThat(taken).hasSize(25);
        for (int n = 0; n < 25; n++) {
            assertThat(taken.get(n).timeBase()).isEqualTo(new Rational(1, 90_000));
            assertThat(taken.get(n).pts()).as("frame " + n).isEqualTo(n * 3600 + n * n * n % 1000);
        }
    }

    @EachFFmpeg
    void timesOfFramesFromTheProgramAreExact(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        long[] times = {0, 1, 3000, 3001, 90_000, 900_000, 90_000_000};
        List<VideoFrame> frames = new ArrayList<>();
        for (long time : times) {
            VideoFrame frame = VideoFrame.allocate(PixelFormat.YUV420P, 33, 17).at(time, new Rational(1, 90_000));
            frame.data().put(new byte[(int) (1 + time % 100)]);
            frames.add(frame);
        }
        String got =
                text(pipe.give(VideoFrames.of(PixelFormat.YUV420P).from(frames), "-c", "copy", "-f", "framemd5", "-"));
        assertThat(got).contains("#tb 0: 1/90000").contains("#dimensions 0: 33x17");
        assertThat(got.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(", *")[2].trim()))
                .containsExactly("0", "1", "3000", "3001", "90000", "900000", "90000000");
    }

    /** Frames of a source with a rate have that rate in what FFmpeg makes of them, though FFmpeg would guess another. */
    @EachFFmpeg
    void theRateOfASourceIsKnownToFFmpeg(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        for (Rational rate : List.of(new Rational(25, 1), new Rational(30_000, 1001), new Rational(1, 2))) {
            int[] left = {4};
            VideoFrame frame = VideoFrame.allocate(PixelFormat.RGB24, 16, 16);
            byte[] y4m = pipe.give(
                    VideoFrames.of(PixelFormat.RGB24).rate(rate).generate(() -> left[0]-- > 0 ? frame : null),
                    "-pix_fmt",
                    "yuv420p",
                    "-f",
                    "yuv4mpegpipe",
                    "-");
            String header = text(y4m).lines().findFirst().orElseThrow();
            assertThat(header).contains(" F" + rate.numerator() + ":" + rate.denominator() + " ");
            assertThat(text(y4m).split("FRAME\n", -1)).hasSize(5);
        }
    }

    /** Sound with a hole in it keeps the hole; without times it follows on. */
    @EachFFmpeg
    void timesOfSoundAreExact(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        short[] samples = new short[2 * 480];
        List<AudioFrame> frames = List.of(
                AudioFrame.of(samples, 2, 48_000),
                AudioFrame.of(samples, 2, 48_000).at(1500, new Rational(1, 1000)),
                AudioFrame.of(samples, 2, 48_000));
        AudioFrames s16 = AudioFrames.of(SampleFormat.S16LE);
        String got = text(pipe.give(s16.from(frames), "-c", "copy", "-f", "framemd5", "-"));
        assertThat(got.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(", *")[2].trim()))
                .containsExactly("0", "72000", "72480");
        String joined = text(pipe.give(s16.gapless().from(frames), "-c", "copy", "-f", "framemd5", "-"));
        assertThat(joined.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(", *")[2].trim()))
                .containsExactly("0", "480", "960");
    }

    /** The rest of FFmpeg's endless output is not waited for. */
    @EachFFmpeg
    void aReaderThatHasEnoughLeaves(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        List<Long> seen = new ArrayList<>();
        pipe.take(
                List.of("-f", "lavfi", "-i", "testsrc=s=320x240:r=25"),
                VideoFrames.of(PixelFormat.RGB24).eachWhile(frame -> {
                    seen.add(frame.index());
                    return frame.index() < 9;
                }));
        assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);

        FrameReader<VideoFrame> reader = VideoFrames.of(PixelFormat.RGB24).reader();
        CompletableFuture<List<Long>> reading = new CompletableFuture<>();
        new Thread(() -> {
                    try (var frames = reader.stream()) {
                        reading.complete(frames.limit(3).map(VideoFrame::index).toList());
                    } catch (RuntimeException e) {
                        reading.completeExceptionally(e);
                    }
                })
                .start();
        pipe.take(List.of("-f", "lavfi", "-i", "testsrc=s=320x240:r=25"), reader);
        assertThat(reading.get(60, TimeUnit.SECONDS)).containsExactly(0L, 1L, 2L);
    }

    /** Longer than FFmpeg repeats its headers (1 MiB and 8 MiB), in frames smaller and larger than it asks checksums for. */
    @EachFFmpeg
    @Tag("long")
    void manyFramesOfAllSizesAreRead(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        for (String size : List.of("16x16", "200x100", "1280x720")) {
            int frames = size.equals("16x16") ? 30_000 : 30;
            long[] count = new long[2];
            pipe.take(
                    List.of("-f", "lavfi", "-i", "color=s=" + size + ":r=25", "-frames:v", String.valueOf(frames)),
                    VideoFrames.of(PixelFormat.RGB24).each(frame -> {
                        count[0]++;
                        count[1] += frame.time().toMillis() == frame.index() * 40 ? 0 : 1;
                    }));
            assertThat(count).as(size).containsExactly(frames, 0);
        }
    }

    private static List<Long> inMicros(List<VideoFrame> frames) {
        return frames.stream()
                .map(frame -> Math.floorDiv(frame.time().toNanos() + 500, 1000))
                .toList();
    }

    private static List<Long> inMicros(String framemd5) {
        String[] base = framemd5.lines()
                .filter(line -> line.startsWith("#tb"))
                .findFirst()
                .orElseThrow()
                .replace("#tb 0: ", "")
                .split("/", -1);
        return framemd5.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Long.parseLong(line.split(", *", -1)[2].trim()))
                .map(pts -> Math.round(pts * 1e6 * Long.parseLong(base[0]) / Long.parseLong(base[1])))
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
