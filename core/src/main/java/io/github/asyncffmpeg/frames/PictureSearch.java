package io.github.asyncffmpeg.frames;

import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.frames.FFmpegFrames.Seek;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.MediaBytes;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one picture of a file that is shown at a time.
 *
 * <p>FFmpeg's {@code -ss} alone gives the next one. Here FFmpeg goes back to a key frame, and the filter {@code fps} keeps
 * the last frame that is due by then, until another is or the video is over. Formats without an index, such as MPEG-TS, go
 * back to somewhere, and decoding begins at the key frame after that: so a second output tells the time of the first frame,
 * and if that is too late, FFmpeg goes back farther.
 *
 * @param file the file
 * @param at since the beginning of the file
 * @param seek among all frames, or among key frames
 */
record PictureSearch(Path file, Duration at, Seek seek) {

    private static final long NANOS_PER_MICRO = 1_000;

    /** Key frames of broadcasts are half a second apart, and seldom more than ten. */
    private static final List<Long> MICROS_BACK = List.of(0L, 10_000_000L);

    private static final Duration LATEST = Duration.ofDays(36_500);

    /** A picture of more than that is not a thumbnail. */
    private static final int MOST_PICTURE = 256 * 1024 * 1024;

    PictureSearch {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(seek, "seek");
        if (at.isNegative() || at.compareTo(LATEST) > 0) {
            throw new IllegalArgumentException(
                    "a picture of '" + file + "' at " + at + ": expected a time from 0 to " + LATEST);
        }
    }

    /** The picture as a frame. */
    CompletableFuture<VideoFrame> frame(FrameWork<?> runs, PixelFormat format) {
        return search(input -> {
            AtomicReference<@Nullable VideoFrame> taken = new AtomicReference<>();
            MediaSink sink = VideoFrames.of(format).each(frame -> taken.set(frame.copy()));
            Output picture = input.video(0).output(sink).option("filter:v", choice());
            return run(runs, input, picture).thenApply(first -> new Found<>(first, taken.get()));
        });
    }

    /**
     * The picture as bytes of a file.
     *
     * @param filters what becomes of it
     * @param codec an encoder of pictures
     */
    CompletableFuture<byte[]> encoded(FrameWork<?> runs, String filters, String codec) {
        return search(input -> {
            MediaBytes picture = MediaSink.toBytes(MOST_PICTURE);
            Output output = input.video(0)
                    .output(picture)
                    .format("image2pipe")
                    .option("c:v", codec)
                    .option("fps_mode", "passthrough")
                    .option("filter:v", choice() + "," + filters);
            return run(runs, input, output).thenApply(first -> {
                byte[] bytes = picture.bytes();
                return new Found<>(first, bytes.length == 0 ? null : bytes);
            });
        });
    }

    /**
     * What came of one run.
     *
     * @param first when the first frame is due that FFmpeg decoded, in microseconds, if it decoded any
     * @param picture the one that was looked for, or null
     */
    private record Found<T>(OptionalLong first, @Nullable T picture) {}

    /** One run with an input. */
    private interface Attempt<T> extends Function<Input, CompletableFuture<Found<T>>> {}

    private <T> CompletableFuture<T> search(Attempt<T> attempt) {
        Input input = Input.of(file).flag("copyts").flag("start_at_zero");
        if (seek == Seek.ACCURATE) {
            return search(input, attempt, 0, true);
        }
        return search(input.option("skip_frame", "nokey"), attempt, 0, true).exceptionallyCompose(error -> {
            boolean refused = FFmpegFrames.refusesKeyFrames(FrameWork.unwrapped(error));
            return refused ? search(input, attempt, 0, true) : CompletableFuture.failedFuture(error);
        });
    }

    /**
     * Goes back farther and farther.
     *
     * @param step how often FFmpeg went back already
     * @param nothing whether there was no frame at all so far
     */
    private <T> CompletableFuture<T> search(Input input, Attempt<T> attempt, int step, boolean nothing) {
        if (step < MICROS_BACK.size()) {
            // a microsecond more, so that rounding does not miss a key frame at that very time
            long from = micros(at) - MICROS_BACK.get(step) + 1;
            return from <= 1
                    ? search(input, attempt, step + 1, nothing)
                    : tried(input.option("ss", BigDecimal.valueOf(from, 6)), input, attempt, step, nothing);
        }
        if (step == MICROS_BACK.size() && nothing && !at.isZero()) {
            // it may be over: that is not worth decoding all of it
            return tried(input.option("sseof", -10), input, attempt, step, true);
        }
        return attempt.apply(input).thenApply(this::picture); // here the first frame may be later: it is what there is
    }

    private <T> CompletableFuture<T> tried(Input sought, Input input, Attempt<T> attempt, int step, boolean nothing) {
        return attempt.apply(sought.flag("noaccurate_seek"))
                .thenCompose(found -> isInTime(found)
                        ? CompletableFuture.completedFuture(picture(found))
                        : search(
                                input,
                                attempt,
                                step + 1,
                                nothing && found.first().isEmpty()));
    }

    private boolean isInTime(Found<?> found) {
        return found.first().orElse(Long.MAX_VALUE) <= micros(at);
    }

    private <T> T picture(Found<T> found) {
        T picture = found.picture();
        if (picture == null) {
            throw new FFmpegMediaException(
                    "'" + file + "' has no picture at " + at + ": its video is over by then", null);
        }
        return picture;
    }

    private CompletableFuture<OptionalLong> run(FrameWork<?> runs, Input input, Output picture) {
        AtomicReference<@Nullable Duration> first = new AtomicReference<>();
        MediaSink time = VideoFrames.of(PixelFormat.GRAY8).each(frame -> first.set(frame.time()));
        Output firstFrame = input.video(0).output(time).option("filter:v", "trim=end_frame=1,scale=16:16");
        FFmpegJob job = FFmpegJob.of(StreamSpec.of(picture, firstFrame));
        return FFmpegFrames.orMissing(runs.run(job), file, "video").thenApply(done -> {
            Duration due = first.get();
            return due == null ? OptionalLong.empty() : OptionalLong.of(micros(due));
        });
    }

    /**
     * Lets the one frame through. Times are rounded to microseconds, as {@code -ss} and the frames' own: so the time of a
     * frame finds that frame. ({@code fps} rounds its {@code start_time} to the unit of its input, hence {@code settb}, and
     * cuts it off to microseconds, hence the half.) Among key frames alone nobody
     * sees where the last one's time ends: it is shown for so long as the next may be away.
     */
    private String choice() {
        String last = seek == Seek.KEY_FRAME ? "tpad=stop_mode=clone:stop_duration=600," : "";
        BigDecimal due = BigDecimal.valueOf(micros(at) * 10 + 5, 7);
        return last + "settb=AVTB,fps=fps=1000000:round=near:start_time=" + due.toPlainString() + ",trim=end_frame=1";
    }

    private static long micros(Duration time) {
        return time.plusNanos(NANOS_PER_MICRO / 2).toNanos() / NANOS_PER_MICRO;
    }
}
