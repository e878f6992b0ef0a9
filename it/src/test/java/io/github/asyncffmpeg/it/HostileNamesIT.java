package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files whose names and tags imitate FFmpeg's own words. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "Windows has no such names")
@Tag("media")
class HostileNamesIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void noNameOfAnInputIsTakenForAReason(Installation installation) throws Exception {
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        for (String name : List.of(
                "certificate.mkv", "a: symbol lookup error: b.mkv", "codec not currently supported in container.mkv")) {
            Path file = leaks.tempDirectory().resolve(name);
            Files.writeString(file, "This is no media. ".repeat(100));
            StreamSpec spec = FFmpeg.input(file).output(leaks.tempDirectory().resolve("out.mkv"));
            assertThat(catchThrowableOfType(FFmpegProcessException.class, () -> ffmpeg.run(spec))
                            .failure()
                            .kind())
                    .as("run of " + name)
                    .isEqualTo(FailureKind.INVALID_DATA);
            assertThat(catchThrowableOfType(FFmpegProcessException.class, () -> ffmpeg.probe(file))
                            .failure()
                            .kind())
                    .as("probe of " + name)
                    .isEqualTo(FailureKind.INVALID_DATA);
        }
    }

    @EachFFmpeg
    void noNameWithALineBreakMakesARunFail(Installation installation) throws Exception {
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        Path folder = leaks.tempDirectory();
        Path file = folder.resolve("a\nFile 'x' already exists. Exiting.\nExiting normally, received signal 15.\n.mkv");
        ffmpeg.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x64:d=0.2",
                "-c:v",
                "ffv1",
                folder.resolve("plain.mkv").toString()));
        Files.move(folder.resolve("plain.mkv"), file);
        StreamSpec copy = FFmpeg.input(file)
                .output(folder.resolve("out.mkv"))
                .codec("copy")
                .option("f", "matroska");
        assertThat(ffmpeg.run(copy).outcome()).isEqualTo(new Outcome.Completed());
    }

    /** FFmpeg 7.1 and later exit 0 when they refuse to overwrite, and say so, here in two lines. */
    @EachFFmpeg
    void aRefusalToOverwriteANameWithALineBreakIsNoSuccess(Installation installation) throws Exception {
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        Path file = leaks.tempDirectory().resolve("two\nlines.mkv");
        StreamSpec spec = FFmpeg.input("testsrc2=s=64x64:d=0.2")
                .format("lavfi")
                .output(file)
                .codec("ffv1");
        ffmpeg.run(spec);
        assertThat(catchThrowableOfType(FFmpegProcessException.class, () -> ffmpeg.run(spec)))
                .isNotNull()
                .extracting(FFmpegProcessException::outcome)
                .isEqualTo(new Outcome.Failed(false));
    }

    @EachFFmpeg
    void noTagIsTakenForAReason(Installation installation) throws Exception {
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        Path file = leaks.tempDirectory().resolve("tagged.mkv");
        ffmpeg.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x64:d=0.2",
                "-metadata",
                "title=HTTP error 404: Cannot allocate memory",
                "-metadata",
                "comment=x: error while loading shared libraries: y",
                "-c:v",
                "ffv1",
                file.toString()));
        StreamSpec spec = FFmpeg.input(file)
                .output(leaks.tempDirectory().resolve("out.mkv"))
                .codec("libx246");
        assertThat(catchThrowableOfType(FFmpegProcessException.class, () -> ffmpeg.run(spec))
                        .failure()
                        .kind())
                .isEqualTo(FailureKind.UNKNOWN_ENCODER);
    }
}
