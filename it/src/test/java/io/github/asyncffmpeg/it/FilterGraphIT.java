package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.FilterGraph;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Picture;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** FFmpeg's own text inside a typed graph, as a real FFmpeg reads it. */
@Tag("media")
class FilterGraphIT {

    private static final Duration LENGTH = Duration.ofSeconds(1);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void aChainOfFiltersRunsAsItIsWritten(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input input = FFmpeg.input(bench.media().videoWithAudio(LENGTH));
        Path file = bench.file("small.mkv");
        bench.run(input.video()
                .filters("fps=10, scale=64:-2")
                .output(file, input.audio().filters("atempo=2,volume=0.5"))
                .codec("v", "mpeg4")
                .codec("a", "pcm_s16le"));
        assertThat(bench.probe(file, "stream=codec_type,width,r_frame_rate"))
                .containsExactly(
                        "codec_type=video", "width=64", "r_frame_rate=10/1", "codec_type=audio", "r_frame_rate=0/0");
        assertThat(bench.playable(file).frames()).isEqualTo(10);
    }

    @EachFFmpeg
    void twoClipsFadeIntoEachOther(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input first = FFmpeg.input(bench.media().videoWithAudio(LENGTH));
        Input second = FFmpeg.input(bench.media().videoWithAudio(LENGTH));
        FilterGraph faded = FilterGraph.parse("""
                [0:v][1:v]xfade=fade:duration=0.4:offset=0.6[v];
                [0:a][1:a]acrossfade=d=0.4[a]
                """).inputs(first, second);
        Path file = bench.file("faded.mkv");
        bench.run(faded.video("v")
                .output(file, faded.audio("a"))
                .codec("v", "mpeg4")
                .codec("a", "pcm_s16le"));
        assertThat(bench.playable(file).frames()).isEqualTo(40);
        assertThat(bench.playable(file).duration().toMillis()).isCloseTo(1600, within(100L));
        assertThat(bench.probe(file, "stream=codec_type")).containsExactly("codec_type=video", "codec_type=audio");
    }

    /** Quotes, escapes, white space and inner labels: what comes out is what the same text makes by hand. */
    @EachFFmpeg
    void theSameTextByHandMakesTheSamePictures(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path source = bench.media().videoOnly(LENGTH);
        List<String> texts = List.of(
                "drawbox = x = 'min(4, 8)' : y=2 : w=20 : h=10 : color=red@0.5",
                "drawbox=x=min(4\\,8):y=2:w=20:h=10:t=fill",
                "select='eq(n,1)+eq(n\\,3)',setpts=N/25/TB",
                "split[a][b];[b]hflip[c];[a][c]hstack",
                "[in]split[x],vflip[y];[x][y]vstack[out]",
                "split,overlay=10:10",
                "scale@s = 64 : 48 ,\n hue=h=90");
        for (String text : texts) {
            Path byHand = bench.file("hand.mkv");
            bench.run(StreamSpec.ofArguments(
                    "-i", source.toString(), "-vf", text, "-c:v", "rawvideo", "-y", byHand.toString()));
            List<Picture> expected = bench.pictures(FFmpeg.input(byHand));
            VideoStream here = FFmpeg.input(source).video().filters(text);
            // Amid other filters, and twice, so that a split is inserted.
            List<Picture> joined = bench.pictures(here.concat(here.filters("null")));
            assertThat(joined).as(text).hasSize(2 * expected.size());
            assertThat(joined.subList(0, expected.size())).as(text).isNotEmpty().isEqualTo(expected);
        }
    }

    @EachFFmpeg
    void labelsOfTwoTextsAreApart(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        String text = "split[s0][s1];[s1]hflip[s2];[s0][s2]hstack";
        Picture once = bench.picture(Workbench.moving(1).filters(text));
        Picture twice = bench.picture(Workbench.moving(1).filters(text).filters(text));
        assertThat(once.part(0, 0, 64, 48)).isEqualTo(bench.picture(Workbench.moving(1)));
        assertThat(twice.part(0, 0, 128, 48)).isEqualTo(once);
    }

    @EachFFmpeg
    void wordsStayVerbatim(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        VideoStream noted = Workbench.moving(1)
                .filters("metadata=add:key=k:value=it\\\\\\'s 'a,b;c [x]' \\\\=,metadata=print:key=k");
        FFmpegResult result = bench.run(noted.output("-").format("null"));
        assertThat(result.logTail()).anyMatch(line -> line.endsWith("k=it's a,b;c [x] ="));
    }

    @EachFFmpeg
    void sourcesAndSinksInTheTextNeedNoInputs(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FilterGraph made = FilterGraph.parse("color=red:64x48:d=0.4:r=25[v];testsrc2=d=0.4,nullsink;anullsrc=d=0.4[a]");
        Path file = bench.file("made.mkv");
        bench.run(made.video("v")
                .output(file, made.audio("a"))
                .codec("v", "mpeg4")
                .codec("a", "pcm_s16le"));
        assertThat(bench.playable(file).frames()).isEqualTo(10);
    }
}
