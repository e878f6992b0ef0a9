package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.Behaviour;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.StandInFFmpeg;
import io.github.asyncffmpeg.testkit.StandInRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that misbehaves as FFmpeg seldom does, on request: what the run makes of it. */
class StandInIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private FFmpeg library(Behaviour... behaviours) throws IOException {
        Path records = leaks.tempDirectory();
        Path executable = StandInFFmpeg.install(
                records,
                Stream.concat(Stream.of(Behaviour.records(records)), Stream.of(behaviours))
                        .toArray(Behaviour[]::new));
        FFmpeg.Builder builder = FFmpeg.builder().executable(executable);
        leaks.environment().forEach(builder::environment);
        return builder.build();
    }

    private static StreamSpec spec() {
        return StreamSpec.ofArguments("-i", "in.mp4", "out.mp4");
    }

    private StandInRecord record(FFmpegProcess process) throws IOException {
        return StandInRecord.of(leaks.tempDirectory(), process.pid());
    }

    private void awaitReady(FFmpegProcess process) throws IOException {
        Path records = leaks.tempDirectory();
        await().atMost(Child.LIMIT)
                .until(() -> StandInRecord.of(records, process.pid()).ready());
    }

    private static void awaitProgress(FFmpegProcess process) {
        await().atMost(Child.LIMIT).until(() -> process.lastProgress().isPresent());
    }

    @Test
    void isAskedByOneQAndNoSignal() throws Exception {
        FFmpegProcess process = library().start(spec());
        awaitProgress(process);
        FFmpegResult result = process.stop();
        assertThat(result.outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
        assertThat(record(process).quits()).isEqualTo(1);
        assertThat(record(process).signals()).isEmpty();
        assertThat(record(process).finalised()).isTrue();
    }

    @Test
    void getsExactlyOneSigtermWhenItIgnoresQ() throws Exception {
        FFmpegProcess process = library(Behaviour.ignoresQ()).toBuilder()
                .timeToForceTermination(Duration.ofSeconds(3))
                .build()
                .start(spec());
        awaitProgress(process);
        long before = System.nanoTime();
        FFmpegResult result = process.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(1450), Duration.ofMillis(2900));
        assertThat(result.exitCode()).hasValue(255);
        assertThat(record(process).signals()).containsExactly("TERM");
    }

    @Test
    void isKilledAtTWhenItIgnoresEverything() throws Exception {
        Duration t = Duration.ofSeconds(2);
        FFmpegProcess process = library(Behaviour.ignoresQ(), Behaviour.ignoresSigterm())
                .start(FFmpegJob.of(spec()).timeToForceTermination(t).name("stubborn"));
        awaitProgress(process);
        long before = System.nanoTime();
        assertThatThrownBy(process::stop)
                .isInstanceOfSatisfying(
                        FFmpegProcessException.class,
                        e -> assertThat(e.outcome()).isEqualTo(new Outcome.Killed(StopReason.QUIT)))
                .hasMessageContaining(
                        "job \"stubborn\" did not end in time after it was asked to stop, and was killed");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(t, t.plusMillis(700));
        assertThat(record(process).signals()).containsExactly("TERM");
    }

    @Test
    void isSignalledSoonWhileItOpensAndHasSaidNothing() throws Exception {
        FFmpegProcess process =
                library(Behaviour.opensFor(Duration.ofMinutes(1))).start(spec());
        await().atMost(Child.LIMIT).until(() -> !record(process).arguments().isEmpty());
        long before = System.nanoTime();
        FFmpegResult result = process.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(result.outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, false));
    }

    @Test
    void isGivenTheWholeOfTForALongTrailer() throws Exception {
        FFmpegProcess process = library(Behaviour.trailerTakes(Duration.ofSeconds(3)))
                .start(FFmpegJob.of(spec()).timeToForceTermination(Duration.ofSeconds(20)));
        awaitProgress(process);
        FFmpegResult result = process.stop();
        assertThat(result.outcome().finalised()).isTrue();
        assertThat(record(process).signals()).isEmpty();
    }

    @Test
    void isGivenTheLimitOfTheStopItself() throws Exception {
        FFmpegProcess process = library(Behaviour.ignoresQ())
                .start(FFmpegJob.of(spec()).timeToForceTermination(Duration.ofSeconds(20)));
        awaitProgress(process);
        long before = System.nanoTime();
        // Not a second: on a busy machine this program, a JVM, once took longer than half of that to end on SIGTERM.
        assertThat(process.stop(Duration.ofSeconds(3)).exitCode()).hasValue(255);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("SIGTERM after half of it; by the limit of the job it comes after 18 s")
                .isBetween(Duration.ofMillis(1_490), Duration.ofMillis(5_000));
        assertThat(record(process).signals()).containsExactly("TERM");
    }

    @Test
    void floodsItsLogAndIsNeverStalledNorKeptWhole() throws Exception {
        FFmpegProcess process = library(Behaviour.floodsStderr()).start(spec());
        awaitProgress(process);
        await().atMost(Child.LIMIT)
                .until(() -> process.logTail().stream().anyMatch(line -> line.contains("lines left out")));
        FFmpegResult result = process.stop();
        assertThat(result.outcome().finalised()).isTrue();
        assertThat(result.logTail()).hasSizeLessThanOrEqualTo(251);
    }

    @Test
    void leavesAGrandchildThatHoldsThePipesAndNobodyWaitsForIt() throws Exception {
        FFmpegProcess process = library(Behaviour.leavesGrandchild(Duration.ofSeconds(4)), Behaviour.exitsAfter(2, 0))
                .start(spec());
        FFmpegResult result = process.result().get(30, TimeUnit.SECONDS);
        assertThat(result.outcome()).isEqualTo(new Outcome.Completed());
        long grandchild = record(process).grandchild().orElseThrow();
        assertThat(ProcessHandle.of(grandchild).filter(ProcessHandle::isAlive))
                .as("the grandchild lives on: the future did not wait for it")
                .isPresent();
    }

    @Test
    void failsWithItsExitCodeItsCauseAndItsCommand() throws Exception {
        FFmpeg library = library(
                Behaviour.logsFirst("[info] something is up"),
                Behaviour.logsLast("[error] in.mp4: No such file or directory"),
                Behaviour.exits(254));
        assertThatThrownBy(() -> library.run(FFmpegJob.of(spec()).name("copy")))
                .isInstanceOfSatisfying(FFmpegProcessException.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(254);
                    assertThat(e.causeLine()).hasValue("No such file or directory");
                    assertThat(e.command()).endsWith("-n", "-i", "in.mp4", "out.mp4");
                    assertThat(e.logTail()).contains("something is up", "in.mp4: No such file or directory");
                    assertThat(e.elapsed()).isPositive();
                    assertThat(e.outcome()).isEqualTo(new Outcome.Failed(false));
                })
                .hasMessage("job \"copy\" failed (exit code 254): in.mp4: No such file or directory");
    }

    @Test
    void failsWhenItSaysThatTheFileExistsAndExitsZero() throws Exception {
        FFmpeg library =
                library(Behaviour.logsLast("[error] File 'out.mp4' already exists. Exiting."), Behaviour.exits(0));
        assertThatThrownBy(() -> library.run(spec()))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("File 'out.mp4' already exists. Exiting.");
    }

    @Test
    void wasSignalledBySomebodyElse() throws Exception {
        FFmpegProcess process = library(Behaviour.logsLast("[info] Exiting normally, received signal 15."))
                .start(spec());
        awaitProgress(process);
        Child.signal(process.pid(), 15);
        assertThatThrownBy(() -> process.result().get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("was ended by a signal from outside; its output is whole but short");
    }

    @Test
    void wasKilledBySomebodyElse() throws Exception {
        FFmpegProcess process = library().start(spec());
        awaitProgress(process);
        Child.signal(process.pid(), 9);
        assertThatThrownBy(() -> process.result().get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("was killed from outside");
    }

    @Test
    void neverReadsWhatItIsFedAndIsStoppedAllTheSame() throws Exception {
        FFmpegProcess process = library(Behaviour.neverReadsStdin()).toBuilder()
                .timeToForceTermination(Duration.ofSeconds(3))
                .build()
                .start(FFmpegJob.of(StreamSpec.ofArguments("-i", "pipe:0", "out.mp4"))
                        .stdin(new byte[1_000_000]));
        awaitReady(process);
        assertThat(process.stop().exitCode()).hasValue(255);
        assertThat(record(process).signals()).containsExactly("TERM");
    }

    @Test
    void isStoppedWhileItFillsAStandardOutputThatIsKeptWithinBounds() throws Exception {
        FFmpegProcess process = library(Behaviour.fillsStdout())
                .start(FFmpegJob.of(StreamSpec.ofArguments("-i", "in.mp4", "-vf", "metadata=print:file=-", "out.mp4")));
        awaitProgress(process);
        FFmpegResult result = process.stop();
        assertThat(result.outcome().finalised()).isTrue();
        assertThat(result.stdout()).hasSize(64 * 1024);
    }

    @Test
    void failsWhenItWritesMoreThanMayBeKept() throws Exception {
        FFmpeg library = library(Behaviour.fillsStdout());
        assertThatThrownBy(() ->
                        library.run(FFmpegJob.of(StreamSpec.ofArguments("-i", "in.mp4", "-f", "rawvideo", "pipe:1"))
                                .captureStdout(100_000)))
                .hasMessageContaining("captureStdout allows, 100000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe:1", "-", "pipe:", "/dev/stdout"})
    void failsWhenItsOutputIsLargerThanWhatIsKeptUnasked(String output) throws Exception {
        FFmpeg library = library(Behaviour.fillsStdout());
        FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments("-i", "in.mp4", "-f", "rawvideo", output));
        assertThatThrownBy(() -> library.run(job)).isInstanceOfSatisfying(FFmpegProcessException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
            assertThat(e.failure().limit()).contains(Failure.Limit.CAPTURED_OUTPUT);
            assertThat(e).hasMessageContaining("65536 bytes").hasMessageContaining("set captureStdout(bytes)");
        });
    }

    @Test
    void cannotBeStartedInADirectoryThatIsNotThere() throws Exception {
        FFmpeg library = library();
        Path missing = leaks.tempDirectory().resolve("missing");
        assertThatThrownBy(() -> library.start(FFmpegJob.of(spec()).directory(missing)))
                .isInstanceOf(FFmpegStartException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void runsInItsDirectoryWithItsEnvironment() throws Exception {
        FFmpeg library = library();
        Path directory =
                java.nio.file.Files.createDirectory(leaks.tempDirectory().resolve("a b"));
        FFmpegProcess process =
                library.start(FFmpegJob.of(spec()).directory(directory).environment("IT_WORD", "ü '\""));
        awaitReady(process);
        assertThat(java.nio.file.Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")))
                .isEqualTo(directory.toRealPath());
        assertThat(java.nio.file.Files.readString(Path.of("/proc/" + process.pid() + "/environ")))
                .contains("IT_WORD=ü '\"\0");
        process.stop();
    }
}
