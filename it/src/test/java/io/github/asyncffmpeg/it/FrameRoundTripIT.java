package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.frame.AudioFrame;
import io.github.asyncffmpeg.frame.AudioFrames;
import io.github.asyncffmpeg.frame.Frame;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.SampleFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every pixel format and every sample format, out of FFmpeg and into it, bit by bit as FFmpeg's own framemd5 sees it. */
@Tag("media")
class FrameRoundTripIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Path noise;

    @BeforeEach
    void makeNoise() throws Exception {
        byte[] bytes = new byte[4 << 20];
        new Random(5).nextBytes(bytes);
        noise = leaks.tempDirectory().resolve("noise.bin");
        Files.write(noise, bytes);
    }

    @EachFFmpeg
    void knowsEveryPixelFormatThatFFmpegKnows(Installation installation) throws Exception {
        assertThat(pixelFormats(new FramePipe(installation, leaks.tempDirectory())))
                .hasSizeGreaterThan(190)
                .allSatisfy(name -> assertThat(PixelFormat.of(name).name()).isEqualTo(name));
    }

    @EachFFmpeg
    @Tag("long")
    void everyPixelFormatComesAndGoesBitByBit(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        for (String name : pixelFormats(pipe)) {
            comesAndGoes(pipe, PixelFormat.of(name), 7, 5);
        }
    }

    @EachFFmpeg
    void usualPixelFormatsComeAndGoAtAnOddSize(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        for (String name : List.of("rgb24", "yuv420p", "nv12", "yuv420p10le", "gbrp", "rgba64le", "pal8", "monob")) {
            comesAndGoes(pipe, PixelFormat.of(name), 322, 241);
        }
    }

    @EachFFmpeg
    void everySampleFormatComesAndGoesBitByBit(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        for (SampleFormat format : SampleFormat.values()) {
            List<String> input = List.of("-f", "lavfi", "-i", "anoisesrc=d=0.1:r=44100:c=pink,aformat=cl=stereo");
            List<AudioFrame> taken = new ArrayList<>();
            pipe.take(
                    input,
                    AudioFrames.of(format).rate(44100).channels(2).each(frame -> taken.add(frame.copy())),
                    "-c:a",
                    format.codec(),
                    "-f",
                    "framemd5",
                    "want.txt");
            String want = Files.readString(pipe.file("want.txt"));
            assertThat(taken)
                    .as(format.codec())
                    .isNotEmpty()
                    .allMatch(frame -> frame.rate() == 44100 && frame.channels() == 2);
            assertThat(sums(taken)).as(format.codec()).isEqualTo(sums(want));
            assertThat(taken.stream().map(AudioFrame::pts)).as(format.codec()).isEqualTo(times(want));

            byte[] got = pipe.give(AudioFrames.of(format).from(taken), "-c", "copy", "-f", "framemd5", "-");
            assertThat(sums(text(got))).as(format.codec()).isEqualTo(sums(want));
            assertThat(times(text(got))).as(format.codec()).isEqualTo(times(want));
        }
    }

    private void comesAndGoes(FramePipe pipe, PixelFormat format, int width, int height) throws Exception {
        String size = width + "x" + height;
        List<String> input = List.of(
                "-f",
                "rawvideo",
                "-pixel_format",
                format.name(),
                "-video_size",
                size,
                "-framerate",
                "25",
                "-i",
                noise.toString(),
                "-frames:v",
                "3");
        List<VideoFrame> taken = new ArrayList<>();
        pipe.take(
                input,
                VideoFrames.of(format).each(frame -> taken.add(frame.copy())),
                "-frames:v",
                "3",
                "-c:v",
                "rawvideo",
                "-f",
                "framemd5",
                "want.txt");
        String want = Files.readString(pipe.file("want.txt"));
        assertThat(taken).as(format.name()).hasSize(3).allSatisfy(frame -> {
            assertThat(frame.width()).isEqualTo(width);
            assertThat(frame.height()).isEqualTo(height);
            assertThat(frame.data().remaining()).isEqualTo(format.frameBytes(width, height));
            assertThat(frame.time().toMillis()).isEqualTo(frame.index() * 40);
        });
        assertThat(sums(taken)).as(format.name()).isEqualTo(sums(want));

        VideoFrames given = VideoFrames.of(format).rate(25).size(width, height);
        byte[] got = pipe.give(given.from(taken), "-c:v", "rawvideo", "-pix_fmt", format.name(), "-f", "framemd5", "-");
        assertThat(sums(text(got))).as(format.name()).isEqualTo(sums(want));
        assertThat(times(text(got))).as(format.name()).isEqualTo(times(want));
    }

    private static Set<String> pixelFormats(FramePipe pipe) throws Exception {
        return text(pipe.run("-pix_fmts"))
                .lines()
                .dropWhile(line -> !line.startsWith("-----"))
                .skip(1)
                .filter(line -> line.indexOf('H') != 2)
                .map(line -> line.split(" +")[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> sums(List<? extends Frame> frames) throws Exception {
        List<String> all = new ArrayList<>();
        for (Frame frame : frames) {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(frame.data());
            all.add(HexFormat.of().formatHex(md5.digest()));
        }
        return all;
    }

    private static List<String> sums(String framemd5) {
        return column(framemd5, 5);
    }

    private static List<Long> times(String framemd5) {
        return column(framemd5, 2).stream().map(Long::valueOf).toList();
    }

    private static List<String> column(String framemd5, int column) {
        return framemd5.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(", *")[column].trim())
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
