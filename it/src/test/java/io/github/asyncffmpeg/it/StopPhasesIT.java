package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.BothFFmpegs;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Fifo;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A stop in every phase of a real FFmpeg's life ends within T, and no file that was begun is lost. One phase a test, which
 * is why it is long; together they print the table of phases and outcomes.
 */
class StopPhasesIT {

    private static final Duration T = Duration.ofSeconds(8);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private FFmpeg library(Installation installation) {
        return installation.library(leaks.environment()).build();
    }

    private Path out(String name) throws IOException {
        return leaks.tempDirectory().resolve(name);
    }

    private static StreamSpec encode(Path out, String... before) {
        List<String> arguments = new ArrayList<>(List.of(before));
        arguments.addAll(List.of("-re", "-f", "lavfi", "-i", "testsrc=s=320x240", "-t", "600", out.toString()));
        return StreamSpec.ofArguments(arguments);
    }

    private static void awaitFrames(FFmpegProcess process, long frames) {
        await().atMost(Child.LIMIT)
                .until(() -> process.lastProgress().map(StopPhasesIT::frames).orElse(0L) >= frames);
    }

    private static long frames(Progress progress) {
        return progress.frame().orElse(0);
    }

    /** Stops, measures, prints a row of the table, and checks the limit. */
    private static FFmpegResult timed(Installation installation, String phase, Supplier<FFmpegResult> stop) {
        long before = System.nanoTime();
        String outcome = "?";
        try {
            FFmpegResult result = stop.get();
            outcome = result.outcome() + " exit " + result.exitCode().orElse(-1);
            return result;
        } catch (FFmpegProcessException e) {
            outcome = e.outcome() + " exit " + e.exitCode();
            throw e;
        } finally {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
            System.out.printf("stop-phase | %s | %s | %d ms | %s%n", installation, phase, millis, outcome);
            assertThat(Duration.ofMillis(millis)).as(phase).isLessThan(T.plusSeconds(1));
        }
    }

