package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One case inside the JVM that uses the library: begins the run, writes down what it sees, and does the host's steps. */
final class HostedCase {

    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final Cell cell;
    private final Source.Place place;
    private final HostArguments arguments;
    private final CaseLog log;
    private final Sight sight;
    private final CompletableFuture<Vehicle> vehicle = new CompletableFuture<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    HostedCase(Cell cell, Source.Place place, HostArguments arguments) throws IOException {
        this.cell = cell;
        this.place = place;
        this.arguments = arguments;
        this.log = new CaseLog(place.log());
        this.sight = new Sight(log);
    }

    /** Begins the run, on a thread of its own: an ending may come before the process does. */
    void begin() {
        log.line("jvm " + ProcessHandle.current().pid() + " java "
                + Runtime.version().feature());
        Thread thread = new Thread(this::launch, "launch");
        thread.setDaemon(true);
        thread.start();
    }

    private void launch() {
        try {
            Vehicle begun = begun();
            vehicle.complete(begun);
            begun.on(sight::event);
            begun.result().whenComplete(this::ended);
        } catch (FFmpegException | IOException e) {
            log.line("refused " + e);
            vehicle.completeExceptionally(e);
            sight.end();
            settled.complete(null);
        }
    }

    private Vehicle begun() throws IOException {
        Map<String, String> environment = Map.of(LeakExtension.MARKER_VARIABLE, arguments.marker(cell));
        FFmpeg.Builder builder = FFmpeg.builder().timeToForceTermination(cell.force());
        environment.forEach(builder::environment);
        if (cell.ending().needsStandIn()) {
            builder.executable(HostedStandIn.install(cell.ending(), place.folder()));
        } else if (cell.systemFFmpeg()) {
            builder.executable(arguments.systemFFmpeg().orElseThrow());
        }
        FFmpeg ffmpeg = builder.build();
        if (cell.ending() == Ending.INTERRUPT) {
            return Vehicle.Called.of(ffmpeg, job(), cell.force(), environment);
        }
        if (!cell.pooled()) {
            return Vehicle.Started.of(ffmpeg, job());
        }
        Vehicle.Pooled pooled = Vehicle.Pooled.of(ffmpeg, job(), cell.ending() == Ending.CLOSE_POOL_CANCELLING);
        if (cell.ending().needsPool()) {
            pooled.pool()
                    .enqueue(queued())
                    .result()
                    .whenComplete((result, error) -> log.line("queued " + told(result, error)));
        }
        return pooled;
    }

    private FFmpegJob job() {
        List<String> words = new ArrayList<>();
        if (cell.ending() == Ending.DISK_FULL) {
            words.add("-y"); // the file may be a device that is there already
        }
        words.addAll(cell.source().arguments(cell.product().isAudio(), cell.seconds(), place));
        words.addAll(cell.product().arguments(cell.codec(), place.outputs()));
        FFmpegJob job = cell.policy().on(FFmpegJob.of(StreamSpec.ofArguments(words)));
        if (cell.source() == Source.STDIN) {
            job = job.stdin(Media.raw(cell.product().isAudio()));
        }
        if (cell.product() == Product.STDOUT) {
            job = job.captureStdout(MOST_BYTES);
        }
        return switch (cell.ending()) {
            case TIMEOUT -> job.timeout(limit());
            case STALL -> job.stallTimeout(limit());
            default -> job;
        };
    }

    private FFmpegJob queued() {
        return FFmpegJob.of(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=64x48:d=0.2",
                place.folder().resolve("queued.mkv").toString()));
    }

    /** Limits count from the start, so the moment is a guess: output comes after a third of a second. */
    private Duration limit() {
        int waited = cell.moment() == Moment.FIRST_PROGRESS || cell.moment() == Moment.MIDDLE ? 350 : 0;
        return Duration.ofMillis(Math.max(1, cell.delay() + waited));
    }

    /** Does the steps of the host, up to the first that is the harness's; then waits for the end, if there will be one. */
    void perform() {
        boolean bySelf = cell.ending().steps().get(0) == Step.LIMIT;
        sight.await(bySelf ? Moment.OPENING : cell.moment());
        log.line("moment");
        HostSteps steps = new HostSteps(cell, place, log, vehicle, sight);
        for (int i = 0; i < cell.ending().steps().size(); i++) {
            Step step = cell.ending().steps().get(i);
            if (step.isOfHarness()) {
                return;
            }
            Duration pause =
                    Duration.ofMillis(i == 0 ? cell.delay() : cell.gaps().get(i));
            if (bySelf) {
                sight.awaitEnd(limit());
            } else {
                Pauses.park(pause);
            }
            log.line("step " + i + " " + step);
            if (step == Step.RETURN_FROM_MAIN) {
                return;
            }
            steps.perform(step);
        }
        settled.join();
        if (vehicle.isCompletedExceptionally()) {
            log.line("done");
            return;
        }
        if (vehicle.join() instanceof Vehicle.Pooled pooled) {
            pooled.close();
        }
        log.line("done");
    }

    private void ended(@Nullable FFmpegResult result, @Nullable Throwable error) {
        if (result != null && cell.product() == Product.STDOUT) {
            try {
                Files.write(place.captured(), result.stdout());
            } catch (IOException e) {
                log.line("problem " + e);
            }
        }
        log.line("future " + told(result, error));
        sight.end();
        settled.complete(null);
    }

    private static String told(@Nullable FFmpegResult result, @Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (result != null) {
            return Sight.words(result.outcome());
        }
        if (cause instanceof FFmpegProcessException e) {
            return Sight.words(e.outcome()) + " " + e;
        }
        return cause instanceof CancellationException ? "Cancelled" : "Error " + cause;
    }
}
