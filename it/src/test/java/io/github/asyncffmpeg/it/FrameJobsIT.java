package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frames.FFmpegFrames;
import io.github.asyncffmpeg.frames.FFmpegFrames.Seek;
import io.github.asyncffmpeg.frames.Waveform;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Fifo;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.Running;
import io.github.asyncffmpeg.run.RunningJob;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Frame jobs of one call: without waiting, cancelled, with settings, in a pool. */
@Tag("media")
class FrameJobsIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** Something that FFmpeg waits for: nobody writes to it. */
    private Path silentPipe(Workbench bench) throws IOException, InterruptedException {
        return Fifo.make(bench.file("silent.fifo"));
    }

    private static Function<FFmpegJob, RunningJob> noted(FFmpeg ffmpeg, List<RunningJob> runs) {
        return job -> {
            // FFmpeg that waits in open() for a writer of the pipe does not heed SIGTERM
            RunningJob run = ffmpeg.start(job.timeToForceTermination(Duration.ofMillis(500)));
            runs.add(run);
            return run;
        };
    }

    @EachFFmpeg
    void futuresGiveWhatTheCallsGiveThatWait(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.media().videoWithAudio(Duration.ofSeconds(2));
        FFmpegFrames frames = bench.ffmpeg().frames();
        CompletableFuture<byte[]> jpeg = frames.thumbnailAsync(file, SECOND, Seek.KEY_FRAME, 64, "mjpeg");
        CompletableFuture<byte[]> png = frames.thumbnailAsync(file, SECOND, Seek.ACCURATE, 64, "png");
        CompletableFuture<Waveform> waveform = frames.waveformAsync(file, 10);
        assertThat(frames.atAsync(file, SECOND, Seek.ACCURATE, PixelFormat.GRAY8)
                        .get(60, TimeUnit.SECONDS)
                        .copy()
                        .data())
                .isEqualTo(frames.at(file, SECOND, Seek.ACCURATE, PixelFormat.GRAY8)
                        .data());
        assertThat(jpeg.get(60, TimeUnit.SECONDS)).isEqualTo(frames.thumbnail(file, SECOND, 64));
        assertThat(png.get(60, TimeUnit.SECONDS)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(waveform.get(60, TimeUnit.SECONDS).lowest()).hasSize(10);
        assertThatThrownBy(() -> frames.thumbnailAsync(file, Duration.ofHours(1), Seek.KEY_FRAME, 64, "mjpeg")
                        .get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(FFmpegMediaException.class);
        assertThatThrownBy(() -> frames.atAsync(bench.file("none.mp4"), SECOND, Seek.ACCURATE, PixelFormat.GRAY8)
                        .get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(FFmpegProcessException.class);
    }

    @EachFFmpeg
    void cancellingStopsFFmpeg(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path pipe = silentPipe(bench);
        List<RunningJob> runs = new CopyOnWriteArrayList<>();
        CompletableFuture<Waveform> waveform =
                FFmpegFrames.of(noted(bench.ffmpeg(), runs)).waveformAsync(pipe, 10);
        Awaitility.await().until(() -> !runs.isEmpty());
        assertThat(waveform.complete(new Waveform(new float[0], new float[0], 0)))
                .isFalse();
        assertThat(waveform.cancel(true)).isTrue();
        assertThatThrownBy(() -> waveform.get(20, TimeUnit.SECONDS))
                .isInstanceOf(java.util.concurrent.CancellationException.class);
        assertThat(runs)
                .singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(Running.State.ENDED));
    }

    @EachFFmpeg
    void aTimeLimitOfTheCallerStopsFFmpegAsWell(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path pipe = silentPipe(bench);
        List<RunningJob> runs = new CopyOnWriteArrayList<>();
        CompletableFuture<byte[]> thumbnail = FFmpegFrames.of(noted(bench.ffmpeg(), runs))
                .thumbnailAsync(pipe, Duration.ZERO, Seek.KEY_FRAME, 64, "mjpeg")
                .orTimeout(300, TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> thumbnail.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(TimeoutException.class);
        assertThat(runs).allSatisfy(run -> assertThat(run.state()).isEqualTo(Running.State.ENDED));
    }

    @EachFFmpeg
    void settingsGoToEveryRun(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.media().videoOnly(SECOND);
        List<RunningJob> runs = new CopyOnWriteArrayList<>();
        FFmpegFrames frames = FFmpegFrames.of(noted(bench.ffmpeg(), runs))
                .with(job -> job.name("small"))
                .with(job -> job.untrusted(UntrustedMedia.strict()).timeout(Duration.ofSeconds(30)));
        assertThat(frames.thumbnail(file, Duration.ofMillis(500), 64)).startsWith(0xff, 0xd8);
        assertThat(runs).isNotEmpty().allSatisfy(run -> {
            assertThat(run.job().name()).contains("small");
            assertThat(run.job().untrusted()).isPresent();
            assertThat(run.job().timeout()).contains(Duration.ofSeconds(30));
        });
        Path pipe = silentPipe(bench);
        FFmpegFrames hasty =
                FFmpegFrames.of(noted(bench.ffmpeg(), runs)).with(job -> job.timeout(Duration.ofMillis(300)));
        // Of the process or of its sink, whichever is seen to end first: FFmpeg is killed at the very time when the
        // sink is.
        assertThatThrownBy(() -> hasty.waveform(pipe, 10)).isInstanceOf(FFmpegException.class);
        assertThat(runs).allSatisfy(run -> assertThat(run.state()).isEqualTo(Running.State.ENDED));
    }

    @EachFFmpeg
    void inAPoolTheyWaitForTheirTurn(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.media().videoWithAudio(SECOND);
        List<CompletableFuture<?>> all = new ArrayList<>();
        try (FFmpegPool pool = bench.ffmpeg().pool(1)) {
            FFmpegFrames frames = FFmpegFrames.of(pool::enqueue);
            for (int i = 0; i < 4; i++) {
                all.add(frames.thumbnailAsync(file, Duration.ofMillis(100L * i), Seek.KEY_FRAME, 64, "png"));
                all.add(frames.waveformAsync(file, 10));
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(120, TimeUnit.SECONDS);
        }
        assertThat(all).allMatch(future -> !future.isCompletedExceptionally());
    }

    /** The one thread of the executor waits itself. */
    @EachFFmpeg
    void waitingOnTheExecutorOfTheCallbacksNeedsNoThreadOfIt(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.media().videoOnly(SECOND);
        ExecutorService one = Executors.newSingleThreadExecutor(task -> new Thread(task, "users"));
        try {
            FFmpeg ffmpeg = bench.ffmpeg().toBuilder().executor(one).build();
            byte[] jpeg = CompletableFuture.supplyAsync(() -> ffmpeg.frames().thumbnail(file, Duration.ZERO, 64), one)
                    .get(60, TimeUnit.SECONDS);
            assertThat(jpeg).startsWith(0xff, 0xd8);
            AtomicReference<String> thread = new AtomicReference<>();
            Path pipe = silentPipe(bench);
            List<RunningJob> runs = new CopyOnWriteArrayList<>();
            CompletableFuture<Waveform> waveform =
                    FFmpegFrames.of(noted(ffmpeg, runs)).waveformAsync(pipe, 10);
            Awaitility.await().until(() -> !runs.isEmpty());
            CompletableFuture<Void> told = waveform.handle((value, error) -> {
                thread.set(Thread.currentThread().getName());
                return null;
            });
            waveform.cancel(true);
            told.get(20, TimeUnit.SECONDS);
            assertThat(thread).hasValue("users");
        } finally {
            one.shutdown();
        }
    }

    @EachFFmpeg
    void anInterruptStopsFFmpeg(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path pipe = silentPipe(bench);
        List<RunningJob> runs = new CopyOnWriteArrayList<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                FFmpegFrames.of(noted(bench.ffmpeg(), runs)).waveform(pipe, 10);
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        waiting.start();
        Awaitility.await().until(() -> !runs.isEmpty());
        waiting.interrupt();
        waiting.join(20_000);
        assertThat(thrown.get()).isInstanceOf(FFmpegInterruptedException.class);
        assertThat(runs).allSatisfy(run -> assertThat(run.state()).isEqualTo(Running.State.ENDED));
    }
}
