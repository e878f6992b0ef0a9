package io.github.asyncffmpeg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {

    /** Of encoders, filters, formats and options together. */
    private static final List<String> KNOWN = List.of(
            ("libx264 libx264rgb libx265 h264_nvenc h264_qsv hevc_nvenc aac ac3 libmp3lame mp2 libopus libvpx libvpx-vp9 "
                            + "mjpeg ljpeg png scale scale2ref scale_cuda crop cropdetect overlay drawtext drawbox hflip vflip "
                            + "volume volumedetect trim atrim matroska mp4 mov hls yuv420p yuv422p yuv420p10le "
                            + "preset crf vcodec acodec map map_metadata")
                    .split(" "));

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "libx246,     libx264 libx265",
        "LIBX264,     libx264 libx265 libx264rgb",
        "x264,        libx264 libx264rgb",
        "h264,        h264_qsv h264_nvenc",
        "mp3,         libmp3lame mp2 mp4",
        "aacc,        aac",
        "libfdk_aac,  aac",
        "nvenc_h264,  h264_nvenc",
        "scal,        scale scale2ref scale_cuda",
        "crop_,       crop",
        "overly,      overlay",
        "drawtex,     drawtext drawbox",
        "hfilp,       hflip vflip",
        "yuv42p,      yuv420p yuv422p",
        "map_metdata, map_metadata map",
        "preste,      preset",
        "qqqqqqqq,    ''"
    })
    void findsWhatMayHaveBeenMeant(String wanted, String near) {
        List<String> expected =
                Arrays.stream(near.split(" ")).filter(name -> !name.isEmpty()).toList();
        assertThat(NearNames.nearest(wanted, KNOWN)).isEqualTo(expected);
    }

    @Test
    void givesTheSameAnswerWhateverTheOrder() {
        List<String> backwards = IntStream.range(0, KNOWN.size())
                .mapToObj(i -> KNOWN.get(KNOWN.size() - 1 - i))
                .toList();
        for (String wanted : List.of("x264", "mp", "vol", "libx2", "scale_")) {
            assertThat(NearNames.nearest(wanted, backwards)).isEqualTo(NearNames.nearest(wanted, KNOWN));
        }
    }

    @Test
    void saysNothingToNothingAndToWhatNobodyTyped() {
        assertThat(NearNames.nearest("", KNOWN)).isEmpty();
        assertThat(NearNames.nearest("scale", List.of())).isEmpty();
        assertThat(NearNames.nearest("scale", List.of("scale", ""))).isEmpty();
        assertThat(NearNames.nearest("x".repeat(100_000), List.of("x".repeat(99_999))))
                .isEmpty();
    }
}
