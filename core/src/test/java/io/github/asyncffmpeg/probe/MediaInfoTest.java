package io.github.asyncffmpeg.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.media.Rational;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the typed records make of fields, the odd ones above all. */
class MediaInfoTest {

    @Test
    void fractionsAreExactAndZeroOnesAreUnknown() {
        VideoStreamInfo video =
                video("\"r_frame_rate\":\"30000/1001\",\"avg_frame_rate\":\"0/0\",\"time_base\":\"1/0\"");
        assertThat(video.baseFrameRate()).contains(new Rational(30000, 1001));
        assertThat(video.averageFrameRate()).isEmpty();
        assertThat(video.timeBase()).isEmpty();
        assertThat(video.frameRatesDiffer()).isFalse();
        assertThat(video("\"r_frame_rate\":\"25/1\",\"avg_frame_rate\":\"50/2\"")
                        .frameRatesDiffer())
                .isFalse();
        assertThat(video("\"r_frame_rate\":\"60/1\",\"avg_frame_rate\":\"30000/1001\"")
                        .frameRatesDiffer())
                .isTrue();
    }

    @Test
    void timesAreExactToTheNanosecond() {
        VideoStreamInfo video = video("\"time_base\":\"1001/30000\",\"start_pts\":-1,\"start_time\":\"-0.033367\","
                + "\"duration_ts\":30000,\"duration\":\"1001.000000\"");
        assertThat(video.start()).contains(Duration.ofNanos(-33_366_667));
        assertThat(video.duration()).contains(Duration.ofSeconds(1001));
        assertThat(video.durationTicks()).hasValue(30000);
        assertThat(video("\"duration\":\"-0.020227\"").duration()).contains(Duration.ofNanos(-20_227_000));
        assertThat(video("\"duration\":\"N/A\"").duration()).isEmpty();
        assertThat(video("\"duration\":\"nan\"").duration()).isEmpty();
        assertThat(video("\"duration\":\"1e999999999\"").duration()).isEmpty();
        assertThat(video("\"time_base\":\"9223372036854775807/1\",\"duration_ts\":9223372036854775807")
                        .duration())
                .isEmpty();
    }

    /** A tag may say anything, and each of these is a number of up to a billion digits. */
    @Test
    @Timeout(10)
    void aHugeExponentIsNoTime() {
        String tags = "\"tags\":{\"a\":\"1e80000000\",\"b\":\"-1E+999999990\",\"c\":\"1e-80000000\",\"d\":\"1e2\"}";
        ProbeSection section = video(tags).section().section("tags");
        assertThat(section.seconds("a")).isEmpty();
        assertThat(section.seconds("b")).isEmpty();
        assertThat(section.seconds("c")).isEmpty();
        assertThat(section.seconds("d")).contains(Duration.ofSeconds(100));
    }

    @Test
    void theDisplaySizeIsAfterAspectRatioAndRotation() {
        assertThat(video("\"width\":720,\"height\":576,\"sample_aspect_ratio\":\"64:45\"")
                        .displaySize())
                .contains(new FrameSize(1024, 576));
        String upright = "\"width\":720,\"height\":576,\"sample_aspect_ratio\":\"64:45\",\"side_data_list\":["
                + "{\"side_data_type\":\"Display Matrix\",\"rotation\":-90}]";
        assertThat(video(upright).displaySize()).contains(new FrameSize(576, 1024));
        assertThat(video(upright).rotation()).isEqualTo(90);
        assertThat(video("\"width\":8,\"height\":6,\"sample_aspect_ratio\":\"0:1\"")
                        .displaySize())
                .contains(new FrameSize(8, 6));
        assertThat(video("\"width\":0,\"height\":0").displaySize()).isEmpty();
        assertThat(video("\"width\":8,\"height\":6,\"sample_aspect_ratio\":\"2147483647:1\"")
                        .displaySize())
                .isPresent();
    }

    @Test
    void aCoverIsNoVideo() {
        MediaInfo info = MediaInfo.parse("{\"streams\":[{\"index\":0,\"codec_type\":\"audio\"},"
                + "{\"index\":1,\"codec_type\":\"video\",\"disposition\":{\"default\":0,\"attached_pic\":1}}]}");
        assertThat(info.hasVideo()).isFalse();
        assertThat(info.hasAudio()).isTrue();
        assertThat(info.covers())
                .singleElement()
                .satisfies(cover -> assertThat(cover.dispositions()).containsExactly("attached_pic"));
        assertThat(info.streams().get(1).index()).isEqualTo(1);
    }

