package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.process.AwakeClock;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeLimitsTest {

    @TempDir
    Path folder;

    private final List<StopReason> stops = new ArrayList<>();

    private TimeLimits limits() {
        StreamSpec spec = StreamSpec.ofArguments("-i", "in.mp4", "out.mp4");
        CompiledCommand command = CompiledCommand.of(spec);
        RunLog log = Meters.log();
        return new TimeLimits(
                FFmpegJob.of(spec).stallTimeout(Duration.ofMillis(1)),
                log,
                new OutputFiles(command.outputs(), folder),
                new Stops(),
                AwakeClock.nanos());
    }

    private final class Stops implements RunControl {

        @Override
        public void stop(StopReason why) {
            stops.add(why);
        }

        @Override
        public void failWith(StopReason why, Throwable error) {
            throw new AssertionError(error);
        }

        @Override
        public void failAtMostWith(Throwable error) {
            throw new AssertionError(error);
        }

        @Override
        public void hasEnough(boolean nothingElse) {
            throw new AssertionError();
        }

        @Override
        public void cutShort(TimeoutException why, String what) {
            throw new AssertionError(why);
        }

        @Override
        public boolean whenListenedTo(Runnable read) {
            throw new AssertionError();
        }
    }

    @Test
    void aRunThatDoesNotMoveIsStopped() {
        limits().look();
        assertThat(stops).containsExactly(StopReason.STALL);
    }

    /** A disk may take long to answer; a run that completed meanwhile must not be told to have stalled. */
    @Test
    void aRunThatEndsWhileItsFilesAreLookedAtIsNoStall() {
        TimeLimits limits = limits();
        limits.over();
        limits.look();
        assertThat(stops).isEmpty();
    }
}
