package io.github.asyncffmpeg.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.media.Rational;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ways in which a program takes frames and gives them, without an FFmpeg: a source writes what a sink reads. */
@Timeout(60)
class FramesTest {

    private static final VideoFrames GRAY = VideoFrames.of(PixelFormat.GRAY8).rate(25);
    private static final Executor THREADS = task -> new Thread(task).start();

    @Test
    void aReaderGivesFramesToTheThreadThatAsks() throws Exception {
        FrameReader<VideoFrame> reader = GRAY.reader();
        CompletableFuture<@Nullable Void> reading = reading(reader, written(3));
        List<Byte> first = new ArrayList<>();
        for (VideoFrame frame : reader) {
            first.add(frame.data().get());
        }
        assertThat(first).containsExactly((byte) 0, (byte) 1, (byte) 2);
        reading.get(60, TimeUnit.SECONDS);
        assertThat(reader.next()).isNull();
    }

    @Test
    void aReaderIsAStream() throws Exception {
        FrameReader<VideoFrame> reader = GRAY.reader();
        CompletableFuture<@Nullable Void> reading = reading(reader, written(9));
        try (Stream<VideoFrame> frames = reader.stream()) {
            assertThat(frames.limit(4)
                            .map(VideoFrame::copy)
                            .map(VideoFrame::pts)
                            .toList())
                    .containsExactly(0L, 1L, 2L, 3L);
        }
        reading.get(60, TimeUnit.SECONDS);
    }

