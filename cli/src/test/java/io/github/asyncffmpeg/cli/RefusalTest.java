package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefusalTest {

    private static FFmpegProcessException failed(FailureKind kind, String... cause) {
        Failure failure = new Failure(
                kind, Optional.empty(), Optional.empty(), Stream.of(cause).findFirst(), List.of());
        return new FFmpegProcessException(
                "failed", 234, List.of(), List.of(), failure, Duration.ZERO, new Outcome.Failed(false), null);
    }

    @Test
    void namesTheCodecTheContainerCannotHoldAndFFmpegsWords() {
        String line = "Could not find tag for codec theora in stream #0, codec not currently supported in container";
        assertThat(Refusal.sentence("output1.mp4", failed(FailureKind.CODEC_NOT_IN_CONTAINER, line)))
                .isEqualTo(
                        "output1.mp4 was not written, because an mp4 file cannot hold theora (FFmpeg: " + line + ").");
    }

    @Test
    void givesFFmpegsOwnReasonOrSaysThatThereIsNone() {
        assertThat(Refusal.sentence("o.mp4", failed(FailureKind.MOOV_MISSING, "moov atom not found")))
                .isEqualTo("o.mp4 was not written: moov atom not found.");
        assertThat(Refusal.sentence(
                        "o.mp4", failed(FailureKind.NO_SUCH_STREAM, "Stream map '0:s' matches no streams.")))
                .isEqualTo("o.mp4 was not written: Stream map '0:s' matches no streams.");
        assertThat(Refusal.sentence("o.mp4", failed(FailureKind.UNRECOGNISED)))
                .isEqualTo("o.mp4 was not written: FFmpeg ended with exit code 234 without a reason.");
    }
}
