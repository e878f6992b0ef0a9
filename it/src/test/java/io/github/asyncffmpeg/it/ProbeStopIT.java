package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Fifo;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.PacketInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever ends a probe: ffprobe is gone when it is over. A FIFO that nobody writes keeps it busy for ever. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "Windows has no FIFO")
class ProbeStopIT {

    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Path fifo() throws IOException, InterruptedException {
        return Fifo.make(leaks.tempDirectory().resolve("nobody-writes"));
    }

    private static List<ProcessHandle> probes() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("ffprobe"))
                .toList();
    }

    private static void awaitProbe() {
        await("an ffprobe").atMost(Child.LIMIT).until(() -> !probes().isEmpty());
    }

    @EachFFmpeg
    void theTimeLimitKillsIt(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        ProbeRequest request = ProbeRequest.of(fifo()).timeout(Duration.ofMillis(300));
        assertThatThrownBy(() -> bench.ffmpeg().ffprobe().probe(request))
                .isInstanceOfSatisfying(FFmpegProcessException.class, failure -> {
                    assertThat(failure.outcome())
                            .isEqualTo(new Outcome.TimedOut(StopReason.TIMEOUT, Duration.ofMillis(300), false));
                    assertThat(failure).hasMessageContaining("nobody-writes").hasMessageContaining("300 ms");
                });
        assertThat(probes()).isEmpty();
        try (Stream<PacketInfo> packets = bench.ffmpeg().ffprobe().packets(request)) {
            assertThatThrownBy(packets::count)
                    .isInstanceOfSatisfying(
                            FFmpegProcessException.class,
                            failure -> assertThat(failure.outcome()).isInstanceOf(Outcome.TimedOut.class));
        }
        assertThat(probes()).isEmpty();
    }

    /** Such as an upload that has stopped. */
    @EachFFmpeg
    void theTimeLimitHoldsWhileAStreamIsSilent(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Duration limit = Duration.ofMillis(300);
        try (PipedOutputStream nobodyWrites = new PipedOutputStream()) {
            ProbeRequest request =
                    ProbeRequest.of(new PipedInputStream(nobodyWrites)).timeout(limit);
            assertThatThrownBy(() -> bench.ffmpeg().ffprobe().probe(request))
                    .isInstanceOf(FFmpegStartException.class)
                    .hasCauseInstanceOf(TimeoutException.class)
                    .hasMessageContaining("an InputStream has not come to its end within the time limit of 300 ms");
        }
        try (PipedOutputStream nobodyWrites = new PipedOutputStream()) {
            ProbeRequest request =
                    ProbeRequest.of(new PipedInputStream(nobodyWrites)).timeout(limit);
            assertThatThrownBy(() -> bench.ffmpeg().ffprobe().execute(request).get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(FFmpegStartException.class);
        }
        Path film = bench.media().videoOnly(Duration.ofSeconds(1));
        try (InputStream in = Files.newInputStream(film)) {
            ProbeRequest whole = ProbeRequest.of(in).timeout(Child.LIMIT);
            assertThat(bench.ffmpeg().ffprobe().probe(whole).duration()).contains(Duration.ofSeconds(1));
        }
    }

    @EachFFmpeg
    void aCancelledFutureIsDoneWhenItIsGone(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        CompletableFuture<MediaInfo> probe =
                bench.ffmpeg().ffprobe().execute(ProbeRequest.of(fifo()).timeout(LONG));
        awaitProbe();
        assertThat(probe.complete(MediaInfo.parse("{}"))).isFalse();
        assertThat(probe.cancel(true)).isTrue();
        assertThatThrownBy(probe::join).isInstanceOf(CancellationException.class);
        assertThat(probes()).isEmpty();
        assertThat(probe).isCancelled();
    }

    @EachFFmpeg
    void orTimeoutKillsItToo(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        CompletableFuture<MediaInfo> probe = bench.ffmpeg()
                .ffprobe()
                .execute(ProbeRequest.of(fifo()).timeout(LONG))
                .orTimeout(200, TimeUnit.MILLISECONDS);
        assertThatThrownBy(probe::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(probes()).isEmpty();
    }

    @EachFFmpeg
    void aCancelBeforeTheStartIsRemembered(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        ProbeRequest request = ProbeRequest.of(fifo()).timeout(LONG);
        for (int i = 0; i < 20; i++) {
            CompletableFuture<MediaInfo> probe = bench.ffmpeg().ffprobe().execute(request);
            probe.cancel(true);
            assertThatThrownBy(probe::join).isInstanceOf(CancellationException.class);
        }
        assertThat(probes()).isEmpty();
    }

    @EachFFmpeg
    void anInterruptKillsItAndIsKept(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        ProbeRequest request = ProbeRequest.of(fifo()).timeout(LONG);
        interrupted(() -> bench.ffmpeg().ffprobe().probe(request));
        interrupted(() -> {
            try (Stream<PacketInfo> packets = bench.ffmpeg().ffprobe().packets(request)) {
                packets.count();
            }
        });
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> bench.ffmpeg().ffprobe().probe(request))
                .isInstanceOf(FFmpegInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void interrupted(Runnable work) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        awaitProbe();
        thread.interrupt();
        thread.join(Child.LIMIT.toMillis());
        assertThat(thrown.get()).isInstanceOf(FFmpegInterruptedException.class);
        assertThat(flag.get()).isTrue();
        assertThat(probes()).isEmpty();
    }

    @EachFFmpeg
    void aClosedStreamKillsIt(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        // far more than a pipe holds: ffprobe waits for its reader
        ProbeRequest endless = ProbeRequest.of("color=s=16x16:r=1000").format("lavfi");
        try (Stream<PacketInfo> packets = bench.ffmpeg().ffprobe().packets(endless)) {
            assertThat(packets.limit(10).toList()).hasSize(10);
            assertThat(probes()).hasSize(1);
        }
        assertThat(probes()).isEmpty();
        bench.ffmpeg().ffprobe().packets(endless).close();
        assertThat(probes()).isEmpty();
    }

    @EachFFmpeg
    void anAbandonedStreamIsKilledOnceItIsCollected(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        abandon(bench);
        awaitProbe();
        await("the end of ffprobe").atMost(Child.LIMIT).until(() -> {
            System.gc();
            return probes().isEmpty();
        });
    }

    @SuppressWarnings("MustBeClosedChecker") // which is what is tested
    private static void abandon(Workbench bench) {
        Iterator<PacketInfo> packets = bench.ffmpeg()
                .ffprobe()
                .packets(ProbeRequest.of("color=s=16x16:r=1000").format("lavfi"))
                .iterator();
        assertThat(packets.next().streamIndex()).isZero();
    }

    @EachFFmpeg
    void thePoolsEndCancelsProbes(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        ProbeRequest request = ProbeRequest.of(fifo()).timeout(LONG);
        FFmpegPool pool = bench.ffmpeg()
                .poolBuilder()
                .maxWorkers(1)
                .cancelTasksWhenShutdown(true)
                .build();
        CompletableFuture<MediaInfo> running =
                pool.submit(() -> bench.ffmpeg().ffprobe().execute(request));
        CompletableFuture<MediaInfo> waiting =
                pool.submit(() -> bench.ffmpeg().ffprobe().execute(request));
        awaitProbe();
        pool.close();
        assertThat(probes()).isEmpty();
        assertThat(running).isCancelled();
        assertThat(waiting).isCancelled();
    }

    @EachFFmpeg
    void theJvmTakesItAlong(Installation installation) throws Exception {
        java.util.Map<String, String> environment = new java.util.HashMap<>(installation.environment());
        environment.putAll(leaks.environment());
        try (Child jvm = Jvm.start(
                leaks.tempDirectory(),
                environment,
                ProbeHost.class,
                "exit",
                installation.ffmpeg().toString(),
                fifo().toString())) {
            assertThat(jvm.exitCode()).as(jvm.stderr()).isEqualTo(5);
            assertThat(jvm.stdout()).contains("probing 1");
        }
    }
}
