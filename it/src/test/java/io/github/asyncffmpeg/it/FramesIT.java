package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.frame.AudioFrame;
import io.github.asyncffmpeg.frame.AudioFrames;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.FrameWriter;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.SampleFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.frames.FFmpegFrames.Seek;
import io.github.asyncffmpeg.frames.FrameStream;
import io.github.asyncffmpeg.frames.Waveform;
import io.github.asyncffmpeg.graph.AudioStream;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.MediaBytes;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.Running;
import io.github.asyncffmpeg.run.RunningJob;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Frames and samples between FFmpeg and this program, in whole runs. Their bytes are the subject of {@code FrameRoundTripIT}. */
class FramesIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private static final VideoFrames RGB = VideoFrames.of(PixelFormat.RGB24);
    private static final AudioFrames FLOAT = AudioFrames.of(SampleFormat.F32LE);

    private static AudioStream tone(double seconds) {
        return AudioStream.source("sine", opt("frequency", 440), opt("duration", seconds), opt("sample_rate", 8000));
    }

    private static String digest(Workbench bench, StreamSpec spec, MediaBytes to) {
        bench.run(spec);
        String text = new String(to.bytes(), java.nio.charset.StandardCharsets.US_ASCII).strip();
        assertThat(text).startsWith("MD5=");
        return text;
    }

    private static void invert(VideoFrame frame) {
        ByteBuffer data = frame.data();
        for (int i = 0; i < data.limit(); i++) {
            data.put(i, (byte) ~data.get(i));
        }
    }

    @EachFFmpeg
    void framesAreReadOneByOneWithTheirTimes(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        List<Duration> times = new ArrayList<>();
        try (FrameStream<VideoFrame> frames = bench.ffmpeg().frames().read(Workbench.moving(10), RGB)) {
            for (VideoFrame frame : frames) {
                assertThat(frame.width()).isEqualTo(64);
                assertThat(frame.height()).isEqualTo(48);
                times.add(frame.time());
            }
            assertThat(frames.job().result().join().outcome()).isInstanceOf(Outcome.Completed.class);
        }
        assertThat(times)
                .hasSize(10)
                .startsWith(Duration.ZERO, Duration.ofMillis(40))
                .endsWith(Duration.ofMillis(360));
    }

    @EachFFmpeg
    void aReaderThatLeavesEarlyEndsFFmpeg(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        VideoStream endless = VideoStream.source("testsrc", opt("s", "64x48"));
        FrameStream<VideoFrame> frames = bench.ffmpeg().frames().read(endless, RGB);
        long sum = frames.stream().limit(5).mapToLong(VideoFrame::index).sum();
        long begun = System.nanoTime();
        frames.close();
        assertThat(sum).isEqualTo(10);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        assertThat(frames.job().result().get(5, TimeUnit.SECONDS).outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(frames.next()).isNull();
    }

    @EachFFmpeg
    void whatFFmpegFailsWithIsThrownWhereTheFramesEnd(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path none = bench.file("none.mp4");
        try (FrameStream<VideoFrame> frames =
                bench.ffmpeg().frames().read(FFmpeg.input(none).video(), RGB)) {
            assertThatThrownBy(frames::next)
                    .isInstanceOf(FFmpegProcessException.class)
                    .hasMessageContaining("none.mp4")
                    .hasMessageContaining("No such file");
        }
    }

    @EachFFmpeg
    void videoAndAudioOfOneCommandAreReadByTwoThreads(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FrameReader<VideoFrame> pictures = RGB.reader();
        FrameReader<AudioFrame> sound = FLOAT.reader();
        FFmpegProcess process =
                bench.ffmpeg().start(StreamSpec.of(Workbench.moving(50).output(pictures), tone(2).output(sound)));
        CompletableFuture<Long> samples = CompletableFuture.supplyAsync(
                () -> sound.stream().mapToLong(AudioFrame::samples).sum(), task -> new Thread(task).start());
        assertThat(pictures.stream().count()).isEqualTo(50);
        assertThat(samples.get(20, TimeUnit.SECONDS)).isEqualTo(16_000);
        assertThat(process.result().get(20, TimeUnit.SECONDS).outcome()).isInstanceOf(Outcome.Completed.class);
    }

    @EachFFmpeg
    void framesThatAreGivenArriveWithTheirTimes(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        VideoFrame frame = VideoFrame.allocate(PixelFormat.RGB24, 64, 48);
        io.github.asyncffmpeg.media.Rational millisecond = new io.github.asyncffmpeg.media.Rational(1, 1000);
        List<VideoFrame> given =
                List.of(frame.at(0, millisecond), frame.at(70, millisecond), frame.at(75, millisecond));
        List<Duration> times = new ArrayList<>();
        bench.run(FFmpeg.input(RGB.from(given)).video().output(RGB.each(each -> times.add(each.time()))));
        assertThat(times).containsExactly(Duration.ZERO, Duration.ofMillis(70), Duration.ofMillis(75));
    }

    @EachFFmpeg
    void aWriterPushesUntilItCloses(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("out.mp4");
        FrameWriter<VideoFrame> writer = RGB.rate(25).writer();
        FFmpegProcess process =
                bench.ffmpeg().start(FFmpeg.input(writer).video().output(file).codec("mpeg4"));
        VideoFrame frame = VideoFrame.allocate(PixelFormat.RGB24, 64, 48);
        for (int i = 0; i < 40; i++) {
            frame.data().put(i * 10, (byte) 255);
            assertThat(writer.write(frame)).isTrue();
        }
        writer.close();
        assertThat(process.result().get(20, TimeUnit.SECONDS).outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(writer.write(frame)).isFalse();
        assertThat(bench.playable(file).frames()).isEqualTo(40);
    }

    @EachFFmpeg
    void aWriterOfARunThatNeverBeginsIsToldSo(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        CountDownLatch go = new CountDownLatch(1);
        FrameWriter<VideoFrame> writer = RGB.rate(25).writer();
        FrameReader<VideoFrame> reader = RGB.reader();
        MediaSource holdsThePool = out -> go.await();
        try (FFmpegPool pool = bench.ffmpeg().pool(1)) {
            CompletableFuture<FFmpegResult> first = pool.submit(FFmpeg.input(holdsThePool)
                    .format("data")
                    .output(MediaSink.toBytes(0))
                    .format("data")
                    .codec("copy"));
            CompletableFuture<FFmpegResult> queued =
                    pool.submit(FFmpeg.input(writer).video().output(reader));
            queued.cancel(false);
            assertThat(CompletableFuture.supplyAsync(
                                    () -> writer.write(VideoFrame.allocate(PixelFormat.RGB24, 2, 2)),
                                    task -> new Thread(task).start())
                            .get(10, TimeUnit.SECONDS))
                    .isFalse();
            assertThat(CompletableFuture.supplyAsync(
                                    () -> reader.iterator().hasNext(), task -> new Thread(task).start())
                            .get(10, TimeUnit.SECONDS))
                    .isFalse();
            go.countDown();
            first.cancel(false);
        }
    }

    @EachFFmpeg
    void aFunctionOfThisProgramChangesPicturesOnTheirWay(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        MediaBytes ours = MediaSink.toBytes(100);
        MediaBytes theirs = MediaSink.toBytes(100);
        Input inverted = bench.ffmpeg().frames().transform(Workbench.moving(30), RGB, frame -> {
            invert(frame);
            return frame;
        });
        assertThat(digest(bench, inverted.video().output(ours).format("md5"), ours))
                .isEqualTo(digest(
                        bench,
                        Workbench.moving(30).filter("negate").output(theirs).format("md5"),
                        theirs));
        // again, since a spec is data
        assertThat(digest(bench, inverted.video().output(ours).format("md5"), ours))
                .isNotEmpty();
    }

    @EachFFmpeg
    void aTransformKeepsTheSoundAndTheLengthAndTellsProgress(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.media().videoWithAudio(Duration.ofSeconds(2));
        Path out = bench.file("out.mp4");
        Input in = FFmpeg.input(file);
        Input changed =
                bench.ffmpeg().frames().transform(in.video(), RGB, frame -> frame.index() % 2 == 0 ? frame : null);
        FFmpegResult result = bench.run(changed.video().output(out, in.audio()).option("c:v", "mpeg4"));
        assertThat(result.lastProgress()).isPresent();
        assertThat(bench.probe(out, "stream=codec_type"))
                .containsExactlyInAnyOrder("codec_type=video", "codec_type=audio");
        assertThat(bench.playable(out).duration()).isBetween(Duration.ofMillis(1900), Duration.ofMillis(2150));
    }

    @EachFFmpeg
    void aTransformSaysHowMuchIsDone(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.media().videoWithAudio(Duration.ofSeconds(3));
        Input in = FFmpeg.input(file).atNativeRate();
        Input changed = bench.ffmpeg().frames().transform(in.video(), RGB, frame -> frame);
        List<Double> fractions = new java.util.concurrent.CopyOnWriteArrayList<>();
        FFmpegProcess process = bench.ffmpeg()
                .start(changed.video().output(bench.file("out.mkv")).codec("mpeg4"));
        process.onProgress(progress -> progress.fraction().ifPresent(fractions::add));
        process.result().get(60, TimeUnit.SECONDS);
        assertThat(fractions).anyMatch(done -> done > 0.1 && done < 0.9).isSorted();
    }

    @EachFFmpeg
    void aFunctionThatFailsFailsTheRun(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        IllegalStateException own = new IllegalStateException("no face found");
        Input changed = bench.ffmpeg().frames().transform(Workbench.moving(30), RGB, frame -> {
            throw own;
        });
        assertThatThrownBy(() -> bench.run(changed.video().output(bench.file("x.mkv"))))
                .isInstanceOf(FFmpegMediaException.class)
                .hasCause(own);
    }

    @EachFFmpeg
    void theDecoderOfATransformThatFailsFailsTheRun(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input changed = bench.ffmpeg()
                .frames()
                .transform(FFmpeg.input(bench.file("none.mp4")).video(), RGB, frame -> frame);
        assertThatThrownBy(() -> bench.run(changed.video().output(bench.file("x.mkv"))))
                .isInstanceOf(FFmpegMediaException.class)
                .cause()
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("none.mp4");
    }

    @EachFFmpeg
    void aStopOfATransformEndsBothAndTheFilePlays(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path out = bench.file("out.mp4");
        AtomicInteger seen = new AtomicInteger();
        Input changed = bench.ffmpeg()
                .frames()
                .transform(VideoStream.source("testsrc", opt("s", "320x240")), RGB, frame -> {
                    seen.incrementAndGet();
                    return frame;
                });
        FFmpegProcess process = bench.ffmpeg().start(changed.video().output(out).codec("mpeg4"));
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> process.lastProgress().map(p -> p.hasOutput()).orElse(false));
        FFmpegResult result = process.stop();
        assertThat(result.outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
        assertThat(bench.playable(out).frames()).isPositive();
        assertThat(seen.get()).isPositive();
    }

    @EachFFmpeg
    void soundIsChangedOnItsWay(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        MediaBytes ours = MediaSink.toBytes(100);
        MediaBytes theirs = MediaSink.toBytes(100);
        AudioFrames shorts = AudioFrames.of(SampleFormat.S16LE);
        Input louder = bench.ffmpeg().frames().transform(tone(1), shorts, frame -> {
            ByteBuffer data = frame.data();
            for (int i = 0; i < data.limit(); i += 2) {
                data.putShort(i, (short) -data.getShort(i));
            }
            return frame;
        });
        assertThat(digest(bench, louder.audio().output(ours).format("md5"), ours))
                .isEqualTo(digest(
                        bench, tone(1).filter("aeval", "-val(0)").output(theirs).format("md5"), theirs));
    }

    @EachFFmpeg
    void oneFrameEveryNthAndKeyFrames(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("gop.mkv");
        bench.run(Workbench.moving(100)
                .output(file)
                .codec("mpeg4")
                .option("g", 25)
                .option("sc_threshold", 1_000_000_000));
        var frames = bench.ffmpeg().frames();

        List<Duration> keys = new ArrayList<>();
        try (FrameStream<VideoFrame> all = frames.keyFrames(file, RGB)) {
            all.forEach(frame -> keys.add(frame.time()));
        }
        assertThat(keys)
                .containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));

        List<Duration> tenths = new ArrayList<>();
        try (FrameStream<VideoFrame> all = frames.everyNth(FFmpeg.input(file).video(), 10, RGB)) {
            all.forEach(frame -> tenths.add(frame.time()));
        }
        assertThat(tenths).hasSize(10).startsWith(Duration.ZERO, Duration.ofMillis(400));

        List<byte[]> reference = new ArrayList<>();
        bench.run(FFmpeg.input(file).video().output(RGB.each(frame -> reference.add(frame.bytes()))));
        Duration at = Duration.ofMillis(1520);
        assertThat(frames.at(file, at, Seek.ACCURATE, PixelFormat.RGB24).bytes())
                .isEqualTo(reference.get(38));
        assertThat(frames.at(file, at, Seek.KEY_FRAME, PixelFormat.RGB24).bytes())
                .isEqualTo(reference.get(25));
        assertThatThrownBy(() -> frames.at(file, Duration.ofHours(1), Seek.ACCURATE, PixelFormat.RGB24))
                .isInstanceOf(FFmpegMediaException.class)
                .hasMessageContaining("gop.mkv")
                .hasMessageContaining("no picture at PT1H");
    }

    @EachFFmpeg
    void aThumbnailIsAJpeg(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.media().videoWithAudio(Duration.ofSeconds(2));
        byte[] jpeg = bench.ffmpeg().frames().thumbnail(file, Duration.ofSeconds(1), 100);
        assertThat(jpeg).startsWith(0xff, 0xd8, 0xff).endsWith(0xff, 0xd9);
        Path written = Files.write(bench.file("t.jpg"), jpeg);
        assertThat(bench.probe(written, "stream=width")).containsExactly("width=100");
        byte[] png = bench.ffmpeg().frames().thumbnail(file, Duration.ZERO, Seek.ACCURATE, 64, "png");
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        assertThatThrownBy(() -> bench.ffmpeg().frames().thumbnail(file, Duration.ofHours(1), 100))
                .isInstanceOf(FFmpegMediaException.class)
                .hasMessageContaining("no picture at");
        assertThatThrownBy(() -> bench.ffmpeg().frames().thumbnail(file, Duration.ZERO, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a width above 0, got 0");
        assertThatThrownBy(() -> bench.ffmpeg().frames().thumbnail(file, Duration.ofMillis(-1), 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a time from 0");
    }

    @EachFFmpeg
    void whatAFileHasNotIsSaidWithItsName(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path silent = bench.media().videoOnly(Duration.ofSeconds(1));
        assertThatThrownBy(() -> bench.ffmpeg().frames().waveform(silent, 10))
                .isInstanceOf(FFmpegMediaException.class)
                .hasMessage("'" + silent + "' has no audio");
        Path sound = bench.media().audioOnly(Duration.ofSeconds(1));
        assertThatThrownBy(() -> bench.ffmpeg().frames().thumbnail(sound, Duration.ZERO, 100))
                .isInstanceOf(FFmpegMediaException.class)
                .hasMessage("'" + sound + "' has no video");
        try (FrameStream<VideoFrame> keyFrames = bench.ffmpeg().frames().keyFrames(sound, RGB)) {
            assertThatThrownBy(keyFrames::next)
                    .isInstanceOf(FFmpegMediaException.class)
                    .hasMessage("'" + sound + "' has no video");
        }
        assertThatThrownBy(() -> bench.ffmpeg().frames().thumbnail(bench.file("none.mp4"), Duration.ZERO, 100))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("none.mp4");
    }

    @EachFFmpeg
    void anInterruptEndsAReaderWithAnExceptionOfThisLibrary(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        VideoStream endless = VideoStream.source("testsrc", opt("s", "64x48"));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        CountDownLatch reads = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try (FrameStream<VideoFrame> frames = bench.ffmpeg().frames().read(endless, RGB)) {
                for (VideoFrame frame : frames) {
                    if (frame.index() > 5) {
                        reads.countDown();
                    }
                }
                thrown.complete(new AssertionError("the frames ended"));
            } catch (RuntimeException e) {
                thrown.complete(e);
            }
        });
        thread.start();
        assertThat(reads.await(60, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(thrown.get(60, TimeUnit.SECONDS))
                .isInstanceOf(FFmpegInterruptedException.class)
                .hasMessageContaining("interrupted while waiting for a frame");
        thread.join(60_000);
    }

    @EachFFmpeg
    void aStreamThatIsForgottenEndsItsFFmpeg(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        RunningJob process = begunAndForgotten(bench);
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return process.result().isDone();
        });
    }

    private static RunningJob begunAndForgotten(Workbench bench) {
        VideoStream endless = VideoStream.source("testsrc", opt("s", "64x48"));
        FrameStream<VideoFrame> frames = bench.ffmpeg().frames().read(endless, RGB);
        assertThat(frames.next()).isNotNull();
        assertThat(frames.job().state()).isEqualTo(Running.State.RUNNING);
        return frames.job();
    }

    @EachFFmpeg
    void aWaveformShowsWhereItIsLoud(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("loud.wav");
        AudioStream half = tone(4).filter("volume", "if(lt(t,2),0,1)", opt("eval", "frame"));
        bench.run(half.output(file));
        Waveform waveform = bench.ffmpeg().frames().waveform(file, 100);
        assertThat(waveform.samples()).isEqualTo(32_000);
        assertThat(waveform.highest()).hasSize(100);
        assertThat(waveform.highest()[10]).isZero();
        assertThat(waveform.highest()[90]).isGreaterThan(0.1f);
        assertThat(waveform.lowest()[90]).isLessThan(-0.1f);
    }
}
