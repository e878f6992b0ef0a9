package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.frame.AudioFrame;
import io.github.asyncffmpeg.frame.AudioFrames;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.FrameWriter;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.SampleFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.frames.FrameStream;
import io.github.asyncffmpeg.graph.AudioStream;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.BothFFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A track that starts later than the others still does so when its frames go through this program. */
@Tag("media")
@Tag("long")
class LateFramesIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private static final VideoFrames RGB = VideoFrames.of(PixelFormat.RGB24);

    private static Path film(Workbench bench, double videoAt, double audioAt) throws Exception {
        Path film = bench.file("late.mkv");
        Input video = Input.of("testsrc2=d=3:s=1280x720").format("lavfi").option("itsoffset", videoAt);
        Input audio = Input.of("sine=d=4").format("lavfi").option("itsoffset", audioAt);
        bench.run(video.video()
                .output(film, audio.audio())
                .option("c:v", "libx264")
                .option("preset", "ultrafast")
                .option("c:a", "pcm_s16le"));
        return film;
    }

    /** Matroska: it keeps every time, and FFmpeg neither repeats nor drops frames for it. */
    private static List<Double> starts(Workbench bench, StreamSpec spec, Path made) throws Exception {
        bench.run(spec);
        return starts(bench, made);
    }

    private static List<Double> starts(Workbench bench, Path made) throws Exception {
        return bench.probe(made, "stream=start_time").stream()
                .map(line -> Double.valueOf(line.substring(line.indexOf('=') + 1)))
                .toList();
    }

    @BothFFmpegs
    void videoThatStartsLaterThanTheAudioStaysLate(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input film = FFmpeg.input(film(bench, 2.8, 0));
        Path made = bench.file("made.mkv");
        Input changed = bench.ffmpeg().frames().transform(film.video(), RGB, frame -> frame);
        List<Double> starts = starts(
                bench,
                changed.video()
                        .output(made, film.audio())
                        .option("c:v", "libx264")
                        .option("preset", "ultrafast")
                        .option("c:a", "copy"),
                made);
        assertThat(starts.get(0)).isEqualTo(2.8, within(0.002));
        assertThat(starts.get(1)).isEqualTo(0, within(0.002));
    }

    @BothFFmpegs
    void framesThatTheFunctionDropsLeaveTheirTimeEmpty(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input film = FFmpeg.input(film(bench, 0, 0));
        Path made = bench.file("made.mkv");
        AtomicInteger seen = new AtomicInteger();
        Input changed = bench.ffmpeg()
                .frames()
                .transform(film.video(), RGB, frame -> seen.getAndIncrement() < 50 ? null : frame);
        List<Double> starts = starts(
                bench,
                changed.video()
                        .output(made, film.audio())
                        .option("c:v", "libx264")
                        .option("preset", "ultrafast")
                        .option("c:a", "copy"),
                made);
        assertThat(starts.get(0)).isEqualTo(2.0, within(0.002));
        assertThat(starts.get(1)).isEqualTo(0, within(0.002));
    }

    @BothFFmpegs
    void audioThatStartsLaterThanTheVideoStaysLate(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input film = FFmpeg.input(film(bench, 0, 0.776));
        Path made = bench.file("made.mkv");
        AudioFrames samples = AudioFrames.of(SampleFormat.S16LE);
        Input changed = bench.ffmpeg().frames().transform(film.audio(), samples, frame -> frame);
        List<Double> starts = starts(
                bench,
                film.video().output(made, changed.audio()).option("c:v", "copy").option("c:a", "pcm_s16le"),
                made);
        assertThat(starts.get(0)).isEqualTo(0, within(0.002));
        assertThat(starts.get(1)).isEqualTo(0.776, within(0.002));
    }

    @BothFFmpegs
    void samplesThatAreWrittenByHandStayLate(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path made = bench.file("made.mkv");
        AudioFrames samples = AudioFrames.of(SampleFormat.S16LE);
        FrameWriter<AudioFrame> writer = samples.writer();
        FFmpegProcess process = bench.ffmpeg()
                .start(VideoStream.source("color", opt("d", 1))
                        .output(made, Input.of(writer).audio())
                        .option("c:a", "pcm_s16le"));
        try (FrameStream<AudioFrame> read = bench.ffmpeg()
                .frames()
                .read(AudioStream.source("sine", opt("d", 2)).filterAudio("atrim", opt("start", 1.25)), samples)) {
            for (AudioFrame frame : read) {
                writer.write(frame);
            }
        }
        writer.close();
        process.result().get(60, TimeUnit.SECONDS);
        assertThat(starts(bench, made).get(1)).isEqualTo(1.25, within(0.03));
    }

    @BothFFmpegs
    void picturesOfAReaderStayLate(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input film = FFmpeg.input(film(bench, 2.8, 0));
        Path made = bench.file("made.mkv");
        FrameReader<VideoFrame> reader = RGB.reader();
        FFmpegProcess reading = bench.ffmpeg().start(film.video().output(reader));
        List<Double> starts = starts(
                bench,
                Input.of(RGB.from(reader))
                        .video()
                        .output(made, film.audio())
                        .option("c:v", "libx264")
                        .option("preset", "ultrafast")
                        .option("c:a", "copy"),
                made);
        reading.result().get(60, TimeUnit.SECONDS);
        assertThat(starts.get(0)).isEqualTo(2.8, within(0.002));
    }

    /** As the page on frames says: the two options are for frames that know their rate. */
    @BothFFmpegs
    void picturesThatAreWrittenByHandStayLateWithTwoOptions(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input film = FFmpeg.input(film(bench, 2.8, 0));
        Path made = bench.file("made.mkv");
        FrameWriter<VideoFrame> writer = RGB.writer();
        Input written = Input.of(writer).option("max_ts_probe", 0).option("fpsprobesize", 0);
        FFmpegProcess process = bench.ffmpeg()
                .start(written.video()
                        .output(made, film.audio())
                        .option("c:v", "libx264")
                        .option("preset", "ultrafast")
                        .option("c:a", "copy"));
        try (FrameStream<VideoFrame> read = bench.ffmpeg().frames().read(film.video(), RGB)) {
            for (VideoFrame frame : read) {
                writer.write(frame);
            }
        }
        writer.close();
        process.result().get(60, TimeUnit.SECONDS);
        assertThat(starts(bench, made).get(0)).isEqualTo(2.8, within(0.002));
    }
}
