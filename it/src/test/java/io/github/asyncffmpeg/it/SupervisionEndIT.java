package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.Running;
import io.github.asyncffmpeg.supervise.RestartPolicy;
import io.github.asyncffmpeg.supervise.SupervisedRun;
import io.github.asyncffmpeg.testkit.Behaviour;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import io.github.asyncffmpeg.testkit.StandInFFmpeg;
import io.github.asyncffmpeg.testkit.StandInRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of supervised runs: of the JVM's, of stubborn FFmpegs, by the future; and what many of them cost. */
class SupervisionEndIT {

    private static final int SIGTERM = 15;

    private static final RestartPolicy QUICK =
            RestartPolicy.standard().jitter(0).firstDelay(Duration.ofMillis(20)).multiplier(1);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** An address at which nobody listens. */
    private static String nowhere() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "tcp://127.0.0.1:" + socket.getLocalPort();
        }
    }

    @EachFFmpeg
    void nothingIsStartedAgainWhenTheJvmIsTerminated(Installation installation) throws Exception {
        String executable = installation.name().equals("bundled")
                ? ""
                : installation.ffmpeg().toString();
        Path out = leaks.tempDirectory().resolve("out.mp4");
        for (String[] arguments :
                List.of(new String[] {executable, nowhere(), out.toString()}, new String[] {executable, nowhere()})) {
            try (Child jvm = Jvm.start(leaks.tempDirectory(), leaks.environment(), SupervisedHost.class, arguments)) {
                jvm.awaitNumber("working");
                jvm.signal(SIGTERM);
                assertThat(jvm.exitCode(Duration.ofSeconds(12))).isEqualTo(128 + SIGTERM);
                assertThat(jvm.stdout()).doesNotContain("attempt 2").doesNotContain("recording 2");
            }
        }
        assertThat(Playable.check(installation.ffmpeg(), installation.environment(), out)
                        .frames())
                .isGreaterThanOrEqualTo(25);
        assertThat(Files.exists(leaks.tempDirectory().resolve("out-2.mp4"))).isFalse();
    }

    private FFmpeg standIn(Behaviour... behaviours) throws IOException {
        Path records = leaks.tempDirectory();
        Path executable = StandInFFmpeg.install(
                records,
                Stream.concat(Stream.of(Behaviour.records(records)), Stream.of(behaviours))
                        .toArray(Behaviour[]::new));
        FFmpeg.Builder builder = FFmpeg.builder().executable(executable);
        leaks.environment().forEach(builder::environment);
        return builder.build();
    }

    private FFmpegJob job() throws IOException {
        return FFmpegJob.of(StreamSpec.ofArguments("-i", "in.ts", "out.mkv")).directory(leaks.tempDirectory());
    }

    private static void awaitProgress(SupervisedRun run) {
        await().atMost(Child.LIMIT)
                .until(() -> run.current().flatMap(each -> each.lastProgress()).isPresent());
    }

    @Test
    void getsOneQAndNoSignalWhenItIsStopped() throws Exception {
        SupervisedRun run = standIn(Behaviour.writesFile()).supervise(job(), QUICK);
        awaitProgress(run);
        long pid = run.current().orElseThrow().pid();
        assertThat(run.stop().outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
        StandInRecord record = StandInRecord.of(leaks.tempDirectory(), pid);
        assertThat(record.quits()).isEqualTo(1);
        assertThat(record.signals()).isEmpty();
        assertThat(run.current()).isEmpty();
    }

    @Test
    void isKilledAtTWhenItIgnoresEverythingAndNotStartedAgain() throws Exception {
        SupervisedRun run =
                standIn(Behaviour.ignoresQ(), Behaviour.ignoresSigterm()).supervise(job(), QUICK);
        awaitProgress(run);
        assertThatThrownBy(() -> run.stop(Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        FFmpegProcessException.class,
                        e -> assertThat(e.outcome()).isEqualTo(new Outcome.Killed(StopReason.QUIT)));
        assertThat(run.attempts()).hasSize(1);
        assertThat(run.attempt()).isEqualTo(1);
    }

    @Test
    void itsFutureStopsItAndCompletesWhenTheProcessIsGone() throws Exception {
        FFmpeg ffmpeg = standIn();
        SupervisedRun cancelled = ffmpeg.supervise(job(), QUICK);
        awaitProgress(cancelled);
        ProcessHandle process =
                ProcessHandle.of(cancelled.current().orElseThrow().pid()).orElseThrow();
        assertThat(cancelled.result().cancel(true)).isTrue();
        assertThatThrownBy(() -> cancelled.result().get(20, TimeUnit.SECONDS))
                .isInstanceOf(CancellationException.class);
        assertThat(process.isAlive()).isFalse();
        SupervisedRun late = ffmpeg.supervise(job(), QUICK);
        assertThatThrownBy(() ->
                        late.result().orTimeout(300, TimeUnit.MILLISECONDS).get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(late.state()).isEqualTo(Running.State.ENDED);
    }

    @Test
    void twoHundredThatWaitCostOneThread() throws Exception {
        FFmpeg ffmpeg = standIn();
        // Without its folder it cannot be started: a mount that is away.
        FFmpegJob job = job().directory(leaks.tempDirectory().resolve("away"));
        RestartPolicy patient = RestartPolicy.standard()
                .jitter(0)
                .firstDelay(Duration.ofHours(1))
                .longestDelay(Duration.ofHours(1));
        List<SupervisedRun> runs = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                runs.add(ffmpeg.supervise(job, patient));
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> runs.stream().allMatch(run -> run.state() == Running.State.WAITING));
            await().atMost(Child.LIMIT).untilAsserted(() -> assertThat(ours()).containsExactly("asyncffmpeg-timer"));
        } finally {
            runs.forEach(SupervisedRun::close);
        }
        await().atMost(Child.LIMIT).untilAsserted(() -> assertThat(ours()).isEmpty());
    }

    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("asyncffmpeg-"))
                .toList();
    }
}
