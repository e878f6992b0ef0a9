package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.media.Rational;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.probe.AudioStreamInfo;
import io.github.asyncffmpeg.probe.ChapterInfo;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.probe.ProgramInfo;
import io.github.asyncffmpeg.probe.StreamInfo;
import io.github.asyncffmpeg.probe.VideoStreamInfo;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is in files of many kinds, and what is said of those that are none. */
@Tag("media")
class ProbeIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Workbench bench(Installation installation) throws IOException {
        return new Workbench(installation, leaks);
    }

    private static Path made(Workbench bench, String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        Path file = bench.file(name);
        all.add(file.toString());
        bench.run(StreamSpec.ofArguments(all));
        return file;
    }

    @EachFFmpeg
    void tellsWhatIsInAVideo(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        Path file = bench.media().videoWithAudio(Duration.ofSeconds(2));
        MediaInfo info = bench.ffmpeg().probe(file);
        assertThat(info.formats()).contains("mp4");
        assertThat(info.size()).hasValue(Files.size(file));
        assertThat(info.probeScore()).hasValue(100);
        assertThat(info.duration().orElseThrow()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2100));
        assertThat(info.hasVideo() && info.hasAudio() && !info.hasSubtitles()).isTrue();
        VideoStreamInfo video = info.video().orElseThrow();
        assertThat(video.codecName()).contains("mpeg4");
        assertThat(video.size()).contains(new FrameSize(320, 240));
        assertThat(info.displaySize()).contains(new FrameSize(320, 240));
        assertThat(video.averageFrameRate()).contains(new Rational(25, 1));
        assertThat(video.frameRatesDiffer()).isFalse();
        assertThat(video.duration()).contains(Duration.ofSeconds(2));
        assertThat(video.declaredFrames()).hasValue(50);
        assertThat(video.dispositions()).contains("default");
        AudioStreamInfo audio = info.audio().orElseThrow();
        assertThat(audio.codecName()).contains("aac");
        assertThat(audio.sampleRate()).hasValue(48000);
        assertThat(audio.channelLayout()).contains("mono");
        assertThat(audio.timeBase()).contains(new Rational(1, 48000));
    }

    @EachFFmpeg
    @Tag("long")
    void readsContainersOfManyKinds(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        String[] both = {"-f", "lavfi", "-i", "testsrc=s=64x48:d=1", "-f", "lavfi", "-i", "sine=d=1"};
        for (String name : List.of("a.mkv", "a.mov", "a.avi", "a.ts", "a.nut", "a.m3u8", "a.mpg")) {
            MediaInfo info = bench.ffmpeg().probe(made(bench, name, both));
            assertThat(info.hasVideo() && info.hasAudio()).as(name).isTrue();
            assertThat(info.displaySize()).as(name).contains(new FrameSize(64, 48));
        }
        for (String name : List.of("b.wav", "b.flac", "b.m4a", "b.aiff", "b.mp2")) {
            MediaInfo info = bench.ffmpeg().probe(made(bench, name, "-f", "lavfi", "-i", "sine=d=1"));
            assertThat(info.hasAudio() && !info.hasVideo()).as(name).isTrue();
            assertThat(info.duration().orElseThrow())
                    .as(name)
                    .isBetween(Duration.ofMillis(950), Duration.ofMillis(1100));
        }
        for (String name : List.of("c.png", "c.bmp", "c.jpg", "c.gif")) {
            MediaInfo info = bench.ffmpeg()
                    .probe(made(bench, name, "-f", "lavfi", "-i", "testsrc=s=64x48", "-frames:v", "1", "-update", "1")
                            .toString());
            assertThat(info.displaySize()).as(name).contains(new FrameSize(64, 48));
        }
    }

    @EachFFmpeg
    void aTelephonesVideoIsShownUpright(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        MediaInfo info = bench.ffmpeg().probe(bench.media().rotatedPortrait(SECOND));
        VideoStreamInfo video = info.video().orElseThrow();
        assertThat(video.size()).contains(new FrameSize(320, 240));
        assertThat(info.displaySize()).contains(new FrameSize(240, 320));
        assertThat(video.rotation()).isIn(90, 270);
    }

    @EachFFmpeg
    void tagsComeOutAsTheyWentIn(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        String odd = "a|b=c \"q\" \\ line\nnew\ttab\r\b\f\u0001\u001f <x> & 'žluť' 日本 🐎 ; # {}[]";
        Path file = made(
                bench,
                "tags.mkv",
                "-f",
                "lavfi",
                "-i",
                "sine=d=0.1",
                "-metadata",
                "title=" + odd,
                "-metadata",
                "com.example.key:x=" + odd,
                "-metadata:s:a:0",
                "language=ger");
        MediaInfo info = bench.ffmpeg().probe(file);
        assertThat(info.tags()).containsEntry("title", odd).containsEntry("COM.EXAMPLE.KEY:X", odd);
        assertThat(info.audio().orElseThrow().language()).contains("ger");
    }

    @EachFFmpeg
    void bytesThatAreNoTextBecomeReplacementCharacters(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        Path file = made(bench, "latin.mkv", "-f", "lavfi", "-i", "sine=d=0.1", "-metadata", "title=cafX!");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length - 4; i++) {
            if (bytes[i] == 'c' && bytes[i + 1] == 'a' && bytes[i + 2] == 'f' && bytes[i + 3] == 'X') {
                bytes[i + 3] = (byte) 0xE9;
            }
        }
        assertThat(bench.ffmpeg().probe(bytes).tags()).containsEntry("title", "caf\uFFFD!");
    }

    @EachFFmpeg
    void aCoverIsNoVideo(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        Path file = made(
                bench,
                "song.flac",
                "-f",
                "lavfi",
                "-i",
                "sine=d=1",
                "-f",
                "lavfi",
                "-i",
                "color=red:s=64x64:d=0.04",
                "-map",
                "0",
                "-map",
                "1",
                "-c:v",
                "png",
                "-disposition:v",
                "attached_pic");
        MediaInfo info = bench.ffmpeg().probe(file);
        assertThat(info.hasVideo()).isFalse();
        assertThat(info.displaySize()).isEmpty();
        assertThat(info.covers())
                .singleElement()
                .satisfies(cover -> assertThat(cover.size()).contains(new FrameSize(64, 64)));
        assertThat(bench.ffmpeg().ffprobe().frameTiming(ProbeRequest.of(file))).isEmpty();
    }

    @EachFFmpeg
    void chaptersProgrammesSubtitlesAndLanguagesAreThere(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        Path chapters = Files.writeString(
                bench.file("chapters.txt"),
                ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=One\n"
                        + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=500\nEND=1000\ntitle=Zwei\n");
        Path source = bench.media().withSubtitles(SECOND);
        Path file = made(
                bench,
                "film.mkv",
                "-i",
                source.toString(),
                "-i",
                chapters.toString(),
                "-map",
                "0",
                "-map",
                "0:a",
                "-map_metadata",
                "1",
                "-c",
                "copy",
                "-metadata:s:a:0",
                "language=eng",
                "-metadata:s:a:1",
                "language=fre",
                "-disposition:s:0",
                "forced");
        MediaInfo info = bench.ffmpeg().probe(file);
        assertThat(info.chapters())
                .extracting(chapter -> chapter.title().orElse(""))
                .containsExactly("One", "Zwei");
        ChapterInfo second = info.chapters().get(1);
        assertThat(second.start()).contains(Duration.ofMillis(500));
        assertThat(second.end()).contains(Duration.ofSeconds(1));
        assertThat(info.audioStreams())
                .extracting(stream -> stream.language().orElse(""))
                .containsExactly("eng", "fre");
        assertThat(info.subtitleStreams()).singleElement().satisfies(subtitles -> {
            assertThat(subtitles.isText()).isTrue();
            assertThat(subtitles.isForced()).isTrue();
        });
        Path ts = made(
                bench,
                "tv.ts",
                "-i",
                bench.media().videoWithAudio(SECOND).toString(),
                "-map",
                "0",
                "-map",
                "0",
                "-program",
                "title=A:st=0:st=1",
                "-program",
                "title=B:st=2:st=3",
                "-c:v",
                "mpeg2video",
                "-c:a",
                "mp2");
        List<ProgramInfo> programs = bench.ffmpeg().probe(ts).programs();
        assertThat(programs).extracting(ProgramInfo::streamIndexes).containsExactly(List.of(0, 1), List.of(2, 3));
        assertThat(programs.get(1).tags()).containsEntry("service_name", "B");
    }

    @EachFFmpeg
    void coloursAspectAndOddSizesAreTold(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        Path file = made(
                bench,
                "hdr.mkv",
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=64x48:d=0.2",
                "-vf",
                "setsar=2/1,format=yuv420p,setparams=range=tv:color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc",
                "-c:v",
                "ffv1");
        VideoStreamInfo video = bench.ffmpeg().probe(file).video().orElseThrow();
        assertThat(video.isHdr()).isTrue();
        assertThat(video.colorSpace()).contains("bt2020nc");
        assertThat(video.colorPrimaries()).contains("bt2020");
        assertThat(video.pixelFormat()).contains("yuv420p");
        assertThat(video.sampleAspectRatio()).contains(new Rational(2, 1));
        assertThat(video.displaySize()).contains(new FrameSize(128, 48));
        assertThat(bench.ffmpeg().probe(bench.media().oddSize(SECOND)).displaySize())
                .contains(new FrameSize(321, 241));
    }

    @EachFFmpeg
    void stringsAreFfmpegsOwnSyntax(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        MediaInfo lavfi = bench.ffmpeg()
                .ffprobe()
                .probe(ProbeRequest.of("testsrc=s=64x48:d=1[out0];sine=d=1[out1]")
                        .format("lavfi"));
        assertThat(lavfi.hasVideo() && lavfi.hasAudio()).isTrue();
        Path file = bench.media().audioOnly(SECOND);
        assertThat(bench.ffmpeg().probe("file:" + file).hasAudio()).isTrue();
        bench.run(Workbench.moving(3).output(MediaTarget.pattern(bench.file(""), "f%02d.png")));
        assertThat(bench.ffmpeg()
                        .probe(MediaTarget.pattern(bench.file(""), "f%02d.png"))
                        .video())
                .hasValueSatisfying(video -> assertThat(video.durationTicks()).hasValue(3));
    }

    @EachFFmpeg
    @Tag("long")
    void aPathIsOneFileWhateverItsName(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        Path audio = bench.media().audioOnly(SECOND);
        Path picture = bench.file("plain.png");
        bench.run(Workbench.plain("red", 1).output(picture));
        Path folder = Files.createDirectory(bench.file("-odd %d [x]"));
        for (String name : List.of(
                "-y",
                "-",
                "a%d",
                "a%03d",
                "%d of %d",
                "100%",
                "%%d",
                "a:b",
                "http:x",
                "pipe:1",
                "concat:a|b",
                "it's",
                "\"quoted\"",
                "two\nlines",
                " spaces ",
                "back\\slash",
                "*?{a,b}",
                "$HOME `id` & ;",
                "žluť 日本 🐎")) {
            Path sound = Files.copy(audio, folder.resolve(name + ".m4a"));
            assertThat(bench.ffmpeg().probe(sound).hasAudio()).as(name).isTrue();
            Path image = Files.copy(picture, folder.resolve(name + ".png"));
            assertThat(bench.ffmpeg().probe(image).displaySize()).as(name).contains(new FrameSize(64, 48));
        }
    }

    @EachFFmpeg
    void bytesAndStreamsAreProbedAsFilesAre(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        Path file = bench.media().videoWithAudio(SECOND); // its index is at its end: no pipe could be read so
        MediaInfo info = bench.ffmpeg().probe(file);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bench.ffmpeg().probe(bytes).streams()).isEqualTo(info.streams());
        try (InputStream in = Files.newInputStream(file)) {
            assertThat(bench.ffmpeg().probe(in).streams()).isEqualTo(info.streams());
        }
        ProbeRequest once = ProbeRequest.of(new ByteArrayInputStream(bytes));
        assertThat(bench.ffmpeg().ffprobe().execute(once).get().streams()).isEqualTo(info.streams());
        assertThatThrownBy(() -> bench.ffmpeg().ffprobe().probe(once)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bench.ffmpeg().probe(new byte[0]))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("0 bytes")
                .hasMessageNotContaining("asyncffmpeg");
    }

    @EachFFmpeg
    void whatIsNoMediaIsNamedWithFfmpegsReason(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        byte[] whole = Files.readAllBytes(bench.media().videoWithAudio(SECOND));
        Map<String, String> reasons = Map.of(
                "missing.mp4", "No such file or directory",
                "folder", "Is a directory",
                "empty.mp4", "moov atom not found",
                "text.mp4", "moov atom not found",
                "cut.mp4", "moov atom not found");
        Files.createDirectory(bench.file("folder"));
        Files.createFile(bench.file("empty.mp4"));
        Files.writeString(bench.file("text.mp4"), "this is a letter and no film\n".repeat(100));
        Files.write(bench.file("cut.mp4"), java.util.Arrays.copyOf(whole, whole.length / 2));
        Map<String, FailureKind> kinds = Map.of(
                "missing.mp4", FailureKind.NO_SUCH_FILE,
                "folder", FailureKind.IS_A_DIRECTORY,
                "empty.mp4", FailureKind.MOOV_MISSING,
                "text.mp4", FailureKind.MOOV_MISSING,
                "cut.mp4", FailureKind.MOOV_MISSING);
        reasons.forEach((name, reason) -> assertThatThrownBy(
                        () -> bench.ffmpeg().probe(bench.file(name)))
                .as(name)
                .isInstanceOfSatisfying(FFmpegProcessException.class, failure -> {
                    assertThat(failure).hasMessageContaining(name).hasMessageContaining(reason);
                    assertThat(failure.outcome()).isEqualTo(new Outcome.Failed(false));
                    assertThat(failure.failure().kind()).isEqualTo(kinds.get(name));
                    assertThat(failure.failure().culprit())
                            .contains(new Failure.Culprit(
                                    Failure.Part.INPUT, bench.file(name).toString()));
                    assertThat(failure.exitCode()).isEqualTo(1);
                    assertThat(failure.causeLine().orElseThrow()).contains(reason);
                    assertThat(failure.command()).contains("-show_format");
                }));
        assertThatThrownBy(() -> bench.ffmpeg().probe("http://127.0.0.1:1/x.mp4"))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("Connection refused");
        assertThatThrownBy(() -> bench.ffmpeg().probe("-")).isInstanceOf(FFmpegProcessException.class);
    }

    @EachFFmpeg
    void optionsReachTheDemuxer(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        ProbeRequest request = ProbeRequest.of(bench.media().videoWithAudio(SECOND));
        assertThatThrownBy(() -> bench.ffmpeg().ffprobe().probe(request.option("protocol_whitelist", "http")))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("not on whitelist");
        assertThat(bench.ffmpeg().ffprobe().probe(request.streams("a")).streams())
                .singleElement()
                .isInstanceOf(AudioStreamInfo.class);
        MediaInfo counted = bench.ffmpeg().ffprobe().probe(request.countFrames().countPackets());
        assertThat(counted.video().orElseThrow().countedFrames()).hasValue(25);
        assertThat(counted.video().orElseThrow().countedPackets()).hasValue(25);
        assertThatThrownBy(() -> bench.ffmpeg().ffprobe().probe(request.option("bogus", 1)))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("bogus");
    }

    @EachFFmpeg
    void anAnswerThatIsTooLongIsRefused(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        ProbeRequest request = ProbeRequest.of(bench.media().audioOnly(SECOND)).maxOutput(200);
        assertThatThrownBy(() -> bench.ffmpeg().ffprobe().probe(request))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("maxOutput");
    }

    @EachFFmpeg
    void manyFilesAreProbedThroughAPool(Installation installation) throws Exception {
        Workbench bench = bench(installation);
        Path file = bench.media().videoWithAudio(SECOND);
        List<CompletableFuture<MediaInfo>> infos = new ArrayList<>();
        try (FFmpegPool pool = bench.ffmpeg().pool(2)) {
            for (int i = 0; i < 10; i++) {
                ProbeRequest request = ProbeRequest.of(i == 5 ? bench.file("missing") : file);
                infos.add(pool.probe(request));
            }
            assertThat(pool.jobs()).isEmpty();
            pool.submit(Workbench.plain("red", 1).output(bench.file("beside.png")));
        }
        for (int i = 0; i < 10; i++) {
            CompletableFuture<MediaInfo> info = infos.get(i);
            if (i == 5) {
                assertThatThrownBy(info::join).hasCauseInstanceOf(FFmpegProcessException.class);
            } else {
                assertThat(info.join().streams()).extracting(StreamInfo::index).containsExactly(0, 1);
            }
        }
        assertThat(bench.file("beside.png")).isNotEmptyFile();
    }
}
