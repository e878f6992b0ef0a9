package io.github.asyncffmpeg.internal.compile;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameScanTest {

    @Test
    void findsTheNamesOfAHandWrittenCommand() {
        CommandNames names = CompiledCommand.of(StreamSpec.ofArguments(
                        "-hwaccel",
                        "vaapi",
                        "-c:v",
                        "h264_qsv",
                        "-f",
                        "mov",
                        "-i",
                        "https://example.org/a.mp4",
                        "-i",
                        "srt://host:1",
                        "-vf",
                        "scale=2:-2,hflip",
                        "-c:v:0",
                        "libx264",
                        "-acodec",
                        "aac",
                        "-c:s",
                        "copy",
                        "-pix_fmt",
                        "+yuv420p",
                        "-bsf:v",
                        "h264_mp4toannexb,filter_units=remove_types=6",
                        "-f",
                        "mpegts",
                        "out.ts",
                        "-sample_fmt",
                        "s16",
                        "rtmp://host/app"))
                .names();
        assertThat(names.encoders()).containsExactly("libx264", "aac");
        assertThat(names.decoders()).containsExactly("h264_qsv");
        assertThat(names.demuxers()).containsExactly("mov");
        assertThat(names.muxers()).containsExactly("mpegts");
        assertThat(names.filters()).containsExactly("scale", "hflip");
        assertThat(names.bitstreamFilters()).containsExactly("h264_mp4toannexb", "filter_units");
        assertThat(names.inputProtocols()).containsExactly("srt");
        assertThat(names.outputProtocols()).containsExactly("rtmp");
        assertThat(names.hardwareAccelerations()).containsExactly("vaapi");
        assertThat(names.pixelFormats()).containsExactly("yuv420p");
        assertThat(names.sampleFormats()).containsExactly("s16");
        assertThat(names.options()).contains("hwaccel", "c", "f", "vf", "acodec", "bsf");
    }

    @Test
    void findsTheNamesOfACompiledCommand() {
        CommandNames names = CompiledCommand.of(Input.of("in.mp4")
                        .filter("drawtext", opt("text", "a,b;c[d]'e=f"))
                        .filter("scale@big", 2, 2)
                        .output("out.mp4")
                        .codec("v", "libx265"))
                .names();
        assertThat(names.filters()).containsExactly("drawtext", "scale");
        assertThat(names.encoders()).containsExactly("libx265");
        assertThat(names.inputProtocols()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '"',
            value = {
                "null§null",
                "[0:v] scale = 1:2 , hflip [a] ; [a][1:v]overlay@top=x=1[out]§scale hflip overlay",
                "drawtext=text='a,b;c[d]':x=1,hflip§drawtext hflip",
                "drawtext=text=a\\,b\\;c\\[d\\],hflip§drawtext hflip",
                "drawtext=text='it'\\''s, ok',vflip§drawtext vflip",
                "sws_flags=bicubic;[in]scale§scale",
                "color=c=red:s=2x2[a];[a]null§color null",
                "[it\\'s \\]]hflip[b]§hflip",
                "split[a][b];[a]hflip[c];[c][b]hstack§split hflip hstack",
                "'§",
                ",,;;[]]][§",
                "a\\§a\\"
            })
    void findsTheFiltersOfAGraph(String graph, String expected) {
        Set<String> names = new LinkedHashSet<>();
        GraphText.read(graph).forEach(call -> names.add(call.name()));
        assertThat(names)
                .containsExactlyElementsOf(
                        expected == null ? Set.of() : new LinkedHashSet<>(Arrays.asList(expected.split(" "))));
    }

    @Test
    void endsWithWhateverText() {
        Random random = new Random(4);
        String letters = "ab'\\[],;=@ :";
        for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(GraphText.read(text.toString())).hasSizeLessThanOrEqualTo(30);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://host/a, http",
        "crypto+http://host/a, crypto",
        "pipe:0, pipe",
        "file:a:b, file",
        "C:\\in.mp4, ''",
        "a b:c, ''",
        "'subfile,,start,0,end,9,,:a', subfile",
        "'a,b:c', ''",
        "in.mp4, ''",
        "./a:b, ''"
    })
    void seesTheProtocolOfAnInput(String target, String protocol) {
        CommandNames names = CompiledCommand.of(StreamSpec.ofArguments("-i", target, "-f", "null", "-"))
                .names();
        assertThat(String.join(" ", names.inputProtocols())).isEqualTo(protocol);
    }
}
