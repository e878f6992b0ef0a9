package io.github.asyncffmpeg.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.FFmpegVersion;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RunJsonSecretsTest {

    private static final List<String> COMMAND = List.of(
            "ffmpeg",
            "-passphrase",
            "abc",
            "-headers",
            "X-Key: k3y-k3y-k3y\r\n",
            "-i",
            "https://ann:hunter22@h/a",
            "abc");
    private static final FFmpegJob JOB = FFmpegJob.of(StreamSpec.ofArguments(COMMAND.subList(1, COMMAND.size())))
            .environment("API", "t0k3n-t0k3n");
    private static final String SAID = "hunter22, k3y-k3y-k3y and t0k3n-t0k3n";

    private static void isClean(String json) {
        assertThat(json)
                .doesNotContain("hunter22")
                .doesNotContain("k3y-k3y")
                .doesNotContain("t0k3n-t0k3n")
                .contains("***");
    }

    @Test
    void whatComesBackIsWrittenWithoutSecrets() {
        RunJson json = RunJson.create().hidingSecretsOf(JOB);
        FFmpegResult result = new FFmpegResult(
                new Outcome.Completed(),
                OptionalInt.of(0),
                COMMAND,
                Optional.empty(),
                List.of(SAID),
                Duration.ZERO,
                "hunter22 in media".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                List.of(),
                List.of());
        String text = json.toJson(result);
        isClean(text);
        FFmpegResult there = json.result(text);
        assertThat(there.command())
                .containsExactly(
                        "ffmpeg", "-passphrase", "***", "-headers", "X-Key: ***\r\n", "-i", "https://***@h/a", "abc");
        assertThat(there.logTail()).containsExactly("***, *** and ***");
        assertThat(there.stdout()).as("media").isEqualTo(result.stdout());

        Failure failure =
                new Failure(FailureKind.UNRECOGNISED, Optional.empty(), Optional.empty(), Optional.of(SAID), List.of());
        FFmpegProcessException error = new FFmpegProcessException(
                "FFmpeg failed: " + SAID,
                failure,
                new FFmpegProcessException.Run(
                        1, COMMAND, List.of(SAID), Duration.ZERO, new Outcome.Failed(false), List.of(), List.of()),
                null);
        isClean(json.toJson(error));
        assertThat(json.error(json.toJson(error)).failure().causeLine()).contains("***, *** and ***");
        isClean(json.toJson(new LogLine(LogLevel.ERROR, null, SAID, "[error] " + SAID)));
        isClean(json.toJson(new Started(7, FFmpegVersion.parse("6.0"), COMMAND)));
    }

    @Test
    void theSecretsOfItsOwnCommandAreHiddenWithoutTheJob() {
        String text = RunJson.create().toJson(new Started(7, FFmpegVersion.parse("6.0"), COMMAND));
        assertThat(text).doesNotContain("hunter22").doesNotContain("k3y-k3y").contains("\"-passphrase\",\"***\"");
        assertThat(RunJson.create().toJson(new LogLine(LogLevel.ERROR, null, "https://a:b@h/x", "https://a:b@h/x")))
                .contains("https://***@h/x")
                .doesNotContain("a:b@");
    }
}
