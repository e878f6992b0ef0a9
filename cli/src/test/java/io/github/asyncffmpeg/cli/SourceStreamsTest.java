package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceStreamsTest {

    @Test
    void readsTheAnnouncementOfAPhoneVideoWithEverything() {
        SourceStreams streams = SourceStreams.parse(List.of(
                "Input #0, matroska,webm, from 'file:a.mkv':",
                "  Duration: 01:00:08.34, start: 0.000000, bitrate: 736 kb/s",
                "  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p, 1920x1080",
                "      displaymatrix: rotation of -90.00 degrees",
                "  Stream #0:1(eng): Audio: aac (LC), 48000 Hz, stereo, fltp",
                "  Stream #0:2: Subtitle: subrip (srt)",
                "  Stream #0:3: Subtitle: hdmv_pgs_subtitle (pgssub)",
                "  Stream #0:4[0x5](eng): Data: none (mebx / 0x7862656D)",
                "  Stream #0:5: Video: mjpeg (Baseline), yuvj420p, 299x394 (attached pic)",
                "Output #0, ffmetadata, to 'pipe:1':",
                "  Stream #0:0: Video: not one of the input"));

        assertThat(streams.duration()).contains(Duration.ofSeconds(3_608, 340_000_000));
        assertThat(streams.streams())
                .extracting(SourceStreams.Stream::index, SourceStreams.Stream::kind)
                .map(Object::toString)
                .containsExactly(
                        "(0, VIDEO)", "(1, AUDIO)", "(2, TEXT_SUBTITLE)", "(3, PICTURE_SUBTITLE)", "(5, COVER)");
    }

    @Test
    void knowsNoDurationWhereFFmpegDoesNot() {
        assertThat(SourceStreams.parse(List.of("  Duration: N/A, bitrate: N/A")).duration())
                .isEmpty();
    }
}
