package io.github.asyncffmpeg.frames;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.frame.AudioFrame;
import io.github.asyncffmpeg.frame.AudioFrames;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.SampleFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.graph.AudioStream;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.RunningJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and samples between FFmpeg and this program, in one call each. What is not here is made of {@link VideoFrames} and
 * {@link AudioFrames}, whose sinks and sources go into any spec.
 *
 * <p>Immutable and safe for any thread. Methods that give a frame or bytes wait for FFmpeg to end; an interrupt ends it.
 */
public final class FFmpegFrames {

    private final Function<? super FFmpegJob, ? extends RunningJob> enqueue;

    private FFmpegFrames(Function<? super FFmpegJob, ? extends RunningJob> enqueue) {
        this.enqueue = enqueue;
    }

    /**
     * Frame jobs that are run by a pool: {@code FFmpegFrames.of(pool::enqueue)}. With {@code FFmpeg.frames()} they run at
     * once.
     *
     * @param enqueue starts a job, or queues it
     * @return the ways
     */
    public static FFmpegFrames of(Function<? super FFmpegJob, ? extends RunningJob> enqueue) {
        return new FFmpegFrames(Objects.requireNonNull(enqueue, "enqueue"));
    }

    /**
     * Settings for each run that is made here, such as a time limit, a policy for untrusted files, limits or a priority:
     * {@code with(job -> job.timeout(Duration.ofSeconds(10)).untrusted(policy))}. One picture may take several runs after
     * each other, and each has the settings.
     *
     * @param settings changes a job
     * @return a copy with these settings, besides those that are there
     */
    public FFmpegFrames with(UnaryOperator<FFmpegJob> settings) {
        Objects.requireNonNull(settings, "settings");
        return new FFmpegFrames(job -> enqueue.apply(settings.apply(job)));
    }

    /** How exactly a time is found. */
    public enum Seek {
        /**
         * The frame that is shown at that time: the last one that is due by then, up to the end of the video; before the
         * first one, that. FFmpeg decodes from the key frame before it.
         */
        ACCURATE,
        /**
         * The last key frame that is due by then, which may be seconds before: nothing else is decoded. The last one of a
         * video is given for ten minutes.
         */
        KEY_FRAME
    }

    /**
     * Begins to decode video.
     *
     * @param video a stream of an input, or what filters make of it
     * @param frames how they are to be
     * @return the frames, to be closed
     */
    public FrameStream<VideoFrame> read(VideoStream video, VideoFrames frames) {
        return read(video, frames, failure -> failure);
    }

    private FrameStream<VideoFrame> read(
            VideoStream video, VideoFrames frames, UnaryOperator<FFmpegException> explanation) {
        Objects.requireNonNull(video, "video");
        FrameReader<VideoFrame> reader =
                Objects.requireNonNull(frames, "frames").reader();
        return new FrameStream<>(enqueue.apply(FFmpegJob.of(video.output(reader))), reader, explanation);
    }

    /**
     * Begins to decode audio.
     *
     * @param audio a stream of an input, or what filters make of it
     * @param frames how they are to be
     * @return the frames, to be closed
     */
    public FrameStream<AudioFrame> read(AudioStream audio, AudioFrames frames) {
        Objects.requireNonNull(audio, "audio");
        FrameReader<AudioFrame> reader =
                Objects.requireNonNull(frames, "frames").reader();
        return new FrameStream<>(enqueue.apply(FFmpegJob.of(audio.output(reader))), reader, failure -> failure);
    }

    /**
     * Begins to decode every nth frame of a video. Pixels are as they are stored: those of anamorphic video are not square.
     *
     * @param video a stream of an input, or what filters make of it
     * @param n 1 for all, 2 for every second one, beginning with the first; above 0
     * @param frames how they are to be
     * @return the frames, with the timestamps they have in the video; to be closed
     * @throws IllegalArgumentException if {@code n} is not above 0
     */
    public FrameStream<VideoFrame> everyNth(VideoStream video, int n, VideoFrames frames) {
        Objects.requireNonNull(video, "video");
        if (n <= 0) {
            throw new IllegalArgumentException("every nth frame: expected n above 0, got " + n);
        }
        return read(video.filterVideo("select", "not(mod(n," + n + "))"), frames);
    }

    /**
     * Begins to decode the key frames of a file, and nothing else of it. Pixels are as they are stored.
     *
     * @param file the file
     * @param frames how they are to be
     * @return the frames, with the timestamps they have in the video; to be closed. Of a file without video, to read them
     *     throws an {@link FFmpegMediaException}
     */
    public FrameStream<VideoFrame> keyFrames(Path file, VideoFrames frames) {
        Objects.requireNonNull(file, "file");
        return read(
                Input.of(file).option("skip_frame", "nokey").video(),
                frames,
                failure -> isWithoutStream(failure) || refusesKeyFrames(failure)
                        ? new FFmpegMediaException("'" + file + "' has no video", failure)
                        : failure);
    }

