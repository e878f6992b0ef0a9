package io.github.asyncffmpeg.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is printed has no secrets; what a program reads of the same object is exact. */
class ShownTest {

    private static final String URL = "https://ann:hunter22@host/a.mp4";
    private static final List<String> COMMAND =
            List.of("ffmpeg", "-decryption_key", "feedfacefeed", "-i", URL, "out.mp4");

    @Test
    void aMessageHasNone() {
        String said = URL + ": key feedfacefeed is wrong, hunter22 too";
        Failure failure =
                new Failure(FailureKind.UNRECOGNISED, Optional.empty(), Optional.empty(), Optional.of(said), List.of());
        FFmpegProcessException error = new FFmpegProcessException(
                "FFmpeg failed: " + said,
                failure,
                new FFmpegProcessException.Run(
                        1, COMMAND, List.of(said), Duration.ZERO, new Outcome.Failed(false), List.of(), List.of()),
                null);
        assertThat(error)
                .hasToString(FFmpegProcessException.class.getName()
                        + ": FFmpeg failed: https://***@host/a.mp4: key *** is wrong, *** too");
        assertThat(error.command()).isEqualTo(COMMAND);
        assertThat(error.logTail()).containsExactly(said);
        assertThat(error.causeLine()).contains(said);
        assertThat(failure.toString()).doesNotContain("ann:hunter22");
        assertThat(new FFmpegStartException("no " + said, COMMAND, null))
                .hasMessage("no https://***@host/a.mp4: key *** is wrong, *** too");
        assertThat(new FFmpegSpecException("input '" + URL + "'")).hasMessage("input 'https://***@host/a.mp4'");
    }

    @Test
    void aCommandHasNoneUnlessItIsToBePasted() {
        FFmpegCommand command = FFmpegCommand.of(
                FFmpeg.input(URL).option("headers", "X-Key: abcdefgh").output("out.mp4"));
        assertThat(command.toString()).isEqualTo("ffmpeg -headers 'X-Key: ***' -i 'https://***@host/a.mp4' out.mp4");
        assertThat(command.describe()).doesNotContain("hunter22").doesNotContain("abcdefgh");
        assertThat(command.toShellString()).contains(URL).contains("abcdefgh");
        assertThat(command.arguments()).contains(URL);
    }

    @Test
    void nodesAndEventsHaveNone() {
        assertThat(FFmpeg.input(URL)).hasToString("input 'https://***@host/a.mp4'");
        assertThat(StreamSpec.ofArguments(List.of("-i", URL, "-passphrase", "abc", "x"))
                        .toString())
                .isEqualTo("-i https://***@host/a.mp4 -passphrase *** x");
        Started started = new Started(7, FFmpegVersion.parse("6.0"), COMMAND);
        assertThat(started.toString())
                .doesNotContain("hunter22")
                .doesNotContain("feedface")
                .contains("-decryption_key, ***");
        assertThat(started.raw()).contains("hunter22");
        LogLine line = new LogLine(LogLevel.ERROR, null, "Opening '" + URL + "'", "[error] Opening '" + URL + "'");
        assertThat(line).hasToString("Opening 'https://***@host/a.mp4'");
        assertThat(FFmpeg.builder().environment("API_TOKEN", "abcdefgh").build().toString())
                .contains("API_TOKEN=***")
                .doesNotContain("abcdefgh");
    }
}
