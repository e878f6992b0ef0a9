package io.github.asyncffmpeg.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.internal.locate.FFmpegEnvironment;
import io.github.asyncffmpeg.internal.locate.LocatedBinary;
import io.github.asyncffmpeg.media.FFmpegVersion;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requests as command lines. */
class QuestionTest {

    private static final MediaTarget TARGET = MediaTarget.of("in.mp4");

    @Test
    void anOptionComesBeforeTheInput() {
        ProbeRequest request = ProbeRequest.of(TARGET)
                .format("mov")
                .option("probesize", 5000)
                .option("analyzeduration", "1M")
                .streams("v:0")
                .countFrames()
                .countPackets();
        assertThat(Question.everything(request).command(binary("5.1.9"), request, TARGET))
                .containsExactly(
                        "/opt/ffprobe",
                        "-loglevel",
                        "error",
                        "-of",
                        "json=compact=1",
                        "-show_format",
                        "-show_streams",
                        "-show_chapters",
                        "-show_programs",
                        "-count_frames",
                        "-count_packets",
                        "-select_streams",
                        "v:0",
                        "-f",
                        "mov",
                        "-probesize",
                        "5000",
                        "-analyzeduration",
                        "1M",
                        "-i",
                        "in.mp4");
    }

    @Test
    void intervalsAreOneOption() {
        ProbeRequest request = ProbeRequest.of(TARGET)
                .interval(Duration.ofMillis(1500), Duration.ofSeconds(2))
                .interval("50%+#3");
        assertThat(Question.packets(request).command(binary("8.0.1"), request, TARGET))
                .containsSubsequence("-show_packets", "-read_intervals", "1.5%+2,50%+#3", "-i", "in.mp4");
    }

    @Test
    void streamGroupsAreAskedOfThoseWhoKnowThem() {
        ProbeRequest request = ProbeRequest.of(TARGET);
        Question question = Question.everything(request);
        assertThat(question.command(binary("5.1.9"), request, TARGET)).doesNotContain("-show_stream_groups");
        assertThat(question.command(binary("7.0"), request, TARGET)).doesNotContain("-show_stream_groups");
        assertThat(question.command(binary("8.0.1"), request, TARGET)).contains("-show_stream_groups");
    }

    @Test
    void aFileIsNoPatternAndAStringMayBe() {
        ProbeRequest file = ProbeRequest.of(Path.of("-a%03d.png"));
        assertThat(Question.everything(file).command(binary("8.0.1"), file, MediaTarget.of(Path.of("-a%03d.png"))))
                .containsSubsequence("-pattern_type", "none", "-i", "file:-a%03d.png");
        ProbeRequest pattern = ProbeRequest.of("a%03d.png");
        assertThat(Question.everything(pattern).command(binary("8.0.1"), pattern, MediaTarget.of("a%03d.png")))
                .doesNotContain("-pattern_type");
    }

    @Test
    void whatReadsTheWholeFileHasNoLimitUnlessItIsGivenOne() {
        ProbeRequest request = ProbeRequest.of(TARGET);
        assertThat(Question.everything(request).limit()).contains(Duration.ofSeconds(30));
        assertThat(Question.everything(request.countPackets()).limit()).isEmpty();
        assertThat(Question.packets(request).limit()).isEmpty();
        ProbeRequest limited = request.timeout(Duration.ofSeconds(2)).countFrames();
        assertThat(Question.everything(limited).limit()).contains(Duration.ofSeconds(2));
        assertThat(Question.frames(limited).limit()).contains(Duration.ofSeconds(2));
    }

    @Test
    void whatCannotBeIsRefused() {
        ProbeRequest request = ProbeRequest.of(TARGET);
        assertThatThrownBy(() -> request.timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.maxOutput(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.interval(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.interval(Duration.ofSeconds(-1), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.option("a b", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.option("x", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.streams("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutFfprobeItSaysSo() {
        ProbeRequest request = ProbeRequest.of(TARGET);
        FFmpegBinary none = new LocatedBinary(
                Path.of("/opt/ffmpeg"),
                Optional.empty(),
                FFmpegVersion.parse("8.0.1"),
                "PATH",
                FFmpegEnvironment.UNCHANGED);
        assertThatThrownBy(() -> Question.everything(request).command(none, request, TARGET))
                .isInstanceOf(FFmpegNotFoundException.class)
                .hasMessageContaining("ffprobe");
    }

    private static FFmpegBinary binary(String version) {
        return new LocatedBinary(
                Path.of("/opt/ffmpeg"),
                Optional.of(Path.of("/opt/ffprobe")),
                FFmpegVersion.parse(version),
                "PATH",
                FFmpegEnvironment.UNCHANGED);
    }
}
