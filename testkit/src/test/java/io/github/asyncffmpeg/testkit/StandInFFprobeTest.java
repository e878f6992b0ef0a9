package io.github.asyncffmpeg.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.PacketInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandInFFprobeTest {

    private static final ProbeAnswer TEN_SECONDS = ProbeAnswer.video(1280, 720, Duration.ofSeconds(10));

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private FFmpeg with(StandInFFprobe ffprobe) throws IOException {
        Path folder = leaks.tempDirectory();
        StandInFFmpeg.install(folder);
        ffprobe.install(folder);
        FFmpeg.Builder builder = FFmpeg.builder().executable(folder);
        leaks.environment().forEach(builder::environment);
        return builder.build();
    }

    @Test
    void saysWhatAVideoIsThatNobodyMade() throws Exception {
        MediaInfo info = with(StandInFFprobe.answering(TEN_SECONDS)).probe(Path.of("/nowhere/talk.mp4"));
        assertThat(info.duration()).contains(Duration.ofSeconds(10));
        assertThat(info.displaySize()).contains(new FrameSize(1280, 720));
        assertThat(info.video().orElseThrow().codecName()).contains("h264");
        assertThat(info.audio().orElseThrow().codecName()).contains("aac");
        assertThat(info.formats()).contains("mp4");
    }

    @Test
    void saysSomethingElseOfAFileByItsName() throws Exception {
        FFmpeg ffmpeg = with(StandInFFprobe.answering(TEN_SECONDS)
                .answering("it's a song.m4a", ProbeAnswer.audio(Duration.ofMillis(1_500)))
                .answering("broken.mp4", ProbeAnswer.fails("Invalid data found when processing input")));
        MediaInfo song = ffmpeg.probe(Path.of("music/it's a song.m4a"));
        assertThat(song.hasVideo()).isFalse();
        assertThat(song.duration()).contains(Duration.ofMillis(1_500));
        assertThat(ffmpeg.probe("it's a song.m4a").hasVideo()).isFalse();
        assertThat(ffmpeg.probe(Path.of("other.mp4")).hasVideo()).isTrue();
        assertThatThrownBy(() -> ffmpeg.probe(Path.of("broken.mp4")))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("broken.mp4")
                .hasMessageContaining("Invalid data found when processing input");
    }

    @Test
    void hangsUntilItIsKilled() throws Exception {
        FFmpeg ffmpeg = with(StandInFFprobe.answering(ProbeAnswer.hanging()));
        ProbeRequest request = ProbeRequest.of(Path.of("camera.mp4")).timeout(Duration.ofMillis(300));
        assertThatThrownBy(() -> ffmpeg.ffprobe().probe(request)).isInstanceOf(FFmpegProcessException.class);
    }

    @Test
    void answersForPacketsTooWhenItsJsonHasThem() throws Exception {
        FFmpeg ffmpeg = with(StandInFFprobe.answering(ProbeAnswer.json("""
                {"packets": [{"codec_type": "video", "stream_index": 0, "size": "1000"}, {"size": "24"}]}""")));
        try (Stream<PacketInfo> packets = ffmpeg.ffprobe().packets(ProbeRequest.of(Path.of("a.mp4")))) {
            assertThat(packets.mapToLong(packet -> packet.size().orElse(0)).sum())
                    .isEqualTo(1024);
        }
    }
}
