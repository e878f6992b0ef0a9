package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.supervise.RestartPolicy;
import io.github.asyncffmpeg.supervise.SupervisedRun;
import io.github.asyncffmpeg.supervise.SupervisionEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A program that supervises a camera that is away, and, if it is given a file, one that is there. Says {@code jvm PID},
 * {@code working 1} when the one waits and the other records, and at its end {@code NAME: how it ended} for each.
 */
final class SupervisedHost {

    private SupervisedHost() {}

    /** Arguments: the ffmpeg to run ("" for the usual one), an address where nobody listens, and a file or nothing. */
    public static void main(String[] arguments) throws Exception {
        FFmpeg.Builder builder = FFmpeg.builder();
        if (!arguments[0].isEmpty()) {
            builder.executable(Path.of(arguments[0]));
        }
        FFmpeg ffmpeg = builder.build();
        CountDownLatch working = new CountDownLatch(arguments.length - 1);
        System.out.println("jvm " + ProcessHandle.current().pid());
        Duration hour = Duration.ofHours(1);
        SupervisedRun away = ffmpeg.supervise(
                FFmpegJob.of(StreamSpec.ofArguments("-i", arguments[1], "-c", "copy", "never.mkv")),
                RestartPolicy.standard().jitter(0).firstDelay(hour).longestDelay(hour));
        away.on(SupervisionEvent.Restarting.class, event -> working.countDown());
        away.on(SupervisionEvent.AttemptStarted.class, event -> System.out.println("attempt " + event.attempt()));
        away.on(SupervisionEvent.GaveUp.class, event -> System.out.println("away: " + event.why()));
        if (arguments.length > 2) {
            SupervisedRun recording = ffmpeg.supervise(
                    FFmpegJob.of(StreamSpec.ofArguments(
                            "-re", "-f", "lavfi", "-i", "testsrc=s=320x240", "-t", "600", arguments[2])),
                    RestartPolicy.standard().jitter(0).firstDelay(Duration.ZERO));
            recording.on(
                    SupervisionEvent.AttemptStarted.class, event -> System.out.println("recording " + event.attempt()));
            recording.onProgress(progress -> {
                if (progress.frame().orElse(0) >= 25) {
                    working.countDown();
                }
            });
        }
        working.await();
        System.out.println("working 1");
        away.result().join();
    }
}
