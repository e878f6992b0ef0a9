package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Fifo;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.Behaviour;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.StandInFFmpeg;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The limits of a job: on wall time, and on time without progress. */
class TimeLimitsIT {

    private static final Duration STALL = Duration.ofMillis(800);

    private static final int SIGKILLED = 128 + 9;

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private static FFmpegProcessException failureOf(FFmpegProcess process) {
        AtomicReference<FFmpegProcessException> failure = new AtomicReference<>();
        assertThatThrownBy(() -> process.result().get(60, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(FFmpegProcessException.class, failure::set);
        return failure.get();
    }

    @EachFFmpeg
    void anInputThatFallsSilentIsAStall(Installation installation) throws Exception {
        Duration stall = Duration.ofSeconds(2); // longer than FFmpeg takes to begin, on a busy machine too
        Workbench bench = new Workbench(installation, leaks);
        Path fifo = Fifo.make(bench.file("fifo"));
        FFmpegProcess process = bench.ffmpeg()
                .start(FFmpegJob.of(StreamSpec.ofArguments(
                                "-f", "rawvideo", "-s", "32x32", "-pix_fmt", "gray", "-i", fifo.toString(), "out.mkv"))
                        .directory(leaks.tempDirectory())
                        .stallTimeout(stall)
                        .timeToForceTermination(Duration.ofSeconds(2)));
        AtomicReference<Ended> ended = new AtomicReference<>();
        process.on(Ended.class, ended::set);
        try (FileChannel writer = Fifo.writer(fifo)) {
            writer.write(ByteBuffer.allocate(32 * 32 * 20));
            FFmpegProcessException failure = failureOf(process);
            assertThat(failure.outcome()).isEqualTo(new Outcome.TimedOut(StopReason.STALL, stall, false));
            assertThat(failure).hasMessageContaining("made no progress for 2 s and was killed");
            await().untilAsserted(() -> assertThat(ended.get().outcome()).isEqualTo(failure.outcome()));
        }
    }

    /**
     * FFmpeg must be killed, at the very moment until which the sink would be waited for. One that is asked to stop before
     * it has read what there is can still end in good order.
     */
    @EachFFmpeg
    void theLimitIsToldAndNotTheEndOfASinkThatItCutShort(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path fifo = Fifo.make(bench.file("fifo"));
        Duration limit = Duration.ofMillis(500);
        try (FileChannel writer = Fifo.writer(fifo)) {
            writer.write(ByteBuffer.allocate(32 * 32 * 20));
            for (int i = 0; i < 3; i++) {
                FFmpegProcess process = bench.ffmpeg()
                        .start(FFmpegJob.of(FFmpeg.input(fifo)
                                        .format("rawvideo")
                                        .option("video_size", "32x32")
                                        .option("pixel_format", "gray")
                                        .output(MediaSink.toBytes(1_000_000))
                                        .format("rawvideo"))
                                .timeout(limit)
                                .timeToForceTermination(limit));
                FFmpegProcessException failure = failureOf(process);
                boolean killed = failure.exitCode() == SIGKILLED;
                // On a busy machine it is asked before it has opened its input: not killed, and nothing to finish.
                assertThat(failure.outcome()).isInstanceOfSatisfying(Outcome.TimedOut.class, end -> {
                    assertThat(end).isEqualTo(new Outcome.TimedOut(StopReason.TIMEOUT, limit, end.finalised()));
                    assertThat(end.finalised() && killed).isFalse();
                });
            }
        }
    }

    @EachFFmpeg
    void theLimitIsToldAndNotWhatASinkThrowsThatGotNothing(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        IOException nothing = new IOException("nothing came");
        MediaSink demanding = in -> {
            if (in.read(ByteBuffer.allocate(1)) < 0) {
                throw nothing;
            }
        };
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FFmpegProcess process = bench.ffmpeg()
                    .start(FFmpegJob.of(FFmpeg.input("tcp://127.0.0.1:" + server.getLocalPort())
                                    .output(demanding)
                                    .format("rawvideo"))
                            .timeout(STALL));
            server.setSoTimeout(20_000);
            try (Socket silent = server.accept()) {
                assertThat(silent.isConnected()).isTrue();
                assertThat(failureOf(process).outcome())
                        .isEqualTo(new Outcome.TimedOut(StopReason.TIMEOUT, STALL, false));
            }
        }
    }

    @EachFFmpeg
    void aServerThatNeverAnswersIsAStall(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FFmpegProcess process = bench.ffmpeg()
                    .start(FFmpegJob.of(StreamSpec.ofArguments(
                                    "-i", "tcp://127.0.0.1:" + server.getLocalPort(), "-f", "null", "-"))
                            .stallTimeout(STALL));
            server.setSoTimeout(20_000);
            try (Socket silent = server.accept()) {
                assertThat(silent.isConnected()).isTrue();
                FFmpegProcessException failure = failureOf(process);
                assertThat(failure.outcome()).isEqualTo(new Outcome.TimedOut(StopReason.STALL, STALL, false));
                assertThat(failure).hasMessageContaining("made no progress for 800 ms and was stopped");
            }
        }
    }

