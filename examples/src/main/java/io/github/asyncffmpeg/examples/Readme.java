package io.github.asyncffmpeg.examples;

import static io.github.asyncffmpeg.graph.Position.at;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.graph.Concat;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.RunningJob;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The code of README.md. */
@SuppressWarnings("unused") // a reader's variables
final class Readme {

    private Readme() {}

    static List<String> await(FFmpeg ffmpeg, StreamSpec small, StreamSpec large) {
        // region: readme-await
        CompletableFuture<String> told = ffmpeg.execute(small) // returns at once
                .thenApply(result -> "done in " + result.elapsed().toMillis() + " ms")
                .exceptionally(error -> "failed: " + error.getMessage());

        FFmpegResult result = ffmpeg.run(large); // blocks; a virtual thread may
        // endregion
        return List.of(told.join(), result.outcome().toString());
    }

    static FFmpegResult afterStart(FFmpeg ffmpeg) {
        // region: readme-after-start
        CompletableFuture<FFmpegResult> future = ffmpeg.execute(
                () -> lookUpSpec("talk"), // create_stream_spec: may be asynchronous
                process -> noteStart(process.pid())); // after_start: FFmpeg has been started, and runs
        // endregion
        return future.join();
    }

    private static CompletionStage<StreamSpec> lookUpSpec(String name) {
        return CompletableFuture.supplyAsync(
                () -> FFmpeg.input("input.mp4").output(name + ".mkv").codec("copy"));
    }

    private static CompletionStage<?> noteStart(long pid) {
        return CompletableFuture.runAsync(() -> System.out.println("started " + pid));
    }

    static FFmpegResult events(FFmpeg ffmpeg, StreamSpec spec) {
        // region: readme-events
        FFmpegProcess process = ffmpeg.start(spec);
        process.onProgress(p -> System.out.println(
                "frame " + p.frame().orElse(0) + ", speed " + p.speed().orElse(0)));
        process.onLog(line -> System.out.println(line.level() + " " + line.message()));
        process.on(Ended.class, end -> System.out.println(end.outcome() + ", exit code " + end.exitCode()));
        // endregion
        return process.result().join();
    }

    static FFmpegResult stop(FFmpeg ffmpeg, StreamSpec camera) {
        // region: readme-stop
        FFmpegProcess process = ffmpeg.start(camera);
        untilStopIsPressed(process);
        process.quit(); // asks, as the q key does, and returns at once
        FFmpegResult result = process.stop(); // asks, and waits until FFmpeg has ended: at most 8 s
        System.out.println(result.outcome());
        // endregion
        return result;
    }

    /** Presses stop when something has been encoded. */
    private static void untilStopIsPressed(FFmpegProcess process) {
        CompletableFuture<Void> working = new CompletableFuture<>();
        process.onProgress(p -> {
            if (p.frame().orElse(0) >= 10) {
                working.complete(null);
            }
        });
        process.on(Ended.class, end -> working.complete(null));
        working.join();
    }

    static void pool(FFmpeg ffmpeg, StreamSpec first, StreamSpec second) {
        // region: readme-pool
        FFmpegJob job = FFmpegJob.of(first).timeout(Duration.ofHours(1)).priority(10);

        try (FFmpegPool pool = ffmpeg.pool(2)) {
            RunningJob talk = pool.enqueue("talk", job);
            CompletableFuture<FFmpegResult> other = pool.submit(second);

            System.out.println(pool); // FFmpeg pool: 2 of 2 workers busy, 0 jobs wait
            pool.find("talk").ifPresent(RunningJob::quit);
        } // waits for all of them
        // endregion
    }

    static FFmpegResult handWritten(FFmpeg ffmpeg) {
        // region: readme-hand-written
        StreamSpec spec = StreamSpec.ofArguments(
                "-f", "lavfi", "-i", "testsrc2=duration=1", "-c:v", "mpeg4", "-f", "matroska", "pipe:1");
        FFmpegResult result = ffmpeg.run(FFmpegJob.of(spec).captureStdout(1_000_000));
        byte[] movie = result.stdout();
        // endregion
        return result;
    }

    static void errors(FFmpeg ffmpeg) {
        // region: readme-errors
        try {
            ffmpeg.run(FFmpeg.input("input.mp4").output("talk.mp4").codec("v", "libx265000"));
        } catch (FFmpegProcessException e) {
            System.out.println(e.getMessage());
            System.out.println(e.exitCode() + ", " + e.outcome()); // also: command(), logTail(), elapsed()
        }
        try {
            ffmpeg.run(FFmpeg.input("input.mp4").output("input.mp4").codec("copy")); // no overwrite()
        } catch (FFmpegProcessException e) {
            System.out.println(e.getMessage());
        }
        try {
            FFmpegCommand.of(Concat.of(1, 1, FFmpeg.input("a.mp4")).video().output("c.mp4"));
        } catch (FFmpegSpecException e) {
            System.out.println(e.getMessage());
        }
        // endregion
    }

    static FFmpegCommand graph() {
        // region: readme-graph
        Input in = FFmpeg.input("input.mp4");
        VideoStream logo = FFmpeg.input("logo.png").video();
        VideoStream branded = in.video().hflip().overlay(logo, at(10, 10));

        StreamSpec spec = StreamSpec.of(
                branded.output("branded.mp4", in.audio()).codec("v", "libx264").crf(21),
                branded.scale(320, -2).output("small.mp4", in.audio()).duration(Duration.ofSeconds(30)));
        System.out.println(FFmpegCommand.of(spec).toShellString());
        // endregion
        return FFmpegCommand.of(spec);
    }
}
