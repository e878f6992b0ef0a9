package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.locate.FFmpegEnvironment;
import io.github.asyncffmpeg.internal.locate.LocatedBinary;
import io.github.asyncffmpeg.media.FFmpegVersion;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launches that fail before there is a process. */
class LaunchTest {

    private static final FFmpegJob TO_STDOUT =
            FFmpegJob.of(StreamSpec.ofArguments(List.of("-i", "x", "-f", "matroska", "pipe:1")));

    @TempDir
    Path folder;

    @Test
    void takesATimeoutLongerThanTheClock() {
        FFmpegJob job = TO_STDOUT.timeout(Duration.ofSeconds(Long.MAX_VALUE)).directory(folder.resolve("gone"));
        FFmpegRun run = run(folder.resolve("ffmpeg"));
        assertThat(run.launch(job)).isFalse();
        assertThatThrownBy(run::await)
                .isInstanceOf(FFmpegStartException.class)
                .hasMessageContaining("its directory does not exist");
    }

    @Test
    void refusesAStallTimeoutWhereNothingReports() {
        FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments("-progress", "reports", "-i", "x", "y.mkv"))
                .stallTimeout(Duration.ofSeconds(1));
        FFmpegRun run = run(folder.resolve("ffmpeg"));
        assertThat(run.launch(job)).isFalse();
        assertThatThrownBy(run::await)
                .isInstanceOf(FFmpegSpecException.class)
                .hasMessageContaining("-progress of its own");
    }

    @Test
    void saysWhichProgramCouldNotBeStartedAndLeavesNoFolderBehind() throws IOException {
        long before = temporaryFolders();
        FFmpegRun run = run(folder.resolve("ffmpeg"));
        assertThat(run.launch(TO_STDOUT)).isFalse();
        assertThatThrownBy(run::await)
                .isInstanceOf(FFmpegStartException.class)
                .hasMessageContaining(folder.resolve("ffmpeg").toString());
        assertThat(temporaryFolders()).isEqualTo(before);
    }

    @Test
    void leavesNoFolderBehindWhenTheCommandLineCannotBeMade() throws IOException {
        long before = temporaryFolders();
        FFmpegRun run = run(null);
        assertThat(run.launch(TO_STDOUT)).isFalse();
        assertThatThrownBy(run::await).hasRootCauseInstanceOf(NullPointerException.class);
        assertThat(temporaryFolders()).isEqualTo(before);
    }

    private static FFmpegRun run(Path ffmpeg) {
        FFmpegBinary binary = new LocatedBinary(
                ffmpeg, Optional.empty(), FFmpegVersion.parse("8.0"), "a test", FFmpegEnvironment.UNCHANGED);
        return new FFmpegRun(new RunSettings(() -> binary, Duration.ofSeconds(8), Map.of(), false, null));
    }

    private static long temporaryFolders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            String ours = "asyncffmpeg-" + ProcessHandle.current().pid() + "-";
            return all.filter(path -> path.getFileName().toString().startsWith(ours))
                    .count();
        }
    }
}
