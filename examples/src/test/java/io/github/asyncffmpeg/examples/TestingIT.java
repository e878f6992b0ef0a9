package io.github.asyncffmpeg.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.Behaviour;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.MediaFiles;
import io.github.asyncffmpeg.testkit.Playable;
import io.github.asyncffmpeg.testkit.ProbeAnswer;
import io.github.asyncffmpeg.testkit.StandInFFmpeg;
import io.github.asyncffmpeg.testkit.StandInFFprobe;
import io.github.asyncffmpeg.testkit.StandInRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The code of docs/testing.md: tests as a user of the library writes them. */
class TestingIT {

    // region: testing-stand-in
    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** An FFmpeg of the library that runs the stand-in, which starts in a tenth of a second and encodes nothing. */
    private FFmpeg standIn(Behaviour... behaviours) throws IOException {
        Path folder = leaks.tempDirectory(); // deleted after the test
        StandInFFmpeg.install(folder, behaviours);
        FFmpeg.Builder builder = FFmpeg.builder().executable(folder);
        leaks.environment().forEach(builder::environment); // by this mark the check finds its processes
        return builder.build();
    }
    // endregion

    // region: testing-failure
    @Test
    void tellsTheUserThatTheDiskIsFull() throws Exception {
        FFmpeg ffmpeg = standIn(
                Behaviour.logsLast("av_interleaved_write_frame(): No space left on device"),
                Behaviour.exitsAfter(3, 228)); // three reports of progress, then the end

        assertThatThrownBy(() -> ffmpeg.run(FFmpeg.input("in.mp4").output("out.mp4")))
                .isInstanceOfSatisfying(
                        FFmpegProcessException.class,
                        error -> assertThat(error.failure().kind()).isEqualTo(FailureKind.DISK_FULL));
    }
    // endregion

    // region: testing-stop
    @Test
    void aStopAsksAndDoesNotKill() throws Exception {
        Path records = leaks.tempDirectory();
        FFmpeg ffmpeg = standIn(Behaviour.records(records));
        FFmpegProcess process = ffmpeg.start(FFmpeg.input("in.mp4").output("out.mp4"));
        await().until(() -> process.lastProgress().isPresent());

        FFmpegResult result = process.stop();

        assertThat(result.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(StandInRecord.of(records, process.pid()).signals("TERM")).isZero(); // it was asked by `q`
    }
    // endregion

    // region: testing-probe
    @Test
    void refusesWhatIsTooLong() throws Exception {
        Path folder = leaks.tempDirectory();
        StandInFFmpeg.install(folder); // ffprobe is looked for beside ffmpeg
        StandInFFprobe.answering(ProbeAnswer.video(1280, 720, Duration.ofMinutes(5)))
                .answering("opera.mp4", ProbeAnswer.video(1920, 1080, Duration.ofHours(4)))
                .answering("notes.txt", ProbeAnswer.fails("Invalid data found when processing input"))
                .install(folder);
        FFmpeg ffmpeg = FFmpeg.builder().executable(folder).build();

        MediaInfo opera = ffmpeg.probe(Path.of("uploads/opera.mp4")); // no such file is needed

        assertThat(opera.duration()).contains(Duration.ofHours(4));
        assertThatThrownBy(() -> ffmpeg.probe(Path.of("notes.txt"))).hasMessageContaining("Invalid data");
    }
    // endregion

    private FFmpeg real() {
        FFmpeg.Builder builder = FFmpeg.builder();
        leaks.environment().forEach(builder::environment);
        return builder.build();
    }

    // region: testing-media
    @Test
    void keepsThePhoneVideoUpright() throws Exception {
        FFmpeg ffmpeg = real();
        Map<String, String> environment = new HashMap<>();
        ffmpeg.binary().prepare(environment); // what the bundled FFmpeg needs to find its libraries
        Path program = ffmpeg.binary().ffmpeg();
        Path phone = MediaFiles.in(leaks.tempDirectory(), program, environment).rotatedPortrait(Duration.ofSeconds(1));
        Path out = leaks.tempDirectory().resolve("out.mp4");

        ffmpeg.run(FFmpeg.input(phone).filter("scale", 320, -2).output(out));

        assertThat(Playable.check(program, environment, out).frames()).isEqualTo(25); // decodes all of it
    }
    // endregion
}