    private static void finalised(FFmpegResult result) {
        assertThat(result.outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
    }

    private void playable(Installation installation, Path file, long atLeast) {
        Playable playable = Playable.check(installation.ffmpeg(), installation.environment(), file);
        assertThat(playable.frames()).isGreaterThanOrEqualTo(atLeast);
    }

    @EachFFmpeg
    void beforeTheStart(Installation installation) {
        CompletableFuture<StreamSpec> never = new CompletableFuture<>();
        CompletableFuture<FFmpegResult> result =
                library(installation).execute(() -> never, process -> CompletableFuture.completedFuture(null));
        result.cancel(true);
        await().atMost(Duration.ofSeconds(2)).until(result::isCancelled);
        System.out.printf("stop-phase | %s | before the start | 0 ms | cancelled%n", installation);
    }

    @EachFFmpeg
    void inTheFirstFiftyMilliseconds(Installation installation) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 8; i++) {
            Path out = out("first" + i + ".mp4");
            FFmpegProcess process = library(installation).start(encode(out));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(50)));
            FFmpegResult result = timed(installation, "first 50 ms", process::stop);
            assertThat(result.outcome()).as("seed " + seed).isInstanceOf(Outcome.Stopped.class);
            if (result.outcome().finalised()) {
                playable(installation, out, 1);
            }
        }
    }

    @BothFFmpegs
    void whileItOpensAFifoThatNobodyWrites(Installation installation) throws Exception {
        Path fifo = fifo();
        FFmpegProcess process = library(installation)
                .start(FFmpegJob.of(StreamSpec.ofArguments("-i", fifo.toString(), "-f", "null", "-"))
                        .timeToForceTermination(Duration.ofSeconds(3)));
        await().atMost(Duration.ofSeconds(30)).until(() -> heedsSigterm(process.pid())); // before, it just dies of it
        assertThatThrownBy(() -> timed(installation, "opening a FIFO, T = 3 s", process::stop))
                .isInstanceOfSatisfying(
                        FFmpegProcessException.class,
                        e -> assertThat(e.outcome()).isEqualTo(new Outcome.Killed(StopReason.QUIT)))
                .hasMessageContaining("was killed");
    }

    /** Whether a process has a handler for SIGTERM (proc(5), SigCgt). */
    private static boolean heedsSigterm(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("SigCgt:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> 14 & 1) == 1);
    }

    @EachFFmpeg
    void whileAFifoFallsSilentMidRun(Installation installation) throws Exception {
        Path fifo = fifo();
        Path out = out("silent.mkv");
        FFmpegProcess process = library(installation)
                .start(FFmpegJob.of(StreamSpec.ofArguments(
                                "-f",
                                "rawvideo",
                                "-s",
                                "32x32",
                                "-pix_fmt",
                                "gray",
                                "-i",
                                fifo.toString(),
                                out.toString()))
                        .timeToForceTermination(Duration.ofSeconds(3)));
        try (FileChannel writer = Fifo.writer(fifo)) {
            writer.write(java.nio.ByteBuffer.allocate(32 * 32 * 20));
            await().atMost(Child.LIMIT)
                    .until(() -> process.logTail().stream().anyMatch(l -> l.startsWith("Output #0")));
            assertThatThrownBy(() -> timed(installation, "a FIFO silent mid-run, T = 3 s", process::stop))
                    .isInstanceOfSatisfying(
                            FFmpegProcessException.class,
                            e -> assertThat(e.outcome()).isEqualTo(new Outcome.Killed(StopReason.QUIT)))
                    .hasMessageContaining("did not end in time after it was asked to stop, and was killed");
        }
    }

    private Path fifo() throws Exception {
        return Fifo.make(out("fifo"));
    }

    @EachFFmpeg
    void whileATcpPeerStaysSilent(Installation installation) throws Exception {
        try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FFmpegProcess process = library(installation)
                    .start(StreamSpec.ofArguments("-i", "tcp://127.0.0.1:" + peer.getLocalPort(), "-f", "null", "-"));
            peer.setSoTimeout(20_000);
            try (var connection = peer.accept()) {
                assertThat(connection.isConnected()).isTrue();
                FFmpegResult result = timed(installation, "a TCP peer stays silent", process::stop);
                assertThat(result.outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, false));
                assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    @BothFFmpegs
    void midEncode(Installation installation) throws Exception {
        Path out = out("mid.mp4");
        FFmpegProcess process = library(installation).start(encode(out));
        awaitFrames(process, 25);
        long seen = process.lastProgress().orElseThrow().frame().getAsLong();
        finalised(timed(installation, "mid-encode", process::stop));
        playable(installation, out, seen);
    }

    @EachFFmpeg
    void audioOnlyMidEncode(Installation installation) throws Exception {
        Path out = out("mid.wav");
        FFmpegProcess process = library(installation)
                .start(StreamSpec.ofArguments("-re", "-f", "lavfi", "-i", "sine", "-t", "600", out.toString()));
        await().atMost(Child.LIMIT)
                .until(() -> process.lastProgress().filter(Progress::hasOutput).isPresent());
        finalised(timed(installation, "audio only, mid-encode", process::stop));
        assertThat(Playable.check(installation.ffmpeg(), installation.environment(), out)
                        .duration())
                .isPositive();
    }

    @EachFFmpeg
    void whileStandardOutputIsFloodedWithMedia(Installation installation) {
        FFmpegProcess process = library(installation)
                .start(FFmpegJob.of(StreamSpec.ofArguments(
                                "-f", "lavfi", "-i", "testsrc=s=64x48", "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"))
                        .captureStdout(1 << 28));
        awaitFrames(process, 100);
        finalised(timed(installation, "stdout full of media", process::stop));
    }

    @EachFFmpeg
    void whileStandardOutputIsFloodedWithWhatAFilterPrints(Installation installation) {
        FFmpegProcess process = library(installation)
                .start(StreamSpec.ofArguments(
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=s=64x48",
                        "-vf",
                        "signalstats,metadata=print:file=-",
                        "-f",
                        "null",
                        "-"));
        awaitFrames(process, 500);
        FFmpegResult result = timed(installation, "stdout full of prints", process::stop);
        finalised(result);
        assertThat(result.stdout()).hasSize(64 * 1024);
    }

    @EachFFmpeg
    void whileStandardInputIsTheMedia(Installation installation) throws Exception {
        Path out = out("fed.mp4");
        byte[] media = new byte[64 * 64 * 25 * 600];
        FFmpegProcess process = library(installation)
                .start(FFmpegJob.of(StreamSpec.ofArguments(
                                "-re",
                                "-f",
                                "rawvideo",
                                "-s",
                                "64x64",
                                "-r",
                                "25",
                                "-pix_fmt",
                                "gray",
                                "-i",
                                "pipe:0",
                                out.toString()))
                        .stdin(media));
        awaitFrames(process, 25);
        long seen = process.lastProgress().orElseThrow().frame().getAsLong();
        finalised(timed(installation, "stdin is the media", process::stop));
        playable(installation, out, seen);
    }

    @EachFFmpeg
    void withNostdin(Installation installation) throws Exception {
        Path out = out("nostdin.mp4");
        FFmpegProcess process = library(installation).start(encode(out, "-nostdin"));
        awaitFrames(process, 25);
        long seen = process.lastProgress().orElseThrow().frame().getAsLong();
        FFmpegResult result = timed(installation, "-nostdin", process::stop);
        finalised(result);
        assertThat(result.exitCode()).hasValue(255);
        playable(installation, out, seen);
    }

    @EachFFmpeg
    void withProgressThatIsTheUsersOwn(Installation installation) throws Exception {
        Path out = out("own.mp4");
        Path report = out("progress.txt");
        FFmpegProcess process = library(installation).start(encode(out, "-progress", report.toString()));
        await().atMost(Child.LIMIT).until(() -> Files.exists(report) && Files.size(report) > 0);
        FFmpegResult result = timed(installation, "-progress is the user's own", process::stop);
        assertThat(result.outcome()).isInstanceOf(Outcome.Stopped.class);
        playable(installation, out, 1);
    }

    @EachFFmpeg
    void duringTheFinalTrailer(Installation installation) throws Exception {
        Path out = out("trailer.mov");
        FFmpegProcess process = library(installation)
                .start(StreamSpec.ofArguments(
                        "-f",
                        "s16le",
                        "-ar",
                        "48000",
                        "-ac",
                        "2",
                        "-i",
                        "/dev/zero",
                        "-t",
                        "1500",
                        "-c",
                        "copy",
                        "-movflags",
                        "+faststart",
                        out.toString()));
        CompletableFuture<FFmpegResult> stopped = new CompletableFuture<>();
        process.onLog(line -> {
            if (line.message().contains("Starting second pass")) {
                stopped.completeAsync(() -> timed(installation, "final trailer (+faststart)", process::stop));
            }
        });
        FFmpegResult result = stopped.get(60, TimeUnit.SECONDS);
        assertThat(result.outcome().finalised()).isTrue();
        assertThat(Playable.check(installation.ffmpeg(), installation.environment(), out)
                        .duration())
                .isBetween(Duration.ofSeconds(1500), Duration.ofSeconds(1501));
    }

    @EachFFmpeg
    void afterTheEnd(Installation installation) throws Exception {
        FFmpegProcess process = library(installation)
                .start(StreamSpec.ofArguments(
                        "-f", "lavfi", "-i", "testsrc=d=0.2", out("short.mp4").toString()));
        FFmpegResult result = process.result().get(30, TimeUnit.SECONDS);
        assertThat(result.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(timed(installation, "after the end", process::stop)).isSameAs(result);
        process.quit();
        process.kill();
        process.close();
        assertThat(process.result()).isCompletedWithValue(result);
    }

    @EachFFmpeg
    void twice(Installation installation) throws Exception {
        Path out = out("twice.mp4");
        FFmpegProcess process = library(installation).start(encode(out));
        awaitFrames(process, 25);
        long seen = process.lastProgress().orElseThrow().frame().getAsLong();
        process.quit();
        process.quit();
        finalised(timed(installation, "twice", process::stop));
        playable(installation, out, seen);
    }

    @EachFFmpeg
    void fromACallback(Installation installation) throws Exception {
        Path out = out("callback.mp4");
        FFmpegProcess process = library(installation).start(encode(out));
        CompletableFuture<FFmpegResult> stopped = new CompletableFuture<>();
        process.onProgress(progress -> {
            if (frames(progress) >= 25 && !stopped.isDone()) {
                stopped.complete(timed(installation, "from a callback", process::stop));
            }
        });
        finalised(stopped.get(30, TimeUnit.SECONDS));
        playable(installation, out, 25);
    }

    @EachFFmpeg
    void byClosingTheHandle(Installation installation) throws Exception {
        Path out = out("closed.mp4");
        FFmpegProcess handle;
        try (FFmpegProcess process = library(installation).start(encode(out))) {
            handle = process;
            awaitFrames(process, 25);
        }
        assertThat(handle.isAlive()).isFalse();
        assertThat(handle.result().join().outcome()).isEqualTo(new Outcome.Stopped(StopReason.CLOSE, true));
        playable(installation, out, 25);
    }

    @EachFFmpeg
    void killLosesNoTime(Installation installation) throws Exception {
        FFmpegProcess process = library(installation).start(encode(out("killed.mp4")));
        awaitFrames(process, 1);
        process.kill();
        assertThatThrownBy(() -> timed(installation, "kill()", process::stop))
                .isInstanceOfSatisfying(FFmpegProcessException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(new Outcome.Killed(StopReason.KILL));
                    assertThat(e.exitCode()).isEqualTo(137);
                });
    }

    @EachFFmpeg
    void theTimeLimitStopsAndKeepsTheFile(Installation installation) throws Exception {
        Path out = out("limit.mp4");
        Duration limit = Duration.ofSeconds(2);
        FFmpegJob job = FFmpegJob.of(encode(out)).timeout(limit).name("too long");
        assertThatThrownBy(() -> library(installation).run(job))
                .isInstanceOfSatisfying(
                        FFmpegProcessException.class,
                        e -> assertThat(e.outcome()).isEqualTo(new Outcome.TimedOut(StopReason.TIMEOUT, limit, true)))
                .hasMessageContaining("too long")
                .hasMessageContaining("2 s");
        playable(installation, out, 1);
    }
}