    /**
     * One frame of a file.
     *
     * @param file the file
     * @param at the time in the file, from 0
     * @param seek how exactly
     * @param format of its pixels
     * @return the frame, which stays; its timestamp is {@code at}. Its pixels are as they are stored: those of anamorphic
     *     video are not square
     * @throws FFmpegMediaException if the video is over by then, or there is none
     * @throws IllegalArgumentException if the time is out of its range
     */
    public VideoFrame at(Path file, Duration at, Seek seek, PixelFormat format) {
        return startAt(file, at, seek, format).await();
    }

    /**
     * One frame of a file, without waiting, as {@link #at}.
     *
     * @param file the file
     * @param at the time in the file, from 0
     * @param seek how exactly
     * @param format of its pixels
     * @return the future of the frame; to cancel it, or {@code orTimeout}, stops FFmpeg. It completes when no FFmpeg is
     *     left
     */
    public CompletableFuture<VideoFrame> atAsync(Path file, Duration at, Seek seek, PixelFormat format) {
        return startAt(file, at, seek, format).future();
    }

    private FrameWork<VideoFrame> startAt(Path file, Duration at, Seek seek, PixelFormat format) {
        Objects.requireNonNull(format, "format");
        PictureSearch search = new PictureSearch(file, at, seek);
        return FrameWork.begin(enqueue, runs -> search.frame(runs, format));
    }

    /**
     * A small JPEG picture of a file, of the key frame that is shown at a time or before it.
     *
     * @param file the file
     * @param at the time in the file, from 0
     * @param width in pixels, above 0; the height follows from it, as the video is shown
     * @return the bytes of the JPEG file
     * @throws FFmpegMediaException if the video is long over by then, or there is none
     * @throws IllegalArgumentException if the width or the time is out of its range
     */
    public byte[] thumbnail(Path file, Duration at, int width) {
        return thumbnail(file, at, Seek.KEY_FRAME, width, "mjpeg");
    }

    /**
     * A small picture of a file. Its pixels are square, also those of anamorphic video.
     *
     * @param file the file
     * @param at the time in the file, from 0
     * @param seek how exactly
     * @param width in pixels, above 0; the height follows from it, as the video is shown
     * @param codec an encoder of pictures, such as {@code mjpeg}, {@code png}, {@code libwebp}
     * @return the bytes of the picture
     * @throws FFmpegMediaException if the video is over by then, or there is none
     * @throws IllegalArgumentException if the width or the time is out of its range
     */
    public byte[] thumbnail(Path file, Duration at, Seek seek, int width, String codec) {
        return startThumbnail(file, at, seek, width, codec).await();
    }

    /**
     * A small picture of a file, without waiting, as {@link #thumbnail(Path, Duration, Seek, int, String)}.
     *
     * @param file the file
     * @param at the time in the file, from 0
     * @param seek how exactly
     * @param width in pixels, above 0
     * @param codec an encoder of pictures
     * @return the future of the bytes, as {@link #atAsync}
     */
    public CompletableFuture<byte[]> thumbnailAsync(Path file, Duration at, Seek seek, int width, String codec) {
        return startThumbnail(file, at, seek, width, codec).future();
    }

