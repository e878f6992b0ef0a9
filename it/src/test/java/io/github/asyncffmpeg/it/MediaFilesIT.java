package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.MediaFiles;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class MediaFilesIT {

    private static final Duration LENGTH = Duration.ofMillis(1200);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private MediaFiles media(Installation installation) throws IOException {
        return MediaFiles.in(leaks.tempDirectory(), installation.ffmpeg(), installation.environment());
    }

    private static Playable check(Installation installation, Path file) {
        return Playable.check(installation.ffmpeg(), installation.environment(), file);
    }

    /** What ffprobe says of the streams, a line each. */
    private String probe(Installation installation, Path file, String entries) throws Exception {
        List<String> command = List.of(
                installation.ffprobe().toString(),
                "-v",
                "error",
                "-show_entries",
                entries,
                "-of",
                "compact",
                file.toString());
        try (Child ffprobe = Child.start(leaks.tempDirectory(), installation.environment(), command)) {
            assertThat(ffprobe.exitCode()).isZero();
            return ffprobe.stdout();
        }
    }

    @EachFFmpeg
    void videoHasItsFramesAndItsLength(Installation installation) throws Exception {
        for (Path file : List.of(
                media(installation).videoWithAudio(LENGTH),
                media(installation).videoOnly(LENGTH),
                media(installation).rotatedPortrait(LENGTH),
                media(installation).oddSize(LENGTH),
                media(installation).withSubtitles(LENGTH))) {
            Playable playable = check(installation, file);
            assertThat(playable.frames()).as(file.toString()).isEqualTo(30);
            assertThat(playable.duration().toMillis()).isCloseTo(LENGTH.toMillis(), within(60L));
        }
    }

    @EachFFmpeg
    void audioHasItsLengthAndNoFrames(Installation installation) throws Exception {
        Playable playable = check(installation, media(installation).audioOnly(LENGTH));
        assertThat(playable.frames()).isZero();
        assertThat(playable.duration().toMillis()).isCloseTo(LENGTH.toMillis(), within(60L));
    }

    @EachFFmpeg
    void eachFileIsWhatItsNameSays(Installation installation) throws Exception {
        MediaFiles media = media(installation);
        assertThat(probe(installation, media.rotatedPortrait(LENGTH), "stream_side_data=rotation"))
                .contains("rotation=90");
        assertThat(probe(installation, media.oddSize(LENGTH), "stream=width,height"))
                .contains("width=321|height=241");
        assertThat(probe(installation, media.withSubtitles(LENGTH), "stream=codec_type"))
                .contains("video", "audio", "subtitle");
        assertThat(probe(installation, media.videoOnly(LENGTH), "stream=codec_type"))
                .doesNotContain("audio");
    }

    @EachFFmpeg
    void aFileIsMadeOnce(Installation installation) throws Exception {
        Path first = media(installation).videoOnly(LENGTH);
        var written = Files.getLastModifiedTime(first);
        assertThat(media(installation).videoOnly(LENGTH)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(written);
    }

    @EachFFmpeg
    void aFileThatIsCutShortIsNotPlayable(Installation installation) throws Exception {
        for (Path file : List.of(
                media(installation).videoWithAudio(LENGTH), media(installation).withSubtitles(LENGTH))) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
            }
            assertThatThrownBy(() -> check(installation, file))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("not playable: " + file);
        }
    }

    @EachFFmpeg
    void aMissingFileIsNotPlayable(Installation installation) throws Exception {
        Path missing = leaks.tempDirectory().resolve("missing.mp4");
        assertThatThrownBy(() -> check(installation, missing))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("No such file");
    }
}
