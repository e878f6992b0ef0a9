package io.github.asyncffmpeg.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.binary.Build.Licence;
import io.github.asyncffmpeg.binary.ComponentHelp.Constant;
import io.github.asyncffmpeg.binary.ComponentHelp.Option;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HelpParserTest {

    private static final String ENCODER = """
            Encoder libx264 [libx264 H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10]:
                General capabilities: dr1 delay threads\s
                Supported pixel formats: yuv420p yuvj420p nv12
            libx264 AVOptions:
              -preset            <string>     E..V....... Set the encoding preset (cf. x264 --fullhelp) (default "medium")
              -crf               <float>      E..V....... Select the quality (from -1 to FLT_MAX) (default -1)
              -aq-mode           <int>        E..V....... AQ method (from -1 to INT_MAX) (default -1)
                 none            0            E..V.......
                 autovariance-biased 3            E..V....... Auto-variance AQ with bias to dark scenes
              -flags             <flags>      ED.VAS..... (default 0)
                 unaligned                    .D.V....... allow decoders to produce unaligned output
              -view_ids          [<int>     ].D.V....... Array of view IDs
            """;

    private static final String FILTER = """
            Filter scale
              Scale the input video size and/or convert the image format.
                Inputs:
                   #0: default (video)
            scale AVOptions:
               w                 <string>     ..FV.....T. Output video width
               width             <string>     ..FV.....T. Output video width

            SWScaler AVOptions:
              -sws_flags         <flags>      E..V....... scaler flags (default bicubic)
            """;

    private static final String FULL = """
            Per-file options (input and output):
            -f <fmt>            force container format (auto-detected otherwise)
            -y                  overwrite output files
            -c[:<stream_spec>] <codec>  select encoder/decoder ('copy' to copy stream without reencoding)
            -filter_script filename  read stream filtergraph description from a file
            -top[:<stream_spec>] <>  deprecated, use the setfield video filter

            AVCodecContext AVOptions:
              -b                 <int64>      E..VA...... set bitrate (in bits/s) (from 0 to I64_MAX) (default 200000)
            scale AVOptions:
               w                 <string>     ..FV.....T. Output video width
            """;

    @Test
    void readsAnEncodersOptionsWithTheirConstants() {
        ComponentHelp help = HelpParser.component(Component.ENCODER, "libx264", ENCODER);
        assertThat(help.isKnown()).isTrue();
        assertThat(help.list("Supported pixel formats")).containsExactly("yuv420p", "yuvj420p", "nv12");
        assertThat(help.optionNames()).containsExactly("preset", "crf", "aq-mode", "flags", "view_ids");
        Option crf = help.options().get(1);
        assertThat(crf.type()).isEqualTo("float");
        assertThat(crf.range()).contains("from -1 to FLT_MAX");
        assertThat(crf.defaultValue()).contains("-1");
        assertThat(help.options().get(0).defaultValue()).contains("\"medium\"");
        assertThat(help.options().get(2).constants())
                .extracting(Constant::name)
                .containsExactly("none", "autovariance-biased");
        assertThat(help.options().get(3).constants()).extracting(Constant::name).containsExactly("unaligned");
    }

    @Test
    void readsAFiltersOptions() {
        ComponentHelp help = HelpParser.component(Component.FILTER, "scale", FILTER);
        assertThat(help.optionNames()).containsExactly("w", "width", "sws_flags");
    }

    @Test
    void knowsWhenFFmpegHasNoSuchThing() {
        assertThat(HelpParser.component(
                                Component.ENCODER,
                                "nope",
                                "Codec 'nope' is not recognized by FFmpeg.\n\nExiting with exit code 0\n")
                        .missing())
                .isEqualTo("Codec 'nope' is not recognized by FFmpeg.");
        assertThat(HelpParser.component(Component.FILTER, "nope", "Unknown filter 'nope'.\n")
                        .isKnown())
                .isFalse();
        assertThat(HelpParser.component(Component.FILTER, "nope", "").isKnown()).isFalse();
        assertThat(HelpParser.component(Component.BITSTREAM_FILTER, "null", "Bit stream filter null\n")
                        .isKnown())
                .isTrue();
    }

    @Test
    void readsWhatMayStandBehindADash() {
        Map<String, String> options = HelpParser.commandLineOptions(FULL);
        assertThat(options.keySet()).containsExactlyInAnyOrder("f", "y", "c", "filter_script", "top", "b");
        assertThat(options.get("top")).isEqualTo("deprecated, use the setfield video filter");
        assertThat(options.get("c")).startsWith("select encoder");
    }

    @Test
    void understandsHowOptionsAreWritten() {
        Map<String, String> options = HelpParser.commandLineOptions(FULL);
        for (String written : new String[] {"c:v", "c", "y", "noy", "b:v:0", "vb", "i", "s", "s:v:0", "/f", "top"}) {
            assertThat(OptionNames.isKnown(written, options.keySet()))
                    .as(written)
                    .isTrue();
        }
        for (String written : new String[] {"w", "cc", "noo", "no", "v", "x"}) {
            assertThat(OptionNames.isKnown(written, options.keySet()))
                    .as(written)
                    .isFalse();
        }
    }

    @Test
    void readsHowAnFFmpegWasBuilt() {
        Build build = Build.parse("""
                ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg developers
                built with gcc 12 (Debian 12.2.0-14+deb12u1)
                configuration: --prefix=/usr --enable-gpl --cc='ccache gcc' --enable-libx264
                libavutil      57. 28.100 / 57. 28.100
                libavcodec     59. 37.100 / 59. 38.100

                Exiting with exit code 0
                """);
        assertThat(build.configuration())
                .containsExactly("--prefix=/usr", "--enable-gpl", "--cc='ccache gcc'", "--enable-libx264");
        assertThat(build.libraries()).containsEntry("libavutil", "57.28.100").containsEntry("libavcodec", "59.38.100");
        assertThat(build.compiler()).isEqualTo("gcc 12 (Debian 12.2.0-14+deb12u1)");
        assertThat(build.licence()).isEqualTo(Licence.GPL_2);
        assertThat(Build.parse("configuration: --enable-gpl --enable-version3").licence())
                .isEqualTo(Licence.GPL_3);
        assertThat(Build.parse("configuration: --enable-version3").licence()).isEqualTo(Licence.LGPL_3);
        assertThat(Build.parse("configuration: --enable-gpl --enable-nonfree").licence())
                .isEqualTo(Licence.NONFREE);
        assertThat(Build.parse("configuration: --disable-x86asm").licence()).isEqualTo(Licence.LGPL_2_1);
        assertThat(Build.parse("").licence()).isEqualTo(Licence.UNKNOWN);
    }
}
