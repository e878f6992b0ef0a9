package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static io.github.asyncffmpeg.graph.Position.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.AudioStream;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.Rational;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Options, selectors and metadata, read back from what a real FFmpeg wrote. */
@Tag("media")
class GraphOptionsIT {

    private static final Duration LENGTH = Duration.ofSeconds(1);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void eachStreamHasItsOwnOptions(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("own.mkv");
        bench.run(Workbench.moving(25)
                .output(file, tone(440), tone(880))
                .codec("v", "mpeg4")
                .codec("a:0", "pcm_s16le")
                .codec("a:1", "flac")
                .option("ar:a:1", 44100)
                .bitRate("v", "300k")
                .frameRate(new Rational(30000, 1001))
                .size(32, 24));
        assertThat(bench.probe(file, "stream=codec_name"))
                .containsExactly("codec_name=mpeg4", "codec_name=pcm_s16le", "codec_name=flac");
        assertThat(bench.probe(file, "stream=width,r_frame_rate,sample_rate"))
                .contains("width=32", "r_frame_rate=30000/1001", "sample_rate=48000", "sample_rate=44100");
    }

    @EachFFmpeg
    void theOptionsWithNamesMakeTheFile(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("web.mp4");
        bench.run(Workbench.moving(25)
                .crop(32, 24, at(8, 8))
                .output(file, tone(440), tone(880))
                .codec("v", "libx264")
                .preset("ultrafast")
                .crf(30)
                .pixelFormat("yuv420p")
                .frames(10)
                .codec("a", "aac")
                .channels(2)
                .sampleRate(44_100)
                .fastStart());
        assertThat(bench.probe(file, "stream=width,pix_fmt,nb_frames,channels,sample_rate"))
                .contains("width=32", "pix_fmt=yuv420p", "nb_frames=10", "channels=2", "sample_rate=44100");
        String head = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(head.indexOf("moov")).isPositive().isLessThan(head.indexOf("mdat"));

        Input film = FFmpeg.input(file);
        bench.run(film.output(bench.file("mute.mp4")).codec("copy").noAudio());
        assertThat(bench.probe(bench.file("mute.mp4"), "stream=codec_type")).containsExactly("codec_type=video");
        bench.run(film.output(bench.file("sound.mp4")).codec("copy").noVideo());
        assertThat(bench.probe(bench.file("sound.mp4"), "stream=codec_type")).containsExactly("codec_type=audio");
        bench.run(film.video(0).output(bench.file("one.mp4"), film.audio(0)).codec("copy"));
        assertThat(bench.probe(bench.file("one.mp4"), "stream=codec_type"))
                .containsExactly("codec_type=video", "codec_type=audio");
        bench.run(film.video().output(bench.file("all.mp4"), film.audio()).codec("copy"));
        assertThat(bench.probe(bench.file("all.mp4"), "stream=codec_type")).hasSize(3);
    }

    @EachFFmpeg
    void seekDurationAndEndCutInputAndOutput(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.media().videoOnly(Duration.ofSeconds(2));
        Path cut = bench.file("cut.mp4");
        bench.run(FFmpeg.input(file).seek(Duration.ofMillis(400)).output(cut).duration(Duration.ofMillis(800)));
        assertThat(bench.playable(cut).frames()).isEqualTo(20);
        Path ended = bench.file("ended.mp4");
        bench.run(FFmpeg.input(file).endAt(Duration.ofMillis(400)).output(ended));
        assertThat(bench.playable(ended).frames()).isEqualTo(10);
    }

    @EachFFmpeg
    void severalMetadataValuesAreAllWritten(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("named.mkv");
        bench.run(Workbench.moving(2)
                .output(file, tone(440))
                .codec("v", "mpeg4")
                .codec("a", "pcm_s16le")
                .metadata("title", "it's 50% [x]; a:b=c, \\ \"d\"")
                .metadata("artist", "Božena Němcová 🐎")
                .metadata("comment", "=")
                .metadata("s:a:0", "language", "ces"));
        assertThat(bench.probe(file, "format_tags"))
                .contains("TAG:title=it's 50% [x]; a:b=c, \\ \"d\"", "TAG:ARTIST=Božena Němcová 🐎", "TAG:COMMENT==");
        assertThat(bench.probe(file, "stream_tags=language")).containsExactly("TAG:language=ces");
    }

