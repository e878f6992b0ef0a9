package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.BothFFmpegs;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * asyncffmpeg's own tests and its README, on this library. Its tests of signals are in {@link JvmEndIT}, and asynccpu's in
 * {@link PoolIT}.
 */
@Tag("media")
class SeedIT {

    private static final Duration LENGTH = Duration.ofSeconds(1);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** The supplier alone, the hook alone, and a stage of a narrower kind than a spec. */
    @EachFFmpeg
    void eitherFunctionIsEnough(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Output copy = FFmpeg.input(bench.media().videoOnly(LENGTH))
                .output(bench.file("made.mp4"))
                .codec("copy");
        CompletableFuture<Output> stage = CompletableFuture.completedFuture(copy);
        assertThat(bench.ffmpeg().execute(() -> stage).get(30, TimeUnit.SECONDS).outcome())
                .isEqualTo(new Outcome.Completed());

        AtomicLong pid = new AtomicLong();
        FFmpegResult hooked = bench.ffmpeg()
                .execute(copy.overwrite(), process -> {
                    pid.set(process.pid());
                    return CompletableFuture.completedFuture(null);
                })
                .get(30, TimeUnit.SECONDS);
        assertThat(hooked.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(pid).hasPositiveValue();

        assertThatThrownBy(() -> bench.ffmpeg()
                        .execute(() -> CompletableFuture.<Output>failedFuture(new IllegalStateException("no spec")))
                        .get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no spec");
    }

    @BothFFmpegs
    void copyWritesTheOutputAndCallsAfterStart(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path input = bench.media().videoWithAudio(LENGTH);
        Path copied = bench.file("copied.mp4");
        StreamSpec copy = FFmpeg.input(input).output(copied).codec("copy");
        AtomicReference<FFmpegProcess> started = new AtomicReference<>();
        CompletableFuture<FFmpegResult> result = bench.ffmpeg()
                .execute(() -> CompletableFuture.completedFuture(copy), process -> {
                    started.set(process);
                    return CompletableFuture.completedFuture(process.pid());
                });
        assertThat(result.get(30, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Completed());
        assertThat(started.get().pid()).isPositive();
        assertThat(bench.playable(copied).frames()).isEqualTo(25);
        assertThat(bench.probe(copied, "stream=codec_type")).containsExactly("codec_type=video", "codec_type=audio");
    }

    /** The seed pins 300 to 400 kB, for a sample of its own; the size of the picture says more. */
    @BothFFmpegs
    void scaleKeepsTheAspectAndThePlayability(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path scaled = bench.file("scaled.mp4");
        bench.run(FFmpeg.input(bench.media().videoWithAudio(LENGTH))
                .filter("scale", 768, -1)
                .output(scaled));
        assertThat(bench.probe(scaled, "stream=width,height")).contains("width=768", "height=576");
        assertThat(bench.playable(scaled).frames()).isEqualTo(25);
        assertThat(Files.size(scaled)).isBetween(10_000L, 400_000L);
    }

    @BothFFmpegs
    void anExistingOutputIsAnErrorWithTheOptionN(Installation installation) throws Exception {
        refuses(installation, new String[] {"-n"});
    }

    @BothFFmpegs
    void anExistingOutputIsAnErrorAndNotAQuestionWithoutOptions(Installation installation) throws Exception {
        refuses(installation, new String[0]);
    }

    private void refuses(Installation installation, String[] globals) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path existing = Files.writeString(bench.file("existing.mp4"), "precious");
        Output copy = FFmpeg.input(bench.media().videoOnly(LENGTH))
                .output(existing)
                .codec("copy")
                .globalArguments(globals);
        FFmpegProcessException error = catchThrowableOfType(FFmpegProcessException.class, () -> bench.run(copy));
        assertThat(error).hasMessageContaining("was not started").hasMessageContaining("' already exists");
        assertThat(error.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(existing).hasContent("precious");
        assertThatThrownBy(() -> bench.ffmpeg().execute(copy).get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(FFmpegProcessException.class);
    }

    @BothFFmpegs
    void overwriteReplacesAnExistingOutput(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path existing = Files.writeString(bench.file("existing.mp4"), "of no use");
        bench.run(FFmpeg.input(bench.media().videoOnly(LENGTH))
                .output(existing)
                .codec("copy")
                .overwrite());
        assertThat(bench.playable(existing).frames()).isEqualTo(25);
    }

    @BothFFmpegs
    void theReadmesExampleWritesBothOutputs(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path input = bench.media().videoWithAudio(LENGTH);
        Path output1 = bench.file("output1.mp4");
        Path output2 = bench.file("output2.mp4");
        StreamSpec copy = FFmpeg.input(input).output(output1).codec("copy");
        StreamSpec scaled = FFmpeg.input(input).filter("scale", 768, -1).output(output2);
        try (FFmpegPool pool = bench.ffmpeg().pool(3)) {
            CompletableFuture.allOf(pool.submit(copy), pool.submit(scaled)).get(60, TimeUnit.SECONDS);
        }
        assertThat(bench.playable(output1).frames()).isEqualTo(25);
        assertThat(bench.playable(output2).frames()).isEqualTo(25);
    }

    /** The seed kept one process field, so that of two runs only the last was ever stopped. */
    @BothFFmpegs
    void twoRunsOfOneFFmpegObjectAreApart(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FFmpegProcess endless = bench.ffmpeg()
                .start(FFmpeg.input("testsrc=s=64x64")
                        .format("lavfi")
                        .atNativeRate()
                        .output(bench.file("endless.mp4"))
                        .duration(Duration.ofMinutes(10)));
        CompletableFuture<FFmpegResult> whole = bench.ffmpeg()
                .execute(FFmpeg.input(bench.media().videoOnly(LENGTH))
                        .output(bench.file("whole.mp4"))
                        .codec("copy"));
        assertThat(whole.get(30, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Completed());
        assertThat(endless.result()).isNotDone();
        assertThat(endless.stop().outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(bench.playable(bench.file("whole.mp4")).frames()).isEqualTo(25);
    }
}
