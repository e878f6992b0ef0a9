package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.event.Retrying;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.RetryPolicy;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.RunningJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A program that is ended while jobs run, wait and pause, and writes the ends that its listener is told. */
final class ListenerHost {

    private ListenerHost() {}

    /** Arguments: the ffmpeg to run, and whether a listener blocks for ever. */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch working = new CountDownLatch(2);
        boolean blocks = Boolean.parseBoolean(arguments[1]);
        RunListener listener = new RunListener() {
            @Override
            public void ended(RunningJob run, End end) {
                System.out.println("ended " + run.name().orElse("?") + " "
                        + end.outcome().getClass().getSimpleName() + " "
                        + end.error().map(e -> e.getClass().getSimpleName()).orElse("-"));
                if (blocks) {
                    await(new CountDownLatch(1));
                }
            }
        };
        FFmpeg ffmpeg = FFmpeg.builder()
                .executable(Path.of(arguments[0]))
                .listener(listener)
                .build();
        FFmpegPool pool = ffmpeg.pool(1);
        RetryPolicy hour = RetryPolicy.times(1).firstDelay(Duration.ofHours(1)).longestDelay(Duration.ofHours(1));
        RunningJob pausing =
                pool.enqueue(FFmpegJob.of(StreamSpec.ofArguments("-i", "tcp://127.0.0.1:1", "-f", "null", "-"))
                        .name("pausing")
                        .retry(hour));
        pausing.on(Retrying.class, retrying -> working.countDown());
        RunningJob running = pool.enqueue(endless().name("running"));
        running.onProgress(progress -> working.countDown());
        for (int i = 0; i < 20; i++) {
            pool.enqueue(endless().name("waiting"));
        }
        working.await();
        System.out.println("working 1");
        running.result().join();
    }

    private static FFmpegJob endless() {
        return FFmpegJob.of(
                StreamSpec.ofArguments("-re", "-f", "lavfi", "-i", "testsrc=s=16x16", "-t", "600", "-f", "null", "-"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