    @EachFFmpeg
    void selectorsTakeTheStreamsTheyName(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input input = FFmpeg.input(twoLanguages(bench));
        for (var each : List.of(
                new Selected(input.stream("v:0").output(bench.file("v0.mkv")), "video"),
                new Selected(input.video().output(bench.file("v.mkv")), "video"),
                new Selected(input.audio().output(bench.file("a.mkv")), "audio deu", "audio eng"),
                new Selected(input.audio(1).output(bench.file("a1.mkv")), "audio eng"),
                new Selected(input.stream("m:language:eng").output(bench.file("eng.mkv")), "audio eng"),
                new Selected(input.stream("2").output(bench.file("two.mkv")), "audio eng"),
                new Selected(
                        input.stream("a:1").output(bench.file("swapped.mkv"), input.video(0), input.stream("s?")),
                        "audio eng",
                        "video"))) {
            bench.run(each.output.codec("copy"));
            Path file = each.output.target().file().orElseThrow();
            assertThat(kinds(bench, file)).as(file.toString()).isEqualTo(each.streams);
        }
    }

    @EachFFmpeg
    void aSelectorGoesIntoAFilter(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input input = FFmpeg.input(twoLanguages(bench));
        Path file = bench.file("filtered.mkv");
        bench.run(input.stream("v:0")
                .hflip()
                .output(file, input.stream("m:language:eng").asAudio().volume(0.5))
                .codec("v", "mpeg4")
                .codec("a", "pcm_s16le"));
        assertThat(bench.probe(file, "stream=codec_type")).containsExactly("codec_type=video", "codec_type=audio");
    }

    @EachFFmpeg
    void anOptionalSelectorMayFindNothing(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input silent = FFmpeg.input(bench.media().videoOnly(LENGTH));
        Path file = bench.file("optional.mp4");
        bench.run(silent.hflip().output(file, silent.stream("a?")));
        assertThat(bench.probe(file, "stream=codec_type")).containsExactly("codec_type=video");
        Input loud = FFmpeg.input(bench.media().videoWithAudio(LENGTH));
        Path both = bench.file("both.mp4");
        bench.run(loud.hflip().output(both, loud.stream("a?")));
        assertThat(bench.probe(both, "stream=codec_type")).containsExactly("codec_type=video", "codec_type=audio");
    }

    @EachFFmpeg
    void globalArgumentsWorkBeforeTheInputsAndAfterTheOutputs(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path existing = Files.writeString(bench.file("existing.mkv"), "of no use");
        Output output = Workbench.moving(2).output(existing).codec("mpeg4");
        FFmpegResult first = bench.run(output.globalArgumentsFirst("-y", "-benchmark"));
        assertThat(first.logTail()).anyMatch(line -> line.startsWith("bench: "));
        FFmpegResult last = bench.run(output.globalArguments("-y", "-benchmark"));
        assertThat(last.logTail()).anyMatch(line -> line.startsWith("bench: "));
        assertThat(bench.playable(existing).frames()).isEqualTo(2);
    }

    @EachFFmpeg
    void flagsAndBooleansAreFFmpegsOwn(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("shortest.mkv");
        Input longer = FFmpeg.input("anullsrc").format("lavfi").duration(Duration.ofMinutes(1));
        bench.run(FFmpeg.input(bench.media().videoOnly(LENGTH))
                .output(file, longer)
                .codec("v", "mpeg4")
                .codec("a", "pcm_s16le")
                .option("shortest", true)
                .option("bitexact", true));
        assertThat(seconds(bench, file)).isLessThan(10);
    }

    private static double seconds(Workbench bench, Path file) throws Exception {
        return Double.parseDouble(bench.probe(file, "format=duration").get(0).replace("duration=", ""));
    }

    private record Selected(Output output, List<String> streams) {
        Selected(Output output, String... streams) {
            this(output, List.of(streams));
        }
    }

    private static Path twoLanguages(Workbench bench) {
        Path file = bench.file("languages.mkv");
        bench.run(Workbench.moving(5)
                .output(file, tone(440), tone(880))
                .codec("v", "mpeg4")
                .codec("a", "pcm_s16le")
                .metadata("s:a:0", "language", "deu")
                .metadata("s:a:1", "language", "eng"));
        return file;
    }

    private static List<String> kinds(Workbench bench, Path file) throws Exception {
        String all = String.join("\n", bench.probe(file, "stream=codec_type:stream_tags=language"));
        return List.of(
                all.replace("\nTAG:language=", " ").replace("codec_type=", "").split("\n"));
    }

    private static AudioStream tone(int frequency) {
        return AudioStream.source("sine", opt("frequency", frequency), opt("r", 48000))
                .atrim(opt("duration", 0.2));
    }
}
