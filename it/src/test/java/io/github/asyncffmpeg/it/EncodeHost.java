package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program that encodes and is then ended from outside, or ends itself. Says {@code jvm PID}, the frames it has seen as
 * {@code frames N} each time, and {@code working 1} when every job has written some.
 */
final class EncodeHost {

    private EncodeHost() {}

    /** Arguments: how it ends, the ffmpeg to run ("" for the usual one), and output files. */
    public static void main(String[] arguments) throws Exception {
        String ending = arguments[0];
        FFmpeg.Builder builder = FFmpeg.builder();
        if (!arguments[1].isEmpty()) {
            builder.executable(Path.of(arguments[1]));
        }
        FFmpeg ffmpeg = builder.build();
        System.out.println("jvm " + ProcessHandle.current().pid());
        if (ending.equals("tiny")) {
            tinyJobs(ffmpeg, Path.of(arguments[2]));
            return;
        }
        CountDownLatch working = new CountDownLatch(arguments.length - 2);
        List<FFmpegProcess> processes = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            FFmpegProcess process = ffmpeg.start(
                    StreamSpec.ofArguments("-re", "-f", "lavfi", "-i", "testsrc=s=320x240", "-t", "600", arguments[i]));
            processes.add(process);
            AtomicBoolean counted = new AtomicBoolean();
            process.onProgress(progress -> seen(progress, counted, working));
        }
        working.await();
        System.out.println("working 1");
        switch (ending) {
            case "exit" -> System.exit(5);
            case "throw" -> throw new IllegalStateException("thrown on purpose");
            case "return" -> {}
            default -> processes.get(0).result().join();
        }
    }

    private static void seen(Progress progress, AtomicBoolean counted, CountDownLatch working) {
        if (progress.frame().orElse(0) >= 25) {
            System.out.println("frames " + progress.frame().getAsLong());
            if (counted.compareAndSet(false, true)) {
                working.countDown();
            }
        }
    }

    /** 500 tiny jobs; says {@code done 1} after the first, and goes on. */
    private static void tinyJobs(FFmpeg ffmpeg, Path folder) {
        try (FFmpegPool pool = ffmpeg.pool(3)) {
            for (int i = 0; i < 500; i++) {
                pool.submit(StreamSpec.ofArguments(
                                "-f",
                                "lavfi",
                                "-i",
                                "testsrc=s=64x64:d=1",
                                folder.resolve("tiny" + i + ".mp4").toString()))
                        .thenAccept(result -> System.out.println("done 1"));
            }
        }
        System.out.println("all done");
    }
}
