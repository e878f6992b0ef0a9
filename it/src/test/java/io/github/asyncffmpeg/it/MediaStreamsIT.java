package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.MediaBytes;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Media that this program gives to FFmpeg and takes from it: each way, and each thing that goes wrong, once; so it is long. */
@Tag("media")
class MediaStreamsIT {

    private static final Duration SOON = Duration.ofSeconds(4);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** A tenth of a second of one colour a block, for as long as somebody takes it. */
    private static final class Endless extends InputStream {
        private final AtomicLong given = new AtomicLong();

        @Override
        public int read() {
            given.incrementAndGet();
            return 0;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            given.addAndGet(length);
            return length;
        }
    }

    /** Raw video of 64x48 at 25 frames a second; 9,216 bytes a frame. */
    private static Input raw(MediaSource source) {
        return FFmpeg.input(source)
                .format("rawvideo")
                .option("pixel_format", "rgb24")
                .option("video_size", "64x48");
    }

    /** FFmpeg 5.1 reports nothing while it waits for input, so that it must be given time to report. */
    private static void fiftyInASecond(WritableByteChannel out) throws IOException {
        for (int i = 0; i < 50; i++) {
            out.write(ByteBuffer.allocate(9216));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static Output md5(Input in, MediaSink to) {
        return in.output(to).format("md5");
    }

    private static String text(MediaBytes bytes) {
        return new String(bytes.bytes(), java.nio.charset.StandardCharsets.US_ASCII).strip();
    }

    /** The digest of all frames and samples of a file, by FFmpeg itself. */
    private static String digest(Workbench bench, Path file) {
        MediaBytes digest = MediaSink.toBytes(1000);
        bench.run(md5(FFmpeg.input(file), digest));
        assertThat(text(digest)).startsWith("MD5=");
        return text(digest);
    }

    private static Path matroska(Workbench bench) {
        Path mp4 = bench.media().videoWithAudio(Duration.ofSeconds(2));
        Path mkv = bench.file("in.mkv");
        bench.run(FFmpeg.input(mp4).output(mkv).codec("copy"));
        return mkv;
    }

    @EachFFmpeg
    void everyWayInGivesTheSameMedia(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path mkv = matroska(bench);
        byte[] bytes = Files.readAllBytes(mkv);
        Path padded = bench.file("padded");
        Files.write(
                padded,
                ByteBuffer.allocate(bytes.length + 100).position(70).put(bytes).array());
        String expected = digest(bench, mkv);

        MediaBytes digest = MediaSink.toBytes(1000);
        try (InputStream stream = Files.newInputStream(mkv);
                FileChannel channel = FileChannel.open(mkv)) {
            List<MediaSource> sources = List.of(
                    MediaSource.of(stream),
                    MediaSource.of(channel),
                    MediaSource.of(bytes),
                    MediaSource.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer()),
                    MediaSource.of(padded, 70, bytes.length),
                    MediaSource.of(new Parts(bytes, 1000)),
                    out -> out.write(ByteBuffer.wrap(bytes)));
            for (MediaSource source : sources) {
                bench.run(md5(FFmpeg.input(source), digest));
                assertThat(text(digest)).as(source.toString()).isEqualTo(expected);
            }
        }
    }

    /** As phones and cameras write it. */
    @EachFFmpeg
    void anMp4WithItsIndexAtTheEndIsReadFromMemoryAndFromAStream(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path mp4 = bench.media().videoWithAudio(Duration.ofSeconds(30)); // more than FFmpeg reads ahead
        byte[] bytes = Files.readAllBytes(mp4);
        String expected = digest(bench, mp4);
        MediaBytes digest = MediaSink.toBytes(1000);
        try (InputStream stream = Files.newInputStream(mp4)) {
            for (MediaSource source : List.of(
                    MediaSource.of(bytes),
                    MediaSource.of(mp4, 0, bytes.length),
                    MediaSource.of(stream).seekable())) {
                bench.run(md5(FFmpeg.input(source), digest));
                assertThat(text(digest)).as(source.toString()).isEqualTo(expected);
            }
        }
        assertThatThrownBy(() -> bench.run(md5(
                        FFmpeg.input(MediaSource.of(new java.io.ByteArrayInputStream(bytes))), MediaSink.toBytes(100))))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("an InputStream")
                .hasMessageContaining("MediaSource.seekable() lets it")
                .satisfies(error -> assertThat(
                                ((FFmpegProcessException) error).failure().kind())
                        .isEqualTo(FailureKind.MOOV_MISSING));
    }

    @EachFFmpeg
    void anMp4CannotBeWrittenToAStreamAndTheErrorSaysWhatCan(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        MediaBytes memory = MediaSink.toBytes(1 << 20);
        Output mp4 = raw(MediaSource.of(new byte[9216 * 30]))
                .output(memory)
                .format("mp4")
                .option("c:v", "mpeg4");
        assertThatThrownBy(() -> bench.run(mp4))
                .hasMessageContaining("MediaSink.seekable()")
                .hasMessageContaining("frag_keyframe+empty_moov");
        assertThatThrownBy(() -> bench.run(raw(MediaSource.of(new byte[9216])).output(memory)))
                .isInstanceOf(FFmpegSpecException.class)
                .hasMessageContaining("output 0 goes to bytes in memory")
                .hasMessageContaining(".format(\"matroska\")");
        bench.run(mp4.option("movflags", "frag_keyframe+empty_moov"));
        assertThat(bench.playable(Files.write(bench.file("f.mp4"), memory.bytes()))
                        .frames())
                .isEqualTo(30);
    }

    @EachFFmpeg
    void everyWayOutGivesTheSameMedia(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path mkv = matroska(bench);
        String expected = digest(bench, mkv);
        Path file = bench.file("out.mkv");
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Collected subscriber = new Collected();
        MediaBytes memory = MediaSink.toBytes(64 << 20);
        Input in = FFmpeg.input(mkv);

        bench.run(in.output(MediaSink.to(stream)).format("matroska").codec("copy"));
        bench.run(in.output(MediaSink.to(subscriber)).format("matroska").codec("copy"));
        bench.run(in.output(memory).format("matroska").codec("copy"));
        try (FileChannel channel = FileChannel.open(
                file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            bench.run(in.output(MediaSink.to(channel)).format("matroska").codec("copy"));
        }

        assertThat(subscriber.ended.await(10, TimeUnit.SECONDS)).isTrue();
        for (byte[] media : List.of(
                stream.toByteArray(), subscriber.bytes.toByteArray(), memory.bytes(), Files.readAllBytes(file))) {
            Path copy = Files.write(bench.file("copy.mkv"), media);
            assertThat(digest(bench, copy)).isEqualTo(expected);
        }
    }

    @EachFFmpeg
    void eightPipesInAndOutOfOneCommand(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        List<Output> outputs = new ArrayList<>();
        List<MediaBytes> digests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] frames = new byte[9216 * (10 + i)];
            java.util.Arrays.fill(frames, (byte) (i * 40));
            MediaBytes digest = MediaSink.toBytes(1000);
            digests.add(digest);
            outputs.add(md5(raw(MediaSource.of(frames)), digest));
        }
        bench.run(StreamSpec.of(outputs));
        assertThat(digests).extracting(MediaStreamsIT::text).doesNotHaveDuplicates();
        assertThat(digests).extracting(MediaStreamsIT::text).allMatch(digest -> digest.matches("MD5=[0-9a-f]{32}"));
    }

