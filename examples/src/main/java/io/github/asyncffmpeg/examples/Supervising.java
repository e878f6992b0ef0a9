package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.supervise.RestartPolicy;
import io.github.asyncffmpeg.supervise.SupervisedResult;
import io.github.asyncffmpeg.supervise.SupervisedRun;
import io.github.asyncffmpeg.supervise.SupervisionEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;

/** The code of docs/supervision.md. */
final class Supervising {

    private Supervising() {}

    static SupervisedRun camera(FFmpeg ffmpeg, String url, Path file) {
        // region: supervise-camera
        Output recording = FFmpeg.input(url).output(file).codec("copy"); // rtsp://…, camera.mkv
        SupervisedRun camera = ffmpeg.supervise(FFmpegJob.of(recording).name("door"), RestartPolicy.standard());

        camera.on(SupervisionEvent.Restarting.class, next -> System.out.println(
                "attempt " + next.attempt() + " in " + next.delay() + ": " + next.why()));
        camera.on(SupervisionEvent.GaveUp.class, end -> System.err.println("gave up: " + end.why()));
        // endregion
        return camera;
    }

    static SupervisedResult stop(SupervisedRun camera) {
        // region: supervise-stop
        SupervisedResult result = camera.stop(); // FFmpeg finishes its file; nothing is started again
        result.history().forEach(attempt -> System.out.println(
                attempt.begunAt() + " " + attempt.elapsed() + " " + attempt.outputs() + " " + attempt.message()));
        // endregion
        return result;
    }

    static RestartPolicy policy() {
        // region: supervise-policy
        RestartPolicy policy = RestartPolicy.standard()
                .firstDelay(Duration.ofSeconds(2))
                .longestDelay(Duration.ofMinutes(5))
                .healthyAfter(Duration.ofMinutes(1))
                .stallTimeout(Duration.ofSeconds(20))
                .maxRestarts(100); // in a row
        // endregion
        return policy;
    }

    static SupervisedRun function(FFmpeg ffmpeg, String url, Path folder) {
        // region: supervise-function
        SupervisedRun camera = ffmpeg.supervise(
                attempt -> {
                    String day = LocalDate.now(ZoneId.systemDefault()).toString();
                    Path file = folder.resolve("door-" + day + ".mkv");
                    return FFmpegJob.of(FFmpeg.input(url).output(file).codec("copy"))
                            .timeout(Duration.ofHours(6)) // a new file four times a day
                            .numberedOutputs(true);
                },
                RestartPolicy.standard());
        // endregion
        return camera;
    }

    static void roll(SupervisedRun camera) {
        // region: supervise-roll
        camera.current().ifPresent(FFmpegProcess::quit); // this attempt alone: the next one begins a new file
        // endregion
    }
}
