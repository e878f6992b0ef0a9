package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.internal.probe.ProbeSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * ffprobe: says what is in a file. {@code FFmpeg.ffprobe()} gives one; {@code FFmpeg.probe(…)} is the short way to the
 * commonest question.
 *
 * <p>Each question is one process, which is gone when the answer is there: whatever ends a probe early kills ffprobe, which
 * has no file to lose, and it is waited for. When the JVM ends, running ones are killed.
 *
 * <p>Immutable and safe for any thread. What it gives is too, but for streams, which are for one thread.
 */
public final class FFprobe {

    private final ProbeSettings settings;

    /**
     * For {@code FFmpeg.ffprobe()}: the type of the settings is not exported.
     *
     * @param settings what its probes share
     */
    @SuppressWarnings("exports")
    public FFprobe(ProbeSettings settings) {
        this.settings = settings;
    }

    /**
     * Probes, and waits for the answer.
     *
     * @param request what to look at
     * @return what is in it
     * @throws FFmpegProcessException if ffprobe could not read it, or ran out of time
     * @throws FFmpegInterruptedException if the thread was interrupted: ffprobe was killed and is gone, and the interrupt
     *     flag is set again
     * @throws FFmpegException if it could not be started
     */
    public MediaInfo probe(ProbeRequest request) {
        Objects.requireNonNull(request, "request");
        if (Thread.currentThread().isInterrupted()) {
            throw new FFmpegInterruptedException("interrupted before ffprobe was started; it was not", null);
        }
        FFprobeProcess process = FFprobeProcess.collecting(settings, request, Question.everything(request));
        try {
            if (process.awaitEnd()) {
                throw new FFmpegInterruptedException(
                        "interrupted while ffprobe read " + request + "; it was killed and is gone", null);
            }
        } finally {
            process.release();
        }
        return answer(process);
    }

    /** After the end. */
    static MediaInfo answer(FFprobeProcess process) {
        process.failure().ifPresent(failure -> {
            throw failure;
        });
        try {
            MediaInfo info = MediaInfo.of(new SectionReader(new ByteArrayInputStream(process.answer())).readAll());
            process.refusal(info).ifPresent(refused -> {
                throw refused;
            });
            return info;
        } catch (IOException e) {
            throw process.unreadable(e);
        }
    }

    /**
     * Probes; returns at once.
     *
     * @param request what to look at
     * @return the answer. It completes when ffprobe has ended: with {@link FFmpegProcessException} if it could not read the
     *     file, with another {@link FFmpegException} if it could not be started. {@code cancel} and
     *     {@code completeExceptionally} (so {@code orTimeout} too) kill ffprobe, and the future completes so when it is
     *     gone, or at once while the media of an {@code InputStream} is still read, after which ffprobe is not started;
     *     {@code complete} and its kin do nothing. What depends on it runs on the callbacks' executor
     */
    public CompletableFuture<MediaInfo> execute(ProbeRequest request) {
        Objects.requireNonNull(request, "request");
        ProbeWork work = new ProbeWork(settings.callbacks().get());
        work.begin(settings, request);
        return work.result();
    }

    /**
     * The packets of a file, as ffprobe comes to them, in constant memory. ffprobe starts at once and waits while nobody
     * reads.
     *
     * @param request what to look at
     * @return a stream to be closed, best by try-with-resources: closing it kills ffprobe and waits for its end. Read to
     *     its end, it needs no closing. One that is neither closed nor read to its end keeps its ffprobe, which waits, until
     *     the garbage collector takes the stream; then ffprobe is killed within 50 ms. It is sequential and for one thread.
     *     Reading throws {@link FFmpegProcessException} when ffprobe fails, after what could be read, and
     *     {@link FFmpegInterruptedException} when the thread is interrupted
     * @throws FFmpegException if ffprobe could not be started
     */
    public Stream<PacketInfo> packets(ProbeRequest request) {
        Objects.requireNonNull(request, "request");
        return SectionStream.of(settings, request, Question.packets(request), "packets")
                .map(PacketInfo::new);
    }

    /**
     * The frames of a file, decoded, as ffprobe comes to them, in constant memory.
     *
     * @param request what to look at
     * @return a stream to be closed, as {@link #packets} describes it
     * @throws FFmpegException if ffprobe could not be started
     */
    public Stream<FrameInfo> frames(ProbeRequest request) {
        Objects.requireNonNull(request, "request");
        return SectionStream.of(settings, request, Question.frames(request), "frames")
                .map(FrameInfo::new);
    }

    /**
     * Finds out how the frames of a video follow each other, by reading all its packets: how many there are, and whether
     * the frame rate is constant. Nothing is decoded.
     *
     * @param request what to look at; without a choice of streams, the first video stream that is not a cover
     * @return the timing; empty where there is no video
     * @throws FFmpegException as {@link #probe} does
     */
    public Optional<FrameTiming> frameTiming(ProbeRequest request) {
        Objects.requireNonNull(request, "request");
        ProbeRequest chosen = videoOf(request);
        Question question = Question.packets(chosen, "stream_index,pts,pts_time,dts,dts_time,flags");
        try (Stream<PacketInfo> packets =
                SectionStream.of(settings, chosen, question, "packets").map(PacketInfo::new)) {
            FrameTiming.Measure measure = new FrameTiming.Measure();
            packets.forEach(measure::add);
            return measure.timing();
        }
    }

    /**
     * The times of the key frames of a video: where it can be cut without encoding.
     *
     * @param request what to look at; without a choice of streams, the first video stream that is not a cover
     * @return the times, ascending, rounded to microseconds; none where there is no video
     * @throws FFmpegException as {@link #probe} does
     */
    public List<Duration> keyFrameTimes(ProbeRequest request) {
        Objects.requireNonNull(request, "request");
        ProbeRequest chosen = videoOf(request);
        Question question = Question.packets(chosen, "stream_index,pts_time,dts_time,flags");
        try (Stream<PacketInfo> packets =
                SectionStream.of(settings, chosen, question, "packets").map(PacketInfo::new)) {
            return packets.filter(packet -> packet.isKey() && !packet.isDiscarded())
                    .flatMap(packet -> packet.ptsTime().or(packet::dtsTime).stream())
                    .sorted()
                    .toList();
        }
    }

    private static ProbeRequest videoOf(ProbeRequest request) {
        return request.streams().isPresent() ? request : request.streams("V:0");
    }
}
