package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.RunningJob;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What listeners of runs are told; more of it is in {@code JobRunnerContract}. */
class RunListenerIT {

    private static final int SIGTERM = 15;

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private FFmpeg ffmpeg(RunListener listener) {
        return FFmpegs.bundled().library(leaks.environment()).listener(listener).build();
    }

    private static StreamSpec tiny() {
        return StreamSpec.ofArguments("-f", "lavfi", "-i", "testsrc=s=64x64:d=0.2", "-f", "null", "-");
    }

    private static StreamSpec broken() {
        return StreamSpec.ofArguments("-i", "not there", "-f", "null", "-");
    }

    @Test
    void metricsOfAllRunsAreAnAdapterOfFortyLines() throws Exception {
        RunMetrics metrics = new RunMetrics();
        FFmpeg ffmpeg = ffmpeg(metrics);
        ffmpeg.run(tiny());
        ffmpeg.execute(tiny()).get(60, TimeUnit.SECONDS);
        try (FFmpegProcess process = ffmpeg.start(tiny())) {
            process.result().get(60, TimeUnit.SECONDS);
        }
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            pool.submit(tiny());
            pool.submit(broken());
            pool.submit(tiny()).cancel(true);
        }
        assertThatThrownBy(() -> ffmpeg.run(broken())).isInstanceOf(FFmpegException.class);
        await().atMost(Child.LIMIT).untilAsserted(() -> {
            assertThat(metrics.ended.keySet()).containsExactlyInAnyOrder("Completed", "Stopped", "NO_SUCH_FILE");
            assertThat(metrics.ended.get("Completed").sum()).isEqualTo(4);
            assertThat(metrics.ended.get("NO_SUCH_FILE").sum()).isEqualTo(2);
            assertThat(metrics.ended.get("Stopped").sum()).isEqualTo(1);
        });
        assertThat(List.of(metrics.waiting.sum(), metrics.running.sum())).containsOnly(0L);
        assertThat(Duration.ofNanos(metrics.nanos.sum())).isBetween(Duration.ofMillis(5), Duration.ofMinutes(5));
    }

    @Test
    void progressIsShownWithoutAHandleAndWithItsFraction() throws Exception {
        List<Progress> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<RunListener.End> end = new CompletableFuture<>();
        RunListener listener = new RunListener() {
            @Override
            public void progress(RunningJob run, Progress progress) {
                seen.add(progress);
            }

            @Override
            public void ended(RunningJob run, End how) {
                end.complete(how);
            }
        };
        ffmpeg(new RunListener() {}).execute(FFmpegJob.of(tiny()), listener).get(60, TimeUnit.SECONDS);
        assertThat(end.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Completed());
        assertThat(seen).isNotEmpty();
        assertThat(seen.get(seen.size() - 1).fraction()).hasValue(1.0);
    }

    @Test
    void aRunThatIsInterruptedBeforeItStartsHasItsEndToo() throws Exception {
        CompletableFuture<RunListener.End> end = new CompletableFuture<>();
        FFmpeg ffmpeg = ffmpeg(new RunListener() {
            @Override
            public void ended(RunningJob run, End how) {
                end.complete(how);
            }
        });
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ffmpeg.run(tiny())).isInstanceOf(FFmpegInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(end.get(60, TimeUnit.SECONDS).error().orElseThrow()).isInstanceOf(FFmpegInterruptedException.class);
    }

    @Test
    void aJobThatIsSkippedHasNoProcess() throws Exception {
        LongAdder starts = new LongAdder();
        Path there = Files.writeString(leaks.tempDirectory().resolve("there.mp4"), "there");
        FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments("-i", "nothing", there.toString()))
                .skipExisting(true);
        FFmpegProcess process = ffmpeg(new RunListener() {
                    @Override
                    public void queued(RunningJob run) {
                        starts.increment();
                    }
                })
                .start(job);
        assertThat(process.result().get(60, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Skipped());
        assertThat(process.pid()).isZero();
        assertThat(process.isAlive()).isFalse();
        assertThat(process.command()).isEmpty();
        assertThat(starts.sum()).isZero();
    }

    @Test
    @Tag("long")
    void everyJobHasOneEndWhenTheJvmIsTerminated() throws Exception {
        for (boolean blocks : new boolean[] {false, true}) {
            try (Child jvm = Jvm.start(
                    leaks.tempDirectory(),
                    leaks.environment(),
                    ListenerHost.class,
                    FFmpegs.bundled().ffmpeg().toString(),
                    Boolean.toString(blocks))) {
                jvm.awaitNumber("working");
                long asked = System.nanoTime();
                jvm.signal(SIGTERM);
                assertThat(jvm.exitCode()).isEqualTo(128 + SIGTERM);
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(8));
                List<String> ends = jvm.stdout()
                        .lines()
                        .filter(line -> line.startsWith("ended"))
                        .toList();
                assertThat(ends).contains("ended running Stopped -", "ended pausing Failed FFmpegRejectedException");
                assertThat(ends)
                        .filteredOn(line -> line.startsWith("ended waiting Failed FFmpegRejectedException"))
                        .hasSize(20);
                assertThat(ends).hasSize(22);
            }
        }
    }
}
