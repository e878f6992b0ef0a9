package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.failure.FailureReading;
import io.github.asyncffmpeg.probe.MediaInfo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceStreamsTest {

    private static String stream(int index, String type, String codec) {
        return "{\"index\": %d, \"codec_type\": \"%s\", \"codec_name\": \"%s\"}".formatted(index, type, codec);
    }

    private static SourceStreams streams(String... streams) {
        return SourceStreams.of(MediaInfo.parse("{\"streams\": [" + String.join(",", streams) + "]}"));
    }

    private static CannotStart refusal(int exitCode, Outcome outcome, String... log) {
        Failure failure = FailureReading.of(List.of(log), exitCode, List.of("file:a.mp4"), List.of());
        return SourceStreams.cannotStart(
                new FFmpegProcessException(
                        "failed",
                        failure,
                        new FFmpegProcessException.Run(
                                exitCode, List.of(), List.of(log), Duration.ZERO, outcome, List.of(), List.of()),
                        null),
                "a.mp4");
    }

    @Test
    void knowsTheStreamsOfAPhoneVideoWithEverything() {
        SourceStreams streams = streams(
                stream(0, "video", "h264"),
                stream(1, "audio", "aac"),
                stream(2, "subtitle", "subrip"),
                stream(3, "subtitle", "hdmv_pgs_subtitle"),
                stream(4, "data", "none"),
                "{\"index\": 5, \"codec_type\": \"video\", \"codec_name\": \"mjpeg\", "
                        + "\"disposition\": {\"attached_pic\": 1}}",
                "{\"index\": 6}");

        assertThat(streams.streams())
                .extracting(SourceStreams.Stream::index, SourceStreams.Stream::kind)
                .map(Object::toString)
                .containsExactly(
                        "(0, VIDEO)", "(1, AUDIO)", "(2, TEXT_SUBTITLE)", "(3, PICTURE_SUBTITLE)", "(5, COVER)");
    }

    @Test
    void leavesOutASubtitleOfWhichFFmpegDoesNotKnowTheCodec() {
        assertThat(streams("{\"index\": 1, \"codec_type\": \"subtitle\"}").streams())
                .containsExactly(new SourceStreams.Stream(1, SourceStreams.Kind.PICTURE_SUBTITLE, "none"));
    }

    @Test
    void givesFFmpegsReasonForAFileItCannotRead() {
        CannotStart reason =
                refusal(1, new Outcome.Failed(false), "file:a.mp4: Invalid data found when processing input");
        assertThat(reason)
                .hasMessage("a.mp4 is nothing that FFmpeg can read: Invalid data found when processing input.");
        assertThat(reason.exitCode()).isEqualTo(2);
        assertThat(refusal(1, new Outcome.Failed(false)))
                .hasMessage("a.mp4 is nothing that FFmpeg can read: it gives no reason.");
    }

    @Test
    void saysThatItWasStoppedAndBlamesNoFile() {
        String stopped = "Stopped before anything was started.";
        assertThat(refusal(137, new Outcome.Killed(StopReason.SHUTDOWN))).hasMessage(stopped);
        CannotStart ctrlC = refusal(130, new Outcome.Failed(false));
        assertThat(ctrlC).hasMessage(stopped);
        assertThat(ctrlC.exitCode()).isEqualTo(130);
    }

    @Test
    void saysHowLongItWaitedForAFileThatTakesTooLong() {
        assertThat(refusal(137, new Outcome.TimedOut(StopReason.TIMEOUT, Duration.ofSeconds(30), false)))
                .hasMessage("FFmpeg was still reading the beginning of a.mp4 after 30.0 s.");
    }
}
