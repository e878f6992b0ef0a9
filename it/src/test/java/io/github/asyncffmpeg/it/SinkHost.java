package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * A program that encodes into a file and into a sink that takes nothing, and is then ended from outside. Says {@code
 * working 1} when some frames are in the file.
 */
final class SinkHost {

    private SinkHost() {}

    /** Arguments: what takes nothing, the ffmpeg to run ("" for the usual one), and the output file. */
    public static void main(String[] arguments) throws Exception {
        FFmpeg.Builder builder = FFmpeg.builder();
        if (!arguments[1].isEmpty()) {
            builder.executable(Path.of(arguments[1]));
        }
        VideoStream video =
                VideoStream.source("testsrc", opt("s", "320x240"), opt("r", 25)).filter("realtime");
        FrameReader<VideoFrame> unread = VideoFrames.of(PixelFormat.GRAY8).reader();
        Output sink = switch (arguments[0]) {
            case "reader" -> video.scale(16, 16).output(unread);
            case "deaf" -> stuck(video, SinkHost::waitForEver);
            default -> stuck(video, in -> new CountDownLatch(1).await());
        };
        FFmpegProcess process = builder.build()
                .start(StreamSpec.of(video.output(Path.of(arguments[2])).codec("mpeg4"), sink));
        process.onProgress(
                progress -> { // 5.1 is soon held up by the sink
                    if (progress.frame().orElse(0) >= 5) {
                        System.out.println("working 1");
                    }
                });
        new CountDownLatch(1).await();
    }

    private static Output stuck(VideoStream video, MediaSink sink) {
        return video.output(sink).format("mpegts").codec("mpeg2video");
    }

    /** Does not heed an interrupt. */
    private static void waitForEver(Object ignored) {
        new CompletableFuture<Void>().join();
    }
}
