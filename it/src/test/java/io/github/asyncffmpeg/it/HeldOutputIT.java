package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.engine.FFmpegRun;
import io.github.asyncffmpeg.internal.engine.RunSettings;
import io.github.asyncffmpeg.internal.staging.CheckedOutputs;
import io.github.asyncffmpeg.internal.staging.OutputSettlement;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Written and checked by the engine, and committed by somebody else. */
@Tag("media")
class HeldOutputIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void whatIsHeldHasItsNameWhenItIsCommitted(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FFmpegRun run = new FFmpegRun(
                new RunSettings(bench.ffmpeg()::binary, Duration.ofSeconds(8), leaks.environment(), true, null));
        AtomicReference<CheckedOutputs.Held> held = new AtomicReference<>();
        run.commitBy(outputs -> {
            held.set(outputs.held());
            return held.get().settled();
        });
        Path out = bench.file("out.mkv");
        run.launch(FFmpegJob.of(StreamSpec.ofArguments(
                        "-f", "lavfi", "-i", "testsrc=s=64x48:r=25:d=1", "-c:v", "mpeg4", out.toString()))
                .partialOutput(PartialOutput.KEEP));
        assertThat(run.await().outcome()).isEqualTo(new Outcome.Completed());
        assertThat(out).doesNotExist();
        OutputSettlement settled = held.get().commitment().commit();
        assertThat(settled.fates()).extracting(OutputFate::state).containsExactly(OutputFate.State.COMMITTED);
        assertThat(held.get().commitment().commit()).isEqualTo(settled);
        assertThat(bench.playable(out).frames()).isEqualTo(25);
    }
}