    @EachFFmpeg
    void aProducerThatFailsFailsTheRunWithItsOwnException(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        IOException own = new IOException("the camera was unplugged");
        MediaSource source = out -> {
            out.write(ByteBuffer.allocate(9216 * 50));
            throw own;
        };
        Path file = bench.file("out.mkv");
        assertThatThrownBy(() -> bench.run(raw(source).output(file)))
                .isInstanceOf(FFmpegMediaException.class)
                .hasMessageContaining("input 0")
                .hasMessageContaining("the camera was unplugged")
                .hasCause(own);
        assertThatThrownBy(() -> bench.ffmpeg()
                        .execute(raw(source).output(bench.file("other.mkv")))
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(FFmpegMediaException.class)
                .hasCause(own);
    }

    @EachFFmpeg
    void aConsumerThatFailsFailsTheRunWithItsOwnException(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        IOException own = new IOException("the browser has gone");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw own;
            }
        };
        assertThatThrownBy(() -> bench.run(raw(MediaSource.of(new Endless()))
                        .output(MediaSink.to(broken))
                        .format("matroska")))
                .isInstanceOf(FFmpegMediaException.class)
                .hasMessageContaining("output 0")
                .hasCause(own);
    }

    @EachFFmpeg
    void aConsumerThatLeavesEndsTheRunAndItIsCompleted(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        MediaSink takesAThousand = in -> in.read(ByteBuffer.allocate(1000));
        long begun = System.nanoTime();
        FFmpegResult result = bench.run(
                raw(MediaSource.of(new Endless())).output(takesAThousand).format("rawvideo"));
        assertThat(result.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    }

    @EachFFmpeg
    void aConsumerThatLeavesLeavesTheOtherOutputWhole(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("out.mp4");
        MediaSink takesAThousand = in -> in.read(ByteBuffer.allocate(1000));
        Input in = raw(MediaSource.of(new Endless()));
        FFmpegResult result = bench.run(StreamSpec.of(
                in.output(takesAThousand).format("rawvideo"), in.output(file).option("c:v", "mpeg4")));
        assertThat(result.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(bench.playable(file).frames()).isPositive();
    }

    @EachFFmpeg
    void aConsumerMayDropTheRestInstead(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        MediaBytes digest = MediaSink.toBytes(1000);
        MediaSink leaves = new MediaSink() {
            @Override
            public void readFrom(java.nio.channels.ReadableByteChannel in) throws IOException {
                in.read(ByteBuffer.allocate(10));
            }

            @Override
            public Leaving leaving() {
                return Leaving.DROP_REST;
            }
        };
        Input in = raw(MediaSource.of(new byte[9216 * 500]));
        bench.run(StreamSpec.of(in.output(leaves).format("rawvideo"), md5(in, digest)));
        assertThat(text(digest)).startsWith("MD5=");
    }

    @EachFFmpeg
    void aSlowConsumerSlowsTheProducer(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Endless endless = new Endless();
        CountDownLatch go = new CountDownLatch(1);
        MediaSink slow = in -> {
            go.await();
            in.read(ByteBuffer.allocate(1));
        };
        try (FFmpegProcess process =
                bench.ffmpeg().start(raw(MediaSource.of(endless)).output(slow).format("rawvideo"))) {
            AtomicLong before = new AtomicLong(-1);
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() ->
                            endless.given.get() > 0 && before.getAndSet(endless.given.get()) == endless.given.get());
            assertThat(endless.given.get()).isLessThan(32 << 20); // the pipe, and FFmpeg's queues
            go.countDown();
            assertThat(process.result().get(20, TimeUnit.SECONDS).outcome()).isInstanceOf(Outcome.Completed.class);
        }
    }

    @EachFFmpeg
    void aStopWorksAtOnceThoughNobodyReadsAndNothingIsLost(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        CountDownLatch go = new CountDownLatch(1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        MediaSink stuck = in -> {
            go.await();
            MediaSink.to(all).readFrom(in);
        };
        FFmpegProcess process = bench.ffmpeg()
                .start(raw(MediaSource.of(new Endless()))
                        .output(stuck)
                        .format("nut")
                        .codec("rawvideo"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> process.lastProgress().isPresent());
        long begun = System.nanoTime();
        process.quit();
        await().atMost(SOON)
                .until(() -> ProcessHandle.of(process.pid())
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
        go.countDown();
        FFmpegResult result = process.result().get(20, TimeUnit.SECONDS);
        assertThat(result.outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON.plusSeconds(2));
        Path file = Files.write(bench.file("all.nut"), all.toByteArray());
        assertThat(bench.playable(file).frames()).isPositive();
    }

    @EachFFmpeg
    void aProducerThatWaitsForEverDoesNotHoldUpAStop(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch given = new CountDownLatch(1);
        MediaSource silent = out -> {
            fiftyInASecond(out);
            given.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        };
        Path file = bench.file("out.mkv");
        FFmpegProcess process = bench.ffmpeg().start(raw(silent).output(file).option("c:v", "mpeg4"));
        assertThat(given.await(20, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> process.lastProgress().map(p -> p.hasOutput()).orElse(false));
        long begun = System.nanoTime();
        FFmpegResult result = process.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        assertThat(result.outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.playable(file).frames()).isBetween(1L, 50L);
    }

    @EachFFmpeg
    void anErrorOfFFmpegIsToldInTheNamesOfTheSpec(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        MediaSource noise = MediaSource.of(new byte[100_000]);
        assertThatThrownBy(() -> bench.run(FFmpeg.input(noise).output(bench.file("out.mkv"))))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("100000 bytes in memory")
                .hasMessageContaining("Invalid data found when processing input")
                .hasMessageNotContaining("unix:");
    }

    @EachFFmpeg
    void aProducerIsNotToldOffWhenFFmpegWantsNoMore(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FFmpegResult result = bench.run(
                raw(MediaSource.of(new Endless())).output(bench.file("out.mkv")).option("t", 1));
        assertThat(result.outcome()).isInstanceOf(Outcome.Completed.class);
        assertThat(bench.playable(bench.file("out.mkv")).frames()).isEqualTo(25);
    }

    @EachFFmpeg
    void aPublisherThatFailsFailsTheRun(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        IllegalStateException own = new IllegalStateException("upstream");
        try (SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>()) {
            FFmpegProcess process =
                    bench.ffmpeg().start(raw(MediaSource.of(publisher)).output(bench.file("out.mkv")));
            await().atMost(Duration.ofSeconds(20)).until(publisher::hasSubscribers);
            publisher.submit(ByteBuffer.allocate(9216 * 30));
            publisher.closeExceptionally(own);
            assertThatThrownBy(() -> process.result().get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(FFmpegMediaException.class)
                    .hasCause(own);
        }
    }

    @EachFFmpeg
    void aStreamIsReadByOneRunOnly(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        MediaSource source = MediaSource.of(InputStream.nullInputStream());
        bench.run(raw(source).output(MediaSink.toBytes(0)).format("rawvideo"));
        assertThatThrownBy(() -> bench.run(raw(source).output(bench.file("b.mkv"))))
                .isInstanceOf(FFmpegMediaException.class)
                .hasMessageContaining("an InputStream was handed over by an earlier run");
    }

    @EachFFmpeg
    void aChannelOfAStreamIsAChannelToo(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bench.run(raw(MediaSource.of(new byte[9216 * 3]))
                .output(MediaSink.to(Channels.newChannel(out)))
                .format("rawvideo"));
        assertThat(out.size()).isEqualTo(9216 * 3);
    }

    @EachFFmpeg
    void aSinkThatIsInterruptedAfterAStopIsToldOf(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        CountDownLatch taken = new CountDownLatch(1);
        MediaSink stuck = in -> {
            in.read(ByteBuffer.allocate(10));
            taken.countDown();
            new CountDownLatch(1).await();
        };
        FFmpegProcess process = bench.ffmpeg()
                .start(FFmpegJob.of(
                                raw(MediaSource.of(new Endless())).output(stuck).format("rawvideo"))
                        .timeToForceTermination(Duration.ofSeconds(2)));
        assertThat(taken.await(20, TimeUnit.SECONDS)).isTrue();
        process.quit();
        assertThatThrownBy(() -> process.result().get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(FFmpegMediaException.class)
                .hasMessageContaining("a sink had not taken all");
    }

    @EachFFmpeg
    void aJobsTimeoutIsAlsoThatOfASinkThatGoesOnAfterFFmpeg(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        MediaSink stuck = in -> new CountDownLatch(1).await();
        FFmpegJob job = FFmpegJob.of(
                        raw(MediaSource.of(new byte[9216])).output(stuck).format("rawvideo"))
                .timeout(Duration.ofSeconds(2))
                .timeToForceTermination(Duration.ofSeconds(1));
        assertThatThrownBy(() -> bench.ffmpeg().execute(job).get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(FFmpegMediaException.class);
    }

    @EachFFmpeg
    void aStopReachesMediaThoughFFmpegIsDeafToKeys(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("out.mkv");
        CountDownLatch given = new CountDownLatch(1);
        MediaSource silent = out -> {
            fiftyInASecond(out);
            given.countDown();
            new CountDownLatch(1).await();
        };
        FFmpegProcess process = bench.ffmpeg()
                .start(StreamSpec.of(raw(silent).output(file).option("c:v", "mpeg4"))
                        .globalArguments("-nostdin"));
        assertThat(given.await(20, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> process.lastProgress().map(p -> p.hasOutput()).orElse(false));
        long begun = System.nanoTime();
        assertThat(process.stop().outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        assertThat(bench.playable(file).frames()).isPositive();
    }

    @EachFFmpeg
    void aFileOfARunWhoseSourceFailedIsNotTakenForWhole(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("short.mkv");
        MediaSource source = out -> {
            out.write(ByteBuffer.allocate(9216 * 5));
            throw new IOException("unplugged");
        };
        FFmpegJob job = FFmpegJob.of(raw(source).output(file)).partialOutput(PartialOutput.DELETE);
        assertThatThrownBy(() -> bench.ffmpeg().run(job)).isInstanceOf(FFmpegMediaException.class);
        assertThat(file).doesNotExist();
    }

    /** Publishes an array in parts, as they are requested, each in a thread of the subscriber's. */
    private record Parts(byte[] bytes, int size) implements Flow.Publisher<ByteBuffer> {
        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 4);
            publisher.subscribe(subscriber);
            Thread thread = new Thread(() -> {
                for (int at = 0; at < bytes.length; at += size) {
                    publisher.submit(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)));
                }
                publisher.close();
            });
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static final class Collected implements Flow.Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CountDownLatch ended = new CountDownLatch(1);
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(ByteBuffer part) {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.writeBytes(copy);
            subscription.request(1);
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {
            ended.countDown();
        }
    }
}