    @EachFFmpeg
    void whatIsSlowAndMovesIsNoStall(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FFmpegResult result = bench.ffmpeg()
                .run(FFmpegJob.of(StreamSpec.ofArguments(
                                "-re", "-f", "lavfi", "-i", "testsrc=s=64x48:r=5:d=3", "-f", "null", "-"))
                        .stallTimeout(Duration.ofSeconds(2)));
        assertThat(result.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(result.elapsed()).isGreaterThan(Duration.ofSeconds(2));
    }

    @EachFFmpeg
    void theLimitOnWallTimeKeepsWhatIsThere(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path out = bench.file("out.mp4");
        Duration limit = Duration.ofSeconds(2);
        FFmpegProcess process = bench.ffmpeg()
                .start(FFmpegJob.of(StreamSpec.ofArguments(
                                "-re",
                                "-f",
                                "lavfi",
                                "-i",
                                "testsrc=s=64x48:r=25",
                                "-c:v",
                                "libx264",
                                "-preset",
                                "ultrafast",
                                "-tune",
                                "zerolatency",
                                out.toString()))
                        .timeout(limit));
        FFmpegProcessException failure = failureOf(process);
        assertThat(failure.outcome()).isEqualTo(new Outcome.TimedOut(StopReason.TIMEOUT, limit, true));
        assertThat(bench.playable(out).frames()).isPositive();
    }

    /** A {@code +faststart} writes the file anew after its last frame, and says nothing meanwhile. */
    @Test
    void aFileThatIsStillWrittenIsNoStall() throws Exception {
        Path folder = leaks.tempDirectory();
        FFmpeg.Builder builder = FFmpeg.builder()
                .executable(StandInFFmpeg.install(
                        folder, Behaviour.exitsAfter(1, 0), Behaviour.trailerTakes(STALL.multipliedBy(4))));
        leaks.environment().forEach(builder::environment);
        Path out = folder.resolve("out.mp4");
        AtomicBoolean writing = new AtomicBoolean(true);
        Thread writer = new Thread(() -> {
            while (writing.get()) {
                try {
                    // Never empty: the run may end at any moment, and an empty file is a failure.
                    Files.writeString(out, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    TimeUnit.MILLISECONDS.sleep(50); // the pace of the writer, not a wait of the test
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        });
        writer.start();
        try {
            FFmpegResult result = builder.build()
                    .run(FFmpegJob.of(StreamSpec.ofArguments("-y", "-i", "in.mp4", out.toString()))
                            .stallTimeout(STALL));
            assertThat(result.outcome()).isEqualTo(new Outcome.Completed());
            assertThat(result.elapsed()).isGreaterThan(STALL.multipliedBy(2));
        } finally {
            writing.set(false);
            writer.join();
        }
    }
}
