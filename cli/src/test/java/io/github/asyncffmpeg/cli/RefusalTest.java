package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalTest {

    private static FFmpegProcessException failed(String cause, String... log) {
        Failure failure = new Failure(
                FailureKind.UNRECOGNISED, Optional.empty(), Optional.empty(), Optional.of(cause), List.of());
        return new FFmpegProcessException(
                "failed", 234, List.of(), List.of(log), failure, Duration.ZERO, new Outcome.Failed(false), null);
    }

    @Test
    void namesTheCodecTheContainerCannotHoldAndFFmpegsWords() {
        String line = "Could not find tag for codec theora in stream #0, codec not currently supported in container";
        assertThat(Refusal.sentence("output1.mp4", failed("other", "[mp4 @ 0x55d1] " + line)))
                .isEqualTo(
                        "output1.mp4 was not written, because an mp4 file cannot hold theora (FFmpeg: " + line + ").");
    }

    @Test
    void givesTheParticularReasonAndNotTheLineThatNamesTheFileAgain() {
        assertThat(Refusal.reason(failed("moov atom not found; Error opening input: Invalid data found when processing "
                        + "input; Error opening input file file:/a.mp4.")))
                .contains("moov atom not found; Invalid data found when processing input");
    }
}
