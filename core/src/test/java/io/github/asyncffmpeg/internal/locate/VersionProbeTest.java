package io.github.asyncffmpeg.internal.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.internal.locate.VersionProbe.ProbeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // the stand-in programs are shell scripts
@Timeout(60)
class VersionProbeTest {

    /** Of earlier JVMs: there is no folder for it. */
    private static final VersionMemory NOTHING = VersionMemory.of(new FFmpegSettings(Map.of(), Map.of()));

    @TempDir
    Path folder;

    @Test
    void startsTheProgramOnceForEachStateOfItsFile() throws Exception {
        Path counter = folder.resolve("counter");
        Path program = counting("8.0", counter);
        ask(program);
        ask(program);
        assertThat(Files.readAllLines(counter)).hasSize(1);

        Path changed = counting("8.0.1", counter);
        assertThat(ask(changed)).isEqualTo("8.0.1");
        assertThat(Files.readAllLines(counter)).hasSize(2);
    }

    @Test
    void neverLosesTheLineOfAProgramThatEndsAtOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            Path program = FakeProgram.answering(folder.resolve("ffmpeg-" + i), "8." + i);
            assertThat(ask(program)).isEqualTo("8." + i);
        }
    }

    @Test
    void killsAProgramThatDoesNotAnswerAndItsChildrenToo() throws Exception {
        Path pids = folder.resolve("pids");
        Path program = FakeProgram.script(folder.resolve("ffmpeg"), "sleep 600 & echo $! $$ > " + pids + "; wait");

        assertThatThrownBy(() ->
                        new VersionProbe(Duration.ofMillis(400), NOTHING).ask(program, FFmpegEnvironment.UNCHANGED))
                .isInstanceOf(ProbeFailure.class)
                .hasMessageContaining("did not answer -version within 400 ms and was killed");
        for (String pid : Files.readString(pids).strip().split(" ", -1)) {
            assertThat(ProcessHandle.of(Long.parseLong(pid))
                            .map(handle -> handle.onExit().orTimeout(10, TimeUnit.SECONDS))
                            .map(CompletableFuture::join)
                            .filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    @Test
    void survivesAProgramThatWritesForEver() throws Exception {
        Path program = FakeProgram.script(folder.resolve("ffmpeg"), "exec yes 'ffmpeg version loud'");

        assertThatThrownBy(() ->
                        new VersionProbe(Duration.ofMillis(300), NOTHING).ask(program, FFmpegEnvironment.UNCHANGED))
                .hasMessageContaining("did not answer");
    }

    @Test
    void doesNotWaitForAGrandchildThatKeepsThePipeOpen() throws Exception {
        Path pid = folder.resolve("pid");
        Path program = FakeProgram.script(
                folder.resolve("ffmpeg"), "sleep 30 & echo $! > " + pid + "; echo 'ffmpeg version 7.1 (c)'");
        long start = System.nanoTime();
        assertThat(ask(program)).isEqualTo("7.1");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void refusesAProgramThatIsNotFFmpeg() throws IOException {
        Path program = FakeProgram.script(folder.resolve("ffmpeg"), "echo hello");
        assertThatThrownBy(() -> ask(program)).hasMessage("is not FFmpeg: -version answers \"hello\".");
    }

    @Test
    void quotesTheOperatingSystemWhenAProgramCannotBeStarted() throws IOException {
        Path program = FakeProgram.script(folder.resolve("ffmpeg"), "");
        Files.writeString(program, "#!/nowhere/interpreter\n");
        assertThatThrownBy(() -> ask(program)).hasMessageContaining("does not start: ");
    }

    @Test
    void endsAtOnceWhenItsThreadIsInterrupted() throws Exception {
        Path program = FakeProgram.script(folder.resolve("ffmpeg"), "exec sleep 600");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ask(program)).isInstanceOf(FFmpegInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String ask(Path program) throws ProbeFailure {
        return new VersionProbe(Duration.ofSeconds(20), NOTHING)
                .ask(program, FFmpegEnvironment.UNCHANGED)
                .text();
    }

    private Path counting(String version, Path counter) throws IOException {
        return FakeProgram.script(
                folder.resolve("ffmpeg"), "echo x >> " + counter + "; echo 'ffmpeg version " + version + " (c)'");
    }
}