    private FrameWork<byte[]> startThumbnail(Path file, Duration at, Seek seek, int width, String codec) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(codec, "codec");
        if (width <= 0) {
            throw new IllegalArgumentException("a thumbnail of '" + file + "': expected a width above 0, got " + width);
        }
        boolean jpeg = codec.equals("mjpeg");
        // Readers of JPEG know only these colors. 5.1 and 8.0.1 leave the matrix of the video as it is.
        String colors = jpeg ? ":out_color_matrix=bt601:out_range=pc" : "";
        String square = "scale=w=" + width + ":h='max(2,2*trunc(" + width + "/dar/2+0.5))'" + colors + ",setsar=1";
        // The usual range of JPEG; without a frame to see that of, 8.0.1 refuses to begin, and says nothing of the end.
        String filters = jpeg ? square + ",format=yuvj420p" : square;
        PictureSearch search = new PictureSearch(file, at, seek);
        return FrameWork.begin(enqueue, runs -> search.encoded(runs, filters, codec));
    }

    /**
     * The loudness of a file over its length, for a picture of it: the lowest and the highest sample of each of some parts of
     * equal length, all channels mixed into one.
     *
     * @param file the file
     * @param points how many parts, from 1 to 100,000
     * @return as many parts as asked for, fewer only when there are fewer samples; from -1 to 1
     * @throws FFmpegMediaException if there is no audio
     * @throws IllegalArgumentException if the number of parts is out of its range
     */
    public Waveform waveform(Path file, int points) {
        return startWaveform(file, points).await();
    }

    /**
     * The loudness of a file over its length, without waiting, as {@link #waveform}.
     *
     * @param file the file
     * @param points how many parts, from 1 to 100,000
     * @return the future of the waveform, as {@link #atAsync}
     */
    public CompletableFuture<Waveform> waveformAsync(Path file, int points) {
        return startWaveform(file, points).future();
    }

    private FrameWork<Waveform> startWaveform(Path file, int points) {
        Objects.requireNonNull(file, "file");
        WaveformBuilder builder = new WaveformBuilder(points);
        AudioFrames mono = AudioFrames.of(SampleFormat.F32LE).channels(1);
        FFmpegJob job = FFmpegJob.of(Input.of(file).audio(0).output(mono.each(builder::add)));
        return FrameWork.begin(
                enqueue, runs -> orMissing(runs.run(job), file, "audio").thenApply(done -> builder.waveform()));
    }

    /** Says it where a file has no stream of a kind. */
    static CompletableFuture<FFmpegResult> orMissing(CompletableFuture<FFmpegResult> run, Path file, String kind) {
        return run.exceptionallyCompose(error -> {
            Throwable cause = FrameWork.unwrapped(error);
            return CompletableFuture.failedFuture(
                    isWithoutStream(cause) ? new FFmpegMediaException("'" + file + "' has no " + kind, cause) : error);
        });
    }

    private static boolean isWithoutStream(@Nullable Throwable error) {
        return error instanceof FFmpegProcessException failed
                && failed.failure().kind() == FailureKind.NO_SUCH_STREAM;
    }

    /** Where there is no video, FFmpeg 8.0.1 refuses the option for its key frames, and says nothing of the stream. */
    static boolean refusesKeyFrames(@Nullable Throwable error) {
        return error instanceof FFmpegProcessException failed
                && failed.logTail().stream()
                        .anyMatch(line -> line.contains("Codec AVOption skip_frame ")
                                && line.endsWith(" is not a decoding option."));
    }

    /**
     * Video that a function of this program changes on its way: {@code decode → function → encode}. It becomes an input of
     * any spec; when that runs, a second FFmpeg decodes. Stopping the one stops the other, and what goes wrong with the
     * second, or in the function, fails the first.
     *
     * <p>Frames keep their times. A video that starts after the audio still does, unless its frames come at a constant rate
     * ({@link VideoFrames#rate}).
     *
     * @param video a stream of an input, or what filters make of it
     * @param frames how the function gets its frames
     * @param function called with each frame on one thread; it changes it in place, or gives another of the same size and
     *     format, or null for none. Without a timestamp of its own, that has the one of the first
     * @return an input whose video is the result; anew with each run
     */
    public Input transform(
            VideoStream video,
            VideoFrames frames,
            Function<? super VideoFrame, ? extends @Nullable VideoFrame> function) {
        return transform(video, frames, function, frames);
    }

    /**
     * The same, where the function changes size or format.
     *
     * @param video a stream of an input, or what filters make of it
     * @param frames how the function gets its frames
     * @param function called with each frame on one thread
     * @param changed how the frames are that it gives
     * @return an input whose video is the result
     */
    public Input transform(
            VideoStream video,
            VideoFrames frames,
            Function<? super VideoFrame, ? extends @Nullable VideoFrame> function,
            VideoFrames changed) {
        Objects.requireNonNull(video, "video");
        Objects.requireNonNull(frames, "frames");
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(changed, "changed");
        return Input.of(new TransformedFrames<>(enqueue, video::output, frames, changed, frame -> {
            VideoFrame made = function.apply(frame);
            return made == null || made.timed() ? made : made.at(frame);
        }));
    }

    /**
     * Sound that a function of this program changes on its way, as {@link #transform(VideoStream, VideoFrames, Function)}.
     *
     * @param audio a stream of an input, or what filters make of it
     * @param frames how the function gets its samples
     * @param function called with some samples at a time on one thread; it changes them in place, or gives others of the same
     *     format, or null for none
     * @return an input whose audio is the result; anew with each run
     */
    public Input transform(
            AudioStream audio,
            AudioFrames frames,
            Function<? super AudioFrame, ? extends @Nullable AudioFrame> function) {
        Objects.requireNonNull(audio, "audio");
        Objects.requireNonNull(frames, "frames");
        Objects.requireNonNull(function, "function");
        return Input.of(new TransformedFrames<>(enqueue, audio::output, frames, frames, frame -> {
            AudioFrame made = function.apply(frame);
            return made == null || made.timed() ? made : made.at(frame);
        }));
    }
}
