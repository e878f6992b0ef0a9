package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.log.ProgressDecoder;
import io.github.asyncffmpeg.media.FFmpegVersion;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;

class RunRecordTest {

    private static Duration cpuTimeSeen() {
        RunRecord record = new RunRecord(FFmpegJob.of(StreamSpec.ofArguments("-i", "a", "b")));
        record.tell(new Started(ProcessHandle.current().pid(), FFmpegVersion.parse("8.0.1"), List.of("ffmpeg")));
        List<Progress> blocks = new ArrayList<>();
        new ProgressDecoder(blocks::add).line("progress=end");
        record.tell(blocks.get(0));
        return record.cpuTime();
    }

    @Test
    void looksAtTheProcessOnlyWhileARecordingIsOn() {
        assertThat(cpuTimeSeen()).isZero();
        try (Recording recording = new Recording()) {
            recording.enable(RunEvent.class);
            recording.start();
            assertThat(cpuTimeSeen()).isPositive();
            recording.disable(RunEvent.class);
            assertThat(cpuTimeSeen()).isZero();
        }
    }
}
