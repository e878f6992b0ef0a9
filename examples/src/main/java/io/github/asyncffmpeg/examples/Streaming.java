package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.frame.AudioFrame;
import io.github.asyncffmpeg.frame.AudioFrames;
import io.github.asyncffmpeg.frame.FrameWriter;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.SampleFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.frames.FFmpegFrames;
import io.github.asyncffmpeg.frames.FFmpegFrames.Seek;
import io.github.asyncffmpeg.frames.FrameStream;
import io.github.asyncffmpeg.frames.Waveform;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.MediaBytes;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The code of docs/media.md and docs/frames.md. */
final class Streaming {

    private Streaming() {}

    static void readmeStream(FFmpeg ffmpeg, InputStream upload, OutputStream response) {
        // region: readme-streams
        Input in = FFmpeg.input(MediaSource.of(upload).seekable());
        ffmpeg.run(in.output(MediaSink.to(response)).format("matroska").codec("copy"));

        VideoFrames rgb = VideoFrames.of(PixelFormat.RGB24);
        Input video = FFmpeg.input("input.mp4");
        Input inverted = ffmpeg.frames().transform(video.video(), rgb, frame -> invert(frame));
        // without pix_fmt, RGB becomes a film that browsers do not play
        ffmpeg.run(inverted.video().output("inverted.mp4", video.audio()).pixelFormat("yuv420p"));
        // endregion
    }

    /** Changes the frame where it is. */
    static VideoFrame invert(VideoFrame frame) {
        ByteBuffer data = frame.data();
        for (int i = 0; i < data.limit(); i++) {
            data.put(i, (byte) ~data.get(i));
        }
        return frame;
    }

    static byte[] several(FFmpeg ffmpeg, InputStream picture, byte[] sound, OutputStream network) {
        // region: media-several
        MediaBytes small = MediaSink.toBytes(50_000_000);
        Input video = FFmpeg.input(MediaSource.of(picture).seekable());
        Input audio = FFmpeg.input(MediaSource.of(sound));
        ffmpeg.run(StreamSpec.of(
                video.video().output(MediaSink.to(network), audio.audio()).format("mpegts"),
                video.video().scale(320, -2).output(small).format("matroska")));
        byte[] preview = small.bytes();
        // endregion
        return preview;
    }

    static byte[] seekable(FFmpeg ffmpeg, InputStream upload) {
        // region: media-seekable
        MediaBytes mp4 = MediaSink.toBytes(50_000_000);
        Input in = FFmpeg.input(MediaSource.of(upload).seekable()).seek(Duration.ofSeconds(1));
        ffmpeg.run(in.output(mp4.seekable()).format("mp4"));
        byte[] plain = mp4.bytes();
        // endregion
        return plain;
    }

    static void code(FFmpeg ffmpeg) {
        // region: media-code
        MediaSource noise = ffmpegs -> { // on a thread of its own; write waits while FFmpeg is slower
            ByteBuffer second = ByteBuffer.allocate(2 * 8000);
            for (int i = 0; i < 3; i++) {
                fill(second.clear());
                ffmpegs.write(second);
            }
        };
        Input in = FFmpeg.input(noise).format("s16le").option("ar", 8000).option("ac", 1);
        ffmpeg.run(in.output("noise.wav"));
        // endregion
    }

    private static void fill(ByteBuffer second) {
        for (int i = 0; i < second.limit(); i++) {
            second.put(i, (byte) (i * 7919));
        }
    }

    static double frames(FFmpeg ffmpeg) {
        // region: frames-read
        Input in = FFmpeg.input("input.mp4");
        VideoFrames gray = VideoFrames.of(PixelFormat.GRAY8);
        double brightest = 0;
        try (FrameStream<VideoFrame> frames = ffmpeg.frames().read(in.video().scale(160, -2), gray)) {
            for (VideoFrame frame : frames) { // good until the next one; frame.copy() lasts
                brightest = Math.max(brightest, mean(frame.data()));
                if (frame.time().compareTo(Duration.ofSeconds(1)) > 0) {
                    break; // close() ends FFmpeg
                }
            }
        }
        // endregion
        return brightest;
    }

    private static double mean(ByteBuffer data) {
        long sum = 0;
        for (int i = 0; i < data.limit(); i++) {
            sum += data.get(i) & 0xff;
        }
        return (double) sum / data.limit();
    }

    static void write(FFmpeg ffmpeg) {
        // region: frames-write
        FrameWriter<VideoFrame> writer =
                VideoFrames.of(PixelFormat.RGB24).rate(25).writer();
        FFmpegProcess process = ffmpeg.start(FFmpeg.input(writer).video().output("drawn.mp4"));
        VideoFrame frame = VideoFrame.allocate(PixelFormat.RGB24, 320, 240);
        for (int i = 0; i < 50; i++) {
            frame.data().put(i, (byte) 255); // draw
            writer.write(frame); // waits for FFmpeg; then the frame may be drawn anew
        }
        writer.close();
        process.result().join();
        // endregion
    }

    static List<byte[]> thumbnails(FFmpeg ffmpeg, List<Path> uploads) {
        // region: frames-jobs
        List<CompletableFuture<byte[]>> thumbnails = new ArrayList<>();
        try (FFmpegPool pool = ffmpeg.pool(4)) {
            FFmpegFrames frames = FFmpegFrames.of(pool::enqueue)
                    .with(job -> job.timeout(Duration.ofSeconds(10)).untrusted(UntrustedMedia.strict()));
            for (Path upload : uploads) {
                thumbnails.add(frames.thumbnailAsync(upload, Duration.ofSeconds(1), Seek.KEY_FRAME, 320, "mjpeg"));
            }
            CompletableFuture.allOf(thumbnails.toArray(CompletableFuture[]::new))
                    .join();
        }
        // endregion
        return thumbnails.stream().map(CompletableFuture::join).toList();
    }

    static int shortcuts(FFmpeg ffmpeg) {
        // region: frames-shortcuts
        Path file = Path.of("input.mp4");
        byte[] jpeg = ffmpeg.frames().thumbnail(file, Duration.ofSeconds(1), 320);
        VideoFrame exact = ffmpeg.frames().at(file, Duration.ofMillis(1480), Seek.ACCURATE, PixelFormat.RGB24);
        Waveform waveform = ffmpeg.frames().waveform(file, 800);
        // endregion
        return jpeg.length + exact.width() + waveform.highest().length;
    }

    static float loudest(FFmpeg ffmpeg) {
        // region: frames-samples
        float loudest = 0;
        AudioFrames mono = AudioFrames.of(SampleFormat.F32LE).channels(1).rate(16_000);
        try (FrameStream<AudioFrame> sound =
                ffmpeg.frames().read(FFmpeg.input("input.mp4").audio(), mono)) {
            for (AudioFrame frame : sound) {
                for (float sample : frame.floats()[0]) {
                    loudest = Math.max(loudest, Math.abs(sample));
                }
            }
        }
        // endregion
        return loudest;
    }
}