    @Test
    void sideDataHasTheTypeThatFits() {
        VideoStreamInfo video = video("""
                "side_data_list":[
                  {"side_data_type":"Display Matrix","displaymatrix":"\\n00000000:            0      -65536           0\\n00000001:        65536           0           0\\n00000002:            0           0  1073741824\\n","rotation":90},
                  {"side_data_type":"Mastering display metadata","red_x":"34000/50000","min_luminance":"0/10000","max_luminance":"10000000/10000"},
                  {"side_data_type":"Content light level metadata","max_content":1000,"max_average":400},
                  {"side_data_type":"DOVI configuration record","dv_profile":8,"dv_level":6,"dv_bl_signal_compatibility_id":1},
                  {"side_data_type":"Stereo 3D","type":"side by side","inverted":1},
                  {"side_data_type":"Spherical Mapping","projection":"equirectangular"},
                  {"side_data_type":"Something new","x":"y"}]
                """);
        assertThat(video.sideData(SideData.DisplayMatrix.class).orElseThrow().matrix())
                .containsExactly(0, -65536, 0, 65536, 0, 0, 0, 0, 1073741824);
        SideData.MasteringDisplay display =
                video.sideData(SideData.MasteringDisplay.class).orElseThrow();
        assertThat(display.chromaticity("red_x")).contains(new Rational(34000, 50000));
        assertThat(display.minLuminance()).contains(new Rational(0, 10000));
        assertThat(display.maxLuminance()).contains(new Rational(10000000, 10000));
        SideData.ContentLight light =
                video.sideData(SideData.ContentLight.class).orElseThrow();
        assertThat(light.maxContent()).hasValue(1000);
        assertThat(light.maxAverage()).hasValue(400);
        SideData.DolbyVision dolby = video.sideData(SideData.DolbyVision.class).orElseThrow();
        assertThat(dolby.profile()).hasValue(8);
        assertThat(dolby.level()).hasValue(6);
        assertThat(dolby.compatibilityId()).hasValue(1);
        SideData.Stereo3D stereo = video.sideData(SideData.Stereo3D.class).orElseThrow();
        assertThat(stereo.packing()).contains("side by side");
        assertThat(stereo.isInverted()).isTrue();
        assertThat(video.sideData(SideData.Spherical.class).orElseThrow().projection())
                .contains("equirectangular");
        SideData other = video.sideData().get(6);
        assertThat(other).isInstanceOf(SideData.Other.class);
        assertThat(other.type()).isEqualTo("Something new");
        assertThat(other.section().fields()).containsEntry("x", "y");
    }

    @Test
    void whatIsNotKnownIsEmptyAndNothingThrows() {
        MediaInfo info = MediaInfo.parse(
                "{\"streams\":[{\"width\":\"x\"},{\"codec_type\":\"audio\",\"sample_rate\":\"0\",\"channels\":99999999999}],"
                        + "\"chapters\":[{}],\"programs\":[{}]}");
        assertThat(info.duration()).isEmpty();
        assertThat(info.displaySize()).isEmpty();
        assertThat(info.formats()).isEmpty();
        assertThat(info.streams().get(0)).isInstanceOf(OtherStreamInfo.class);
        assertThat(info.streams().get(0).index()).isEqualTo(-1);
        AudioStreamInfo audio = info.audio().orElseThrow();
        assertThat(audio.sampleRate()).isEmpty();
        assertThat(audio.channels()).isEmpty();
        assertThat(info.chapters().get(0).start()).isEmpty();
        assertThat(info.programs().get(0).streamIndexes()).isEmpty();
    }

    @Test
    void anAnswerThatIsNoneIsRefused() {
        assertThatThrownBy(() -> MediaInfo.parse("hello")).isInstanceOf(IllegalArgumentException.class);
    }

    private static VideoStreamInfo video(String fields) {
        return MediaInfo.parse("{\"streams\":[{\"codec_type\":\"video\"," + fields + "}]}")
                .video()
                .orElseThrow();
    }
}
