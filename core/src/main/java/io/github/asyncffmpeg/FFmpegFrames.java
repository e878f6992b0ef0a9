package io.github.asyncffmpeg;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.frame.AudioFrame;
import io.github.asyncffmpeg.frame.AudioFrames;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.SampleFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.graph.AudioEdge;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoEdge;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.media.MediaBytes;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and samples between FFmpeg and this program, in one call each. What is not here is made of {@link VideoFrames} and
 * {@link AudioFrames}, whose sinks and sources go into any spec.
 *
 * <p>Immutable and safe for any thread. Methods that give a frame or bytes wait for FFmpeg to end; an interrupt ends it.
 */
public final class FFmpegFrames {

    /** A picture of more than that is not a thumbnail. */
    private static final int MOST_PICTURE = 256 * 1024 * 1024;

    private final FFmpeg ffmpeg;

    FFmpegFrames(FFmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /** How exactly a time is found. */
    public enum Seek {
        /** The frame that is shown at that time: FFmpeg decodes from the key frame before it. */
        ACCURATE,
        /** The key frame before it, which may be seconds away: nothing else is decoded. */
        KEY_FRAME
    }

    /**
     * Begins to decode video.
     *
     * @param video a stream of an input, or what filters make of it
     * @param frames how they are to be
     * @return the frames, to be closed
     */
    public FrameStream<VideoFrame> read(VideoEdge video, VideoFrames frames) {
        FrameReader<VideoFrame> reader = frames.reader();
        return new FrameStream<>(ffmpeg.start(video.output(reader)), reader);
    }

    /**
     * Begins to decode audio.
     *
     * @param audio a stream of an input, or what filters make of it
     * @param frames how they are to be
     * @return the frames, to be closed
     */
    public FrameStream<AudioFrame> read(AudioEdge audio, AudioFrames frames) {
        FrameReader<AudioFrame> reader = frames.reader();
        return new FrameStream<>(ffmpeg.start(audio.output(reader)), reader);
    }

    /**
     * Begins to decode every nth frame of a video.
     *
     * @param video a stream of an input, or what filters make of it
     * @param n 1 for all, 2 for every second one, beginning with the first; above 0
     * @param frames how they are to be
     * @return the frames, with the timestamps they have in the video; to be closed
     */
    public FrameStream<VideoFrame> everyNth(VideoEdge video, int n, VideoFrames frames) {
        if (n <= 0) {
            throw new FFmpegSpecException("every nth frame: expected n above 0, got " + n);
        }
        return read(video.filterVideo("select", "not(mod(n," + n + "))"), frames);
    }

    /**
     * Begins to decode the key frames of a file, and nothing else of it.
     *
     * @param file the file
     * @param frames how they are to be
     * @return the frames, with the timestamps they have in the video; to be closed
     */
    public FrameStream<VideoFrame> keyFrames(Path file, VideoFrames frames) {
        return read(FFmpeg.input(file).option("skip_frame", "nokey").video(), frames);
    }

    /**
     * One frame of a file.
     *
     * @param file the file
     * @param at the time in the video, from 0
     * @param seek how exactly
     * @param format of its pixels
     * @return the frame, which stays; its timestamp counts from {@code at}
     * @throws FFmpegSpecException if the video is over by then
     */
    public VideoFrame at(Path file, Duration at, Seek seek, PixelFormat format) {
        FrameReader<VideoFrame> reader = VideoFrames.of(format).reader();
        try (FrameStream<VideoFrame> one =
                new FrameStream<>(ffmpeg.start(seeking(file, at, seek).video().output(reader)), reader)) {
            VideoFrame frame = one.next();
            if (frame == null) {
                throw noFrame(file, at);
            }
            return frame.copy();
        }
    }

    /**
     * A small JPEG picture of a file, of the frame at a time or the key frame before it.
     *
     * @param file the file
     * @param at the time in the video, from 0
     * @param width in pixels, above 0; the height follows from it
     * @return the bytes of the JPEG file
     * @throws FFmpegSpecException if the video is over by then
     */
    public byte[] thumbnail(Path file, Duration at, int width) {
        return thumbnail(file, at, Seek.KEY_FRAME, width, "mjpeg");
    }

    /**
     * A small picture of a file.
     *
     * @param file the file
     * @param at the time in the video, from 0
     * @param seek how exactly
     * @param width in pixels, above 0; the height follows from it
     * @param codec an encoder of pictures, such as {@code mjpeg}, {@code png}, {@code libwebp}
     * @return the bytes of the picture
     * @throws FFmpegSpecException if the video is over by then
     */
    public byte[] thumbnail(Path file, Duration at, Seek seek, int width, String codec) {
        MediaBytes picture = MediaSink.toBytes(MOST_PICTURE);
        VideoStream small = seeking(file, at, seek).video().filterVideo("scale", width, -2);
        // The usual range of JPEG; without a frame to see that of, 8.0.1 refuses to begin, and says nothing of the end.
        VideoStream ranged = codec.equals("mjpeg") ? small.filterVideo("format", "yuvj420p") : small;
        StreamSpec spec = ranged.output(picture)
                .format("image2pipe")
                .option("c:v", codec)
                .option("frames:v", 1)
                .flag("an");
        ffmpeg.run(FFmpegJob.of(spec));
        byte[] bytes = picture.bytes();
        if (bytes.length == 0) {
            throw noFrame(file, at);
        }
        return bytes;
    }

    private static Input seeking(Path file, Duration at, Seek seek) {
        Input input = FFmpeg.input(file).option("ss", at);
        return seek == Seek.ACCURATE ? input : input.flag("noaccurate_seek");
    }

    private static FFmpegSpecException noFrame(Path file, Duration at) {
        return new FFmpegSpecException("'" + file + "' has no picture at " + at + ": its video is over by then");
    }

    /**
     * The loudness of a file over its length, for a picture of it: the lowest and the highest sample of each of some parts of
     * equal length, all channels mixed into one.
     *
     * @param file the file
     * @param points how many parts, from 1 to 100,000
     * @return as many parts as asked for, fewer only when there are fewer samples; from -1 to 1
     */
    public Waveform waveform(Path file, int points) {
        WaveformBuilder builder = new WaveformBuilder(points);
        AudioFrames mono = AudioFrames.of(SampleFormat.F32LE).channels(1);
        ffmpeg.run(FFmpeg.input(file).audio().output(mono.each(builder::add)));
        return builder.waveform();
    }

    /**
     * Video that a function of this program changes on its way: {@code decode → function → encode}. It becomes an input of
     * any spec; when that runs, a second FFmpeg decodes. Stopping the one stops the other, and what goes wrong with the
     * second, or in the function, fails the first.
     *
     * @param video a stream of an input, or what filters make of it
     * @param frames how the function gets its frames
     * @param function called with each frame on one thread; it changes it in place, or gives another of the same size and
     *     format, or null for none. Without a timestamp of its own, that has the one of the first
     * @return an input whose video is the result; anew with each run
     */
    public Input transform(
            VideoEdge video,
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
            VideoEdge video,
            VideoFrames frames,
            Function<? super VideoFrame, ? extends @Nullable VideoFrame> function,
            VideoFrames changed) {
        Objects.requireNonNull(function, "function");
        return FFmpeg.input(new TransformedFrames<>(ffmpeg, video::output, frames, changed, frame -> {
            VideoFrame made = function.apply(frame);
            return made == null || made.timed() ? made : made.at(frame.pts(), frame.timeBase());
        }));
    }

    /**
     * Sound that a function of this program changes on its way, as {@link #transform(VideoEdge, VideoFrames, Function)}.
     *
     * @param audio a stream of an input, or what filters make of it
     * @param frames how the function gets its samples
     * @param function called with some samples at a time on one thread; it changes them in place, or gives others of the same
     *     format, or null for none
     * @return an input whose audio is the result; anew with each run
     */
    public Input transform(
            AudioEdge audio,
            AudioFrames frames,
            Function<? super AudioFrame, ? extends @Nullable AudioFrame> function) {
        Objects.requireNonNull(function, "function");
        return FFmpeg.input(new TransformedFrames<>(ffmpeg, audio::output, frames, frames, frame -> {
            AudioFrame made = function.apply(frame);
            return made == null || made.timed() ? made : made.at(frame.pts(), frame.timeBase());
        }));
    }
}
