package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A program that starts one FFmpeg, perhaps signals it, and waits to be killed. */
final class WatchedHost {

    private WatchedHost() {}

    /** Arguments: the ffmpeg, T in seconds, and {@code quit} to end it by a signal. */
    public static void main(String[] arguments) throws Exception {
        FFmpeg ffmpeg = FFmpeg.builder()
                .executable(Path.of(arguments[0]))
                .timeToForceTermination(Duration.ofSeconds(Long.parseLong(arguments[1])))
                .build();
        CountDownLatch working = new CountDownLatch(1);
        FFmpegProcess process = ffmpeg.start(StreamSpec.ofArguments("-nostdin", "-i", "in.mp4", "out.mp4"));
        process.onProgress(progress -> working.countDown());
        working.await();
        if (arguments[2].equals("quit")) {
            process.quit(); // deaf to the key: a signal, at once
        }
        System.out.println("ffmpeg " + process.pid());
        process.result().join();
    }
}
