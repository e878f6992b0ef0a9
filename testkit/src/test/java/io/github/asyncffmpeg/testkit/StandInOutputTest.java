package io.github.asyncffmpeg.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.media.FFmpegVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandInOutputTest {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private static List<Long> values(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> Long.parseLong(line.substring(key.length() + 1)))
                .toList();
    }

    @Test
    void answersVersionAsFFmpegDoes() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of("-version"));
        assertThat(run.exitCode()).isZero();
        FFmpegVersion version =
                FFmpegVersion.parse(run.stdout().lines().findFirst().orElseThrow());
        assertThat(version.text()).isEqualTo(StandInFFmpeg.VERSION);
        assertThat(version.isAtLeast(8, 0)).isTrue();
    }

    @Test
    @Timeout(20)
    void canDoNothingWhenItIsAskedWhatItCanDo() throws Exception {
        for (List<String> question : List.of(List.of("-hide_banner", "-encoders"), List.of("-h", "encoder=libx264"))) {
            StandInRun run = StandInRun.start(leaks, question);
            assertThat(run.exitCode()).isZero();
            assertThat(run.stdout()).isEmpty();
        }
    }

    @Test
    void writesBlocksOfIncreasingFramesAndTimes() throws Exception {
        StandInRun run = StandInRun.start(
                leaks,
                List.of("-progress", "pipe:1"),
                Behaviour.exitsAfter(4, 0),
                Behaviour.progressEvery(Duration.ofMillis(5)));
        assertThat(run.exitCode()).isZero();
        assertThat(values(run.stdout(), "frame")).containsExactly(5L, 10L, 15L, 20L, 20L);
        assertThat(values(run.stdout(), "out_time_us"))
                .containsExactly(200_000L, 400_000L, 600_000L, 800_000L, 800_000L);
        assertThat(run.stdout()).contains("out_time=00:00:00.800000\n").endsWith("progress=end\n");
    }

    @Test
    void writesBlocksToStderrWhenToldSo() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of("-progress", "pipe:2"), Behaviour.exitsAfter(1, 0));
        assertThat(run.exitCode()).isZero();
        assertThat(run.stderr()).contains("progress=continue").contains("progress=end");
        assertThat(run.stdout()).isEmpty();
    }

    @Test
    void writesBlocksToAUnixSocket() throws Exception {
        Path socket = leaks.tempDirectory().resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            StandInRun run =
                    StandInRun.start(leaks, List.of("-progress", "unix:" + socket), Behaviour.exitsAfter(1, 0));
            try (SocketChannel client = server.accept()) {
                assertThat(readAll(client)).startsWith("frame=5\n").endsWith("progress=end\n");
            }
            assertThat(run.exitCode()).isZero();
        }
    }

    private static String readAll(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        while (channel.read(buffer) >= 0) {
            assertThat(buffer.hasRemaining()).isTrue();
        }
        return new String(buffer.array(), 0, buffer.position(), UTF_8);
    }

    @Test
    void failsWhenNobodyListensOnTheUnixSocket() throws Exception {
        Path socket = leaks.tempDirectory().resolve("nobody");
        assertThat(StandInRun.start(leaks, List.of("-progress", "unix:" + socket))
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void exitsWithAnyCodeAndItsLastWords() throws Exception {
        StandInRun run = StandInRun.start(
                leaks,
                List.of("-progress", "pipe:1"),
                Behaviour.exits(187),
                Behaviour.logsFirst("Input #0, mov, from 'in.mp4':"),
                Behaviour.logsLast("in.mp4: it's \"broken\"; $HOME"));
        assertThat(run.exitCode()).isEqualTo(187);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr())
                .contains("Input #0, mov, from 'in.mp4':\n")
                .endsWith("in.mp4: it's \"broken\"; $HOME\n");
        assertThat(run.record().exitCode()).hasValue(187);
    }

    @Test
    void writesNoProgressWhenToldTo() throws Exception {
        StandInRun run = StandInRun.start(
                        leaks,
                        List.of(
                                "-progress",
                                "pipe:1",
                                leaks.tempDirectory().resolve("out").toString()),
                        Behaviour.writesNoProgress(),
                        Behaviour.writesFile())
                .awaitReady();
        run.type("q");
        assertThat(run.exitCode()).isZero();
        assertThat(run.stdout()).doesNotContain("progress=");
    }

    @Test
    void takesBehavioursFromItsArgumentsAndKeepsThemOutOfTheRecord() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of("-i", "a\nb", "-standin", "end=0,9", "out"));
        assertThat(run.exitCode()).isEqualTo(9);
        assertThat(run.record().arguments()).containsExactly("-i", "a\nb", "out");
    }

    @Test
    void takesBehavioursFromTheEnvironment() throws Exception {
        Path executable = StandInFFmpeg.install(leaks.tempDirectory());
        ProcessBuilder builder = new ProcessBuilder(executable.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(leaks.environment());
        builder.environment().put(StandInFFmpeg.ENVIRONMENT_VARIABLE, "end=0,7\nlast-line=bye");
        assertThat(builder.start().waitFor()).isEqualTo(7);
    }

    @Test
    void floodsStderrAsFastAsItIsRead() throws Exception {
        StandInRun run = StandInRun.startUnread(leaks, List.of(), Behaviour.floodsStderr());
        assertThat(run.process.getErrorStream().readNBytes(20_000_000)).hasSize(20_000_000);
        run.process.destroyForcibly();
        run.exitCode();
    }

    @Test
    void isDeafToQWhileItsMediaIsNotRead() throws Exception {
        StandInRun run = StandInRun.startUnread(leaks, List.of(), Behaviour.fillsStdout())
                .awaitReady();
        run.type("q");
        await().until(() -> run.record().quits() == 1);
        await().until(() -> run.process.getInputStream().available() >= 64 * 1024);
        assertThat(run.process.isAlive()).isTrue();
        run.process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void neverReadsStdinWhenToldTo() throws Exception {
        StandInRun run =
                StandInRun.start(leaks, List.of(), Behaviour.neverReadsStdin()).awaitReady();
        run.type("qqq");
        assertThat(run.signal("TERM").exitCode()).isEqualTo(255);
        assertThat(run.record().stdinBytes()).isZero();
        assertThat(run.record().stdinEnded()).isFalse();
    }

    @Test
    void countsTheBytesOfItsStdin() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of()).awaitReady();
        run.process.getOutputStream().write(new byte[300_000]);
        run.process.getOutputStream().close();
        await().until(() -> run.record().stdinEnded());
        assertThat(run.record().stdinBytes()).isEqualTo(300_000);
        assertThat(run.signal("TERM").exitCode()).isEqualTo(255);
    }

    @Test
    void leavesAGrandchildThatHoldsItsPipes() throws Exception {
        StandInRun run = StandInRun.startUnread(leaks, List.of(), Behaviour.leavesGrandchild(Duration.ofMillis(700)))
                .awaitReady();
        ProcessHandle grandchild =
                ProcessHandle.of(run.record().grandchild().orElseThrow()).orElseThrow();
        InputStream stderr = run.process.getErrorStream();
        run.process.toHandle().destroyForcibly();
        assertThat(run.exitCode()).isEqualTo(137);
        assertThat(grandchild.isAlive()).isTrue();
        stderr.readAllBytes();
        await().until(() -> !grandchild.isAlive());
    }

    @Test
    void givesUpAtTheEndOfItsLifetime() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of("-standin", "lifetime=50", "-standin", "period=10", "out"));
        assertThat(run.exitCode()).isEqualTo(124);
    }

    @Test
    void aRecordOfNobodyIsEmpty() throws Exception {
        try (Stream<Path> files = Files.list(leaks.tempDirectory())) {
            assertThat(files).isEmpty();
        }
        assertThat(StandInRecord.all(leaks.tempDirectory())).isEmpty();
        assertThat(StandInRecord.of(leaks.tempDirectory(), 1).ready()).isFalse();
    }
}