    @Test
    void aReaderThatIsClosedEarlyLeaves() throws Exception {
        Pipe endless = Pipe.open();
        FrameReader<VideoFrame> reader = GRAY.reader();
        CompletableFuture<@Nullable Void> reading = running(() -> {
            reader.readFrom(endless.source());
            return null;
        });
        CompletableFuture<@Nullable Void> writing = running(() -> {
            GRAY.generate(() -> frame(7)).writeTo(endless.sink());
            return null;
        });
        assertThat(reader.next()).isNotNull();
        reader.close();
        reading.get(60, TimeUnit.SECONDS);
        assertThat(reader.next()).isNull();
        endless.source().close();
        assertThatThrownBy(() -> writing.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aFrameThatWasReadOverSaysSo() throws Exception {
        FrameReader<VideoFrame> reader = GRAY.reader();
        CompletableFuture<@Nullable Void> reading = reading(reader, written(2));
        VideoFrame first = java.util.Objects.requireNonNull(reader.next());
        VideoFrame kept = first.copy();
        VideoFrame second = reader.next();
        assertThat(second).isNotNull();
        assertThatThrownBy(first::data)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("frame 0 was read over");
        assertThat(kept.bytes()).containsOnly(0);
        assertThat(reader.next()).isNull();
        reading.get(60, TimeUnit.SECONDS);
    }

    @Test
    void aReaderOfTornFramesThrowsOnBothSides() {
        byte[] whole = written(2);
        FrameReader<VideoFrame> reader = GRAY.reader();
        CompletableFuture<@Nullable Void> reading = reading(reader, java.util.Arrays.copyOf(whole, whole.length - 3));
        assertThat(reader.next()).isNotNull();
        assertThatThrownBy(reader::next).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> reading.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void whoWaitsForARunThatNeverBeginsIsWokenUp() throws Exception {
        FrameReader<VideoFrame> reader = GRAY.reader();
        CompletableFuture<@Nullable VideoFrame> waiting = running(reader::next);
        reader.runEnded(new IOException("no such file"));
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isNull();

        FrameWriter<VideoFrame> writer = GRAY.writer();
        CompletableFuture<Boolean> pushing = running(() -> writer.write(frame(1)));
        writer.runEnded(null);
        assertThat(pushing.get(60, TimeUnit.SECONDS)).isFalse();
    }

    /** Between two runs: when the second has enough, the first must not wait for ever. */
    @Test
    void aReaderThatIsASourceIsLeftWhenTheSourceIs() throws Exception {
        FrameReader<VideoFrame> reader = GRAY.reader();
        CompletableFuture<@Nullable Void> reading = reading(reader, written(9));
        Pipe closed = Pipe.open();
        closed.sink().close();
        assertThatThrownBy(() -> GRAY.from(reader).writeTo(closed.sink())).isInstanceOf(ClosedChannelException.class);
        reading.get(60, TimeUnit.SECONDS);
    }

    @Test
    void aReaderThatIsKilledInTheMiddleOfAFrameEnds() throws Exception {
        Pipe pipe = Pipe.open();
        byte[] nut = written(1);
        pipe.sink().write(java.nio.ByteBuffer.wrap(nut, 0, nut.length - 2));
        FrameReader<VideoFrame> reader = GRAY.reader();
        CompletableFuture<Thread> library = new CompletableFuture<>();
        CompletableFuture<@Nullable Void> reading = running(() -> {
            library.complete(Thread.currentThread());
            reader.readFrom(pipe.source());
            return null;
        });
        CompletableFuture<@Nullable VideoFrame> next = running(reader::next);
        library.get(60, TimeUnit.SECONDS).interrupt();
        assertThatThrownBy(() -> reading.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        pipe.source().close();
        assertThat(next.get(60, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aConsumerThatHasEnoughReturns() throws Exception {
        List<Long> seen = new ArrayList<>();
        GRAY.eachWhile(frame -> {
                    seen.add(frame.pts());
                    return frame.pts() < 2;
                })
                .readFrom(Channels.newChannel(new ByteArrayInputStream(written(9))));
        assertThat(seen).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aConsumersOwnExceptionComesThrough() {
        MediaSink sink = GRAY.each(frame -> {
            throw new IllegalArgumentException("too dark");
        });
        assertThatThrownBy(() -> sink.readFrom(Channels.newChannel(new ByteArrayInputStream(written(1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too dark");
    }

    @Test
    void aPublisherGivesAsManyAsAreRequested() throws Exception {
        FramePublisher<VideoFrame> publisher = GRAY.publisher();
        Recorder recorder = new Recorder(2);
        publisher.subscribe(recorder);
        CompletableFuture<@Nullable Void> reading = reading(publisher, written(4));
        recorder.until(2);
        assertThat(reading).isNotDone();
        recorder.request(2);
        assertThat(recorder.end.get(60, TimeUnit.SECONDS)).isEqualTo("complete");
        assertThat(recorder.seen).containsExactly(0L, 1L, 2L, 3L);
        reading.get(60, TimeUnit.SECONDS);
    }

    @Test
    void aSubscriberThatCancelsLeaves() throws Exception {
        FramePublisher<VideoFrame> publisher = GRAY.publisher();
        Recorder recorder = new Recorder(1);
        CompletableFuture<@Nullable Void> reading = reading(publisher, written(4));
        publisher.subscribe(recorder);
        recorder.until(1);
        recorder.cancel();
        reading.get(60, TimeUnit.SECONDS);
        assertThat(recorder.seen).containsExactly(0L);
        assertThat(recorder.end).isNotDone();
    }

    @Test
    void aSecondSubscriberIsRefused() throws Exception {
        FramePublisher<VideoFrame> publisher = GRAY.publisher();
        publisher.subscribe(new Recorder(1));
        Recorder second = new Recorder(1);
        publisher.subscribe(second);
        assertThat(second.end.get(60, TimeUnit.SECONDS)).startsWith("java.lang.IllegalStateException");
    }

    @Test
    void aSubscriberLearnsThatTheRunFailed() throws Exception {
        FramePublisher<VideoFrame> publisher = GRAY.publisher();
        Recorder recorder = new Recorder(1);
        publisher.subscribe(recorder);
        publisher.runEnded(new IOException("no such file"));
        assertThat(recorder.end.get(60, TimeUnit.SECONDS)).isEqualTo("java.io.IOException: no such file");
    }

    @Test
    void aWriterPushesFromItsOwnThread() throws Exception {
        Pipe pipe = Pipe.open();
        FrameWriter<VideoFrame> writer = GRAY.writer();
        CompletableFuture<@Nullable Void> writing = writing(writer, pipe.sink());
        List<Long> seen = new ArrayList<>();
        CompletableFuture<@Nullable Void> reading = running(() -> {
            GRAY.each(frame -> seen.add(frame.pts())).readFrom(pipe.source());
            return null;
        });
        try (writer) {
            for (int i = 0; i < 3; i++) {
                assertThat(writer.write(frame(i))).isTrue();
            }
        }
        writing.get(60, TimeUnit.SECONDS);
        pipe.sink().close();
        reading.get(60, TimeUnit.SECONDS);
        assertThat(seen).containsExactly(0L, 1L, 2L);
        assertThat(writer.write(frame(3))).isFalse();
    }

    @Test
    void aWriterThatFFmpegHasLeftSaysThatItIsEnough() throws Exception {
        FrameWriter<VideoFrame> writer = GRAY.writer();
        CompletableFuture<@Nullable Void> writing = running(() -> {
            writer.writeTo(new java.nio.channels.WritableByteChannel() {
                @Override
                public int write(java.nio.ByteBuffer data) throws IOException {
                    throw new ClosedChannelException();
                }

                @Override
                public boolean isOpen() {
                    return false;
                }

                @Override
                public void close() {}
            });
            return null;
        });
        assertThat(writer.write(frame(1))).isFalse();
        writing.get(60, TimeUnit.SECONDS);
    }

    @Test
    void aWritersOwnFailureFailsTheRun() {
        FrameWriter<VideoFrame> writer = GRAY.writer();
        CompletableFuture<@Nullable Void> writing =
                writing(writer, Channels.newChannel(java.io.OutputStream.nullOutputStream()));
        assertThat(writer.write(frame(1))).isTrue();
        writer.fail(new IOException("the camera is gone"));
        assertThatThrownBy(() -> writing.get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IOException.class)
                .hasStackTraceContaining("the camera is gone");
    }

    @Test
    void framesComeFromAPublisher() throws Exception {
        SubmissionPublisher<VideoFrame> publisher = new SubmissionPublisher<>(THREADS, 8);
        CompletableFuture<byte[]> writing = running(() -> NutReaderTest.written(GRAY.from(publisher)));
        org.awaitility.Awaitility.await().until(publisher::hasSubscribers);
        IntStream.range(0, 5).forEach(i -> publisher.submit(frame(i)));
        publisher.close();
        assertThat(writing.get(60, TimeUnit.SECONDS)).isEqualTo(written(5));
    }

    @Test
    void aPublishersFailureFailsTheSource() {
        MediaSource source = GRAY.from((Flow.Publisher<VideoFrame>) subscriber -> {
            subscriber.onSubscribe(new SubmissionPublisherSubscription());
            subscriber.onError(new IOException("gone"));
        });
        assertThatThrownBy(() -> source.writeTo(Channels.newChannel(java.io.OutputStream.nullOutputStream())))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }

    @Test
    void aFrameOfAnotherSizeOrFormatIsRefused() {
        for (VideoFrame odd :
                List.of(VideoFrame.allocate(PixelFormat.GRAY8, 4, 3), VideoFrame.allocate(PixelFormat.RGB24, 3, 3))) {
            assertThatThrownBy(() -> GRAY.from(List.of(frame(0), odd))
                            .writeTo(Channels.newChannel(java.io.OutputStream.nullOutputStream())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("frame 1 is")
                    .hasMessageContaining("expected 3x3 gray");
        }
    }

    @Test
    void aFrameWithoutATimeNeedsARate() {
        assertThatThrownBy(() -> VideoFrames.of(PixelFormat.GRAY8)
                        .from(List.of(frame(0)))
                        .writeTo(Channels.newChannel(java.io.OutputStream.nullOutputStream())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frame 0 has no timestamp");
    }

    @Test
    void aFormatThatNutCannotNameNeedsRateAndSize() {
        PixelFormat p010 = PixelFormat.of("p010le");
        assertThat(p010.carriesTimestamps()).isFalse();
        assertThatThrownBy(() -> VideoFrames.of(p010).rate(25).writer())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frames of p010le into FFmpeg: expected a rate(…) and a size(…)");
        assertThat(VideoFrames.of(p010)
                        .rate(new Rational(30_000, 1001))
                        .size(4, 2)
                        .writer()
                        .options())
                .containsEntry("framerate", "30000/1001")
                .containsEntry("video_size", "4x2");
    }

    static VideoFrame frame(int value) {
        byte[] pixels = new byte[9];
        java.util.Arrays.fill(pixels, (byte) value);
        return VideoFrame.of(PixelFormat.GRAY8, 3, 3, pixels);
    }

    private static byte[] written(int frames) {
        return NutReaderTest.written(
                GRAY.from(IntStream.range(0, frames).mapToObj(FramesTest::frame).toList()));
    }

    private static CompletableFuture<@Nullable Void> reading(MediaSink sink, byte[] nut) {
        return running(() -> {
            sink.readFrom(Channels.newChannel(new ByteArrayInputStream(nut)));
            return null;
        });
    }

    private static CompletableFuture<@Nullable Void> writing(
            MediaSource source, java.nio.channels.WritableByteChannel channel) {
        return running(() -> {
            source.writeTo(channel);
            return null;
        });
    }

    private static <T extends @Nullable Object> CompletableFuture<T> running(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        THREADS.execute(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private static final class SubmissionPublisherSubscription implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }

    private static final class Recorder implements Flow.Subscriber<VideoFrame> {
        final List<Long> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
        final CompletableFuture<String> end = new CompletableFuture<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final long first;

        Recorder(long first) {
            this.first = first;
        }

        void request(long n) {
            subscription.join().request(n);
        }

        void cancel() {
            subscription.join().cancel();
        }

        void until(int count) {
            org.awaitility.Awaitility.await().until(() -> seen.size() >= count);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            given.request(first);
        }

        @Override
        public void onNext(VideoFrame frame) {
            seen.add(frame.pts());
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(failure.toString());
        }

        @Override
        public void onComplete() {
            end.complete("complete");
        }
    }
}
