package io.github.asyncffmpeg.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.event.AnnouncedStream;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.StreamsMapped;
import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.media.Medium;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code .log} files are what FFmpeg 5.1.9 and 8.0.1 wrote under {@code -loglevel level+info}. */
@Timeout(60)
class AnnouncementDecoderTest {

    private static final List<String> TWO = List.of("it's: a 'quoted'.mp4", "a.mkv");

    private final List<FFmpegEvent> told = new ArrayList<>();
    private AnnouncementDecoder decoder = of(List.of("x"), List.of("a.mp4"), true);

    @ParameterizedTest
    @ValueSource(strings = {"5.1.9", "8.0.1"})
    void readsAnEncodeOfTwoFilesIntoTwo(String version) {
        decoder = of(TWO, List.of("out.mkv", "out.wav"), !version.startsWith("5"));
        feed(captured("encode-" + version));
        InputAnnounced first = told(0, InputAnnounced.class);
        assertThat(first.formats()).containsExactly("mov", "mp4", "m4a", "3gp", "3g2", "mj2");
        assertThat(first.target()).isEqualTo("it's: a 'quoted'.mp4");
        assertThat(first.duration()).contains(Duration.ofSeconds(1));
        assertThat(first.estimatedDuration()).isFalse();
        assertThat(first.start()).contains(Duration.ZERO);
        assertThat(first.bitRate()).hasValue(155_000);
        assertThat(first.tags())
                .isEqualTo(Map.of(
                        "major_brand",
                        "isom",
                        "minor_version",
                        "512",
                        "compatible_brands",
                        "isomiso2avc1mp41",
                        "title",
                        "book",
                        "encoder",
                        "Lavf62.3.100"));
        assertThat(first.streams())
                .extracting(AnnouncedStream::medium)
                .containsExactly(
                        Optional.of(Medium.VIDEO),
                        Optional.of(Medium.AUDIO),
                        Optional.of(Medium.DATA),
                        Optional.of(Medium.VIDEO));
        assertThat(first.streams().get(0))
                .isEqualTo(new AnnouncedStream(
                        0,
                        Optional.of(Medium.VIDEO),
                        "h264",
                        "h264 (High) (avc1 / 0x31637661), yuv420p(progressive), 320x240 [SAR 1:1 DAR 4:3], 58 kb/s, "
                                + "25 fps, 25 tbr, 12800 tbn",
                        Optional.of("0x1"),
                        Optional.of("und"),
                        Optional.of(new FrameSize(320, 240)),
                        OptionalDouble.of(25),
                        Optional.of("yuv420p"),
                        OptionalInt.empty(),
                        Optional.empty(),
                        OptionalLong.of(58_000),
                        OptionalDouble.of(90),
                        Set.of("default"),
                        Map.of(
                                "handler_name",
                                "VideoHandler",
                                "vendor_id",
                                "[0][0][0][0]",
                                "encoder",
                                "Lavc62.11.100 libx264")));
        AnnouncedStream audio = first.streams().get(1);
        assertThat(audio.codec()).isEqualTo("aac");
        assertThat(audio.sampleRate()).hasValue(44_100);
        assertThat(audio.channelLayout()).contains("mono");
        assertThat(audio.bitRate()).hasValue(70_000);
        assertThat(first.streams().get(2).language()).contains("eng");
        assertThat(first.streams().get(3).isAttachedPicture()).isTrue();
        assertThat(first.streams().get(3).pixelFormat()).contains("rgb24");

        InputAnnounced second = told(1, InputAnnounced.class);
        assertThat(second.tags())
                .containsEntry("title", "Input #0, mov, from 'x':\nStream #0:9: Video: h264")
                .hasSize(2);
        assertThat(second.streams()).hasSize(2);
        assertThat(second.streams().get(1).tags()).containsEntry("DURATION", "00:00:01.003000000");

        boolean graphNumbers = version.startsWith("5");
        String overlay = graphNumbers ? "overlay (graph 0)" : "overlay";
        assertThat(told(2, StreamsMapped.class).mappings())
                .containsExactly(
                        new StreamsMapped.Mapping("#0:0", overlay, "h264"),
                        new StreamsMapped.Mapping("#1:0", overlay, "h264"),
                        new StreamsMapped.Mapping(overlay.replace("overlay", "overlay:default"), "#0:0", "libx264"),
                        new StreamsMapped.Mapping("#0:1", "#0:1", "copy"),
                        new StreamsMapped.Mapping("#0:1", "#1:0", "aac (native) -> pcm_s16le (native)"));

        OutputAnnounced wav = told(3, OutputAnnounced.class);
        assertThat(wav.index()).isEqualTo(1);
        assertThat(wav.format()).isEqualTo("wav");
        assertThat(wav.streams()).hasSize(1);
        assertThat(wav.streams().get(0).codec()).isEqualTo("pcm_s16le");
        OutputAnnounced mkv = told(4, OutputAnnounced.class);
        assertThat(mkv.index()).isZero();
        assertThat(mkv.target()).isEqualTo("out.mkv");
        assertThat(mkv.tags()).containsEntry("title", "book");
        assertThat(mkv.streams()).hasSize(2);
        assertThat(mkv.streams().get(0).size()).contains(new FrameSize(240, 320));
        assertThat(mkv.streams().get(0).tags()).containsOnlyKeys("encoder");
        assertThat(told).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.1.9", "8.0.1"})
    void readsProgramsWhichTellTheirStreamsTwice(String version) {
        decoder = of(List.of("p2_f" + version.charAt(0) + ".ts"), List.of("copy.ts"), !version.startsWith("5"));
        feed(captured("copy-" + version));
        decoder.flush();
        assertThat(told)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "InputAnnounced",
                        version.startsWith("5") ? "OutputAnnounced" : "StreamsMapped", // as each of them has it
                        version.startsWith("5") ? "StreamsMapped" : "OutputAnnounced");
        InputAnnounced input = told(0, InputAnnounced.class);
        assertThat(input.streams()).extracting(AnnouncedStream::index).containsExactly(0, 1);
        assertThat(input.start()).contains(Duration.ofNanos(1_456_778_000));
        assertThat(input.tags()).isEmpty();
        assertThat(input.streams().get(0).id()).contains("0x100");
    }

    /** Without levels in the log the lines are the same; what has a line end in it is then only a line more. */
    @Test
    void readsALogWithoutLevels() {
        decoder = of(TWO, List.of("out.mkv", "out.wav"), true);
        feed(captured("encode-8.0.1").map(line -> line.replaceFirst("\\[(info|warning)] ", "")));
        decoder.finish();
        assertThat(told).hasSize(5);
        assertThat(told(1, InputAnnounced.class).tags())
                .containsEntry("title", "Input #0, mov, from 'x':\nStream #0:9: Video: h264");
        assertThat(told(4, OutputAnnounced.class).streams()).hasSize(2);
    }

    @Test
    void saysWhichDurationsFFmpegHasGuessed() {
        decoder = of(List.of("m.mp3", "m.wav", "sine"), List.of(), true);
        feed(
                "[mp3 @ 0x560a00bfae80] [warning] Estimating duration from bitrate, this may be inaccurate",
                "[info] Input #0, mp3, from 'm.mp3':",
                "[info]   Duration: 100:00:02.04, bitrate: 128 kb/s",
                "[info] Input #1, wav, from 'm.wav':",
                "[info]   Duration: 00:00:02.04, start: -0.007000, bitrate: N/A",
                "[info] Input #2, lavfi, from 'sine':",
                "[info]   Duration: N/A, start: 0.000000, bitrate: N/A");
        assertThat(told(0, InputAnnounced.class).estimatedDuration()).isTrue();
        assertThat(told(0, InputAnnounced.class).duration())
                .contains(Duration.ofHours(100).plusMillis(2_040));
        assertThat(told(0, InputAnnounced.class).start()).isEmpty();
        assertThat(told(1, InputAnnounced.class).estimatedDuration()).isFalse();
        assertThat(told(1, InputAnnounced.class).start()).contains(Duration.ofMillis(-7));
        assertThat(told(1, InputAnnounced.class).bitRate()).isEmpty();
        assertThat(told(2, InputAnnounced.class).duration()).isEmpty();
    }

    @Test
    void readsStreamsAtLevelDebugAndOddOnes() {
        feed(
                "[info] Input #0, x, from 'x':",
                "[info]   Stream #0:0[0x1](und), 2, 1/12800: Video: h264 (High), 1 reference frame (avc1 / 0x31637661), "
                        + "yuv420p(progressive, left), 320x240 (320x240) [SAR 1:1 DAR 4:3], 0/1, 58 kb/s, 29.97 fps",
                "[info]   Stream #0:1: Video: png, none, 1k fps, 90k tbr (default) (attached pic)",
                "[info]   Stream #0:2: Unknown: none",
                "[info]   Stream #0:3(ger): Audio: ac3, 48000 Hz, 5.1(side), fltp, 448 kb/s (dub) (hearing impaired)",
                "[info]   Stream #0:4: Subtitle: dvd_subtitle, 720x576 (forced)",
                "[info]   Stream #0:5: Attachment: ttf",
                "[info]   Stream #0:6: Audio: pcm_s16le, 48000 Hz, 4 channels (FL, FR, LFE, BC), s16",
                "[info]   Stream #1:7: Audio: of another file",
                "[info]   Stream #0:99999999999: Audio: of no file",
                "[info]   Stream #0:8: Video: h264, 0x0, 0 fps, 99999999999999999999 kb/s");
        decoder.finish();
        List<AnnouncedStream> streams = told(0, InputAnnounced.class).streams();
        assertThat(streams).extracting(AnnouncedStream::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 8);
        assertThat(streams.get(0).pixelFormat()).contains("yuv420p");
        assertThat(streams.get(0).frameRate()).hasValue(29.97);
        assertThat(streams.get(0).size()).contains(new FrameSize(320, 240));
        assertThat(streams.get(1).pixelFormat()).isEmpty();
        assertThat(streams.get(1).frameRate()).hasValue(1000);
        assertThat(streams.get(1).dispositions()).containsExactlyInAnyOrder("default", "attached pic");
        assertThat(streams.get(1).details()).isEqualTo("png, none, 1k fps, 90k tbr");
        assertThat(streams.get(2).medium()).isEmpty();
        assertThat(streams.get(2).codec()).isEqualTo("none");
        assertThat(streams.get(3).channelLayout()).contains("5.1(side)");
        assertThat(streams.get(3).dispositions()).containsExactlyInAnyOrder("dub", "hearing impaired");
        assertThat(streams.get(4).size()).contains(new FrameSize(720, 576));
        assertThat(streams.get(5).medium()).contains(Medium.ATTACHMENT);
        assertThat(streams.get(6).channelLayout()).contains("4 channels (FL, FR, LFE, BC)");
        assertThat(streams.get(7).size()).isEmpty();
        assertThat(streams.get(7).frameRate()).isEmpty();
        assertThat(streams.get(7).bitRate()).isEmpty();
    }

    @Test
    void isNotFooledByTagsAndNames() {
        decoder = of(List.of("new\nline's: x':.mkv"), List.of("out.mkv"), true);
        feed(
                "[info] Input #0, matroska,webm, from 'new",
                "[info] line's: x': of the name",
                "line's: x':.mkv':",
                "[info]   Metadata:",
                "[info]     Input #1        : mov, from 'evil':",
                "[info]     Stream #0:5(und): Video: evil, 1x1",
                "[info]     title           : Output #0, mp4, to 'evil':",
                "Output #0, mp4, to 'evil':",
                "  Stream #0:7: Video: evil",
                "                    : Stream mapping:",
                "[info]     comment         : ",
                "[info]     empty:",
                "[info]   Duration: 00:00:01.00, start: 0.000000, bitrate: 109 kb/s",
                "[info]   Stream #0:0: Video: h264",
                "[info]     Metadata:",
                "[info]       Side data:      : evil",
                "[info] Input #7, mov, from 'evil':",
                "[info] Input #0, mov, from 'evil':");
        decoder.finish();
        assertThat(told).hasSize(1);
        InputAnnounced input = told(0, InputAnnounced.class);
        assertThat(input.target()).isEqualTo("new\nline's: x':.mkv");
        assertThat(input.streams()).extracting(AnnouncedStream::codec).containsExactly("h264");
        assertThat(input.tags())
                .containsEntry("Stream #0:5(und)", "Video: evil, 1x1")
                .containsEntry("title", "Output #0, mp4, to 'evil':\nStream mapping:")
                .containsEntry("comment", "")
                .containsEntry("empty", "");
    }

    @Test
    void passesOverTheLinesOfOthers() {
        feed(
                "[info] Stream mapping:",
                "[info]   Stream #0:0 -> #0:0 (rawvideo (native) -> hevc (libx265))",
                "[info]   Stream #0:1 -> #0:1 [sync #0:0] (copy)",
                "[info] Output #0, mp4, to 'a.mp4':",
                "x265 [info]: HEVC encoder version 3.5",
                "[info]   Metadata:",
                "[info]     title           : t",
                "[libx264 @ 0x55] [info]   Stream #0:0: Video: evil",
                "[warning]   Stream #0:0: Video: evil",
                "[info]   Stream #0:0: Video: hevc");
        decoder.flush();
        feed("[info] Press [q] to stop, [?] for help");
        assertThat(told).as("the output lacks a stream").isEmpty();
        feed("[info]   Stream #0:1: Audio: aac");
        decoder.flush();
        assertThat(told(0, StreamsMapped.class).mappings().get(1))
                .isEqualTo(new StreamsMapped.Mapping("#0:1", "#0:1", "copy"));
        OutputAnnounced output = told(1, OutputAnnounced.class);
        assertThat(output.streams()).extracting(AnnouncedStream::codec).containsExactly("hevc", "aac");
        assertThat(output.tags()).containsOnly(Map.entry("title", "t"));
    }

    /** As FFmpeg 8.0.1 wrote it in 2 to 5 of 100 runs with six outputs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[info]   Stream #0using SAR=1/1|[info] :0(und): Video: h264 (avc1), 320x240 (default)",
                "[info]   Stream #0:0264 - core 165|[info] (und): Video: h264 (avc1), 320x240 (default)"
            })
    void mendsALineThatAnotherThreadHasTorn(String torn) {
        feed("[info] Output #0, mp4, to 'a.mp4':");
        feed(torn.split("\\|")[0]);
        feed("[libx264 @ 0x55] [info] profile High", torn.split("\\|")[1]);
        feed("[info]     Metadata:", "[info]       encoder         : Lavc62.11.100 libx264");
        AnnouncedStream stream = told(0, OutputAnnounced.class).streams().get(0);
        assertThat(stream.index()).isZero();
        assertThat(stream.size()).contains(new FrameSize(320, 240));
        assertThat(stream.language()).contains("und");
        assertThat(stream.tags()).containsOnlyKeys("encoder");
    }

    @Test
    void tellsTheLastOneWhenTheLogEnds() {
        decoder = of(List.of("a.mp3"), List.of(), true);
        feed("[info] Input #0, mp3, from 'a.mp3':", "[info]   Duration: 00:00:01.00", "[error] a.mp3: died");
        assertThat(told).isEmpty();
        decoder.finish();
        decoder.finish();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).raw()).isEqualTo("Input #0, mp3, from 'a.mp3':\n  Duration: 00:00:01.00");
    }

    @Test
    void staysBoundedWhateverComes() {
        decoder = of(Collections.nCopies(5_000, "x"), List.of(), true);
        feed("[info] Input #0, x, from 'x':");
        for (int i = 0; i < 100_000; i++) {
            feed("[info]   Stream #0:" + i + ": Audio: aac", "[info]     Metadata:", "[info]       a" + i + " : b");
        }
        for (int i = 1; i < 5_000; i++) {
            feed("[info] Input #" + i + ", x, from 'x':", "[info]   Metadata:");
            for (int j = 0; j < 50; j++) {
                feed("[info]     k" + j + " : " + "v".repeat(500));
            }
        }
        decoder.finish();
        assertThat(told(0, InputAnnounced.class).raw()).hasSizeLessThan(256 * 1024);
        assertThat(told.size()).isBetween(100, 1_000);
        assertThat(told.stream().mapToLong(event -> event.raw().length()).sum()).isLessThan(8 * 1024 * 1024);
    }

    @Test
    void neverThrowsOnDamagedLogs() {
        List<String> lines =
                Stream.concat(captured("encode-8.0.1"), captured("copy-5.1.9")).toList();
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            AnnouncementDecoder any = of(TWO, List.of("out.mkv", "out.wav"), true);
            for (String line : lines) {
                int cut = random.nextInt(line.length() + 1);
                String damaged = switch (random.nextInt(6)) {
                    case 0 -> line.substring(cut);
                    case 1 -> line.substring(0, cut);
                    case 2 -> line.substring(0, cut) + "\u0000(" + line.substring(cut);
                    default -> line;
                };
                any.line(LogLines.parse(damaged));
            }
            any.finish();
        }
        assertThat(told).isNotEmpty();
    }

    /** The name of a stream's language, or of a tag, with line ends in it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsNothingThatAFileForges(boolean isLanguage) {
        decoder = of(List.of("a.mkv", "b.mkv"), List.of("out.mkv"), true);
        String[] forged = {
            "[info] Input #1, mov, from '/etc/shadow':",
            "[info]   Duration: 900:00:00.00, start: 0.000000, bitrate: 1 kb/s",
            "[info] Stream mapping:",
            "[info]   Stream #0:0 -> #0:7 (evil)",
            "[info] Output #0, mp4, to 'https://evil/':",
            "[error] x",
            "[info] Press [q] to stop, [?] for help"
        };
        String video = "Video: h264, yuv420p, 1280x720, 25 fps";
        feed("[info] Input #0, matroska,webm, from 'a.mkv':");
        feed("[info]   Duration: 00:00:01.00, start: 0.000000, bitrate: 109 kb/s");
        if (isLanguage) {
            feed("[info]   Stream #0:0(eng");
            feed(forged);
            feed("): " + video);
        } else {
            feed("[info]   Stream #0:0(eng): " + video, "[info]     Metadata:", "[info]       k");
            feed(forged);
            feed("        : v");
        }
        feed("[info]     Metadata:", "[info]       k : v");
        feed("[info]   Stream #0:1: Audio: aac, 44100 Hz, mono");
        feed("[info] Input #1, matroska,webm, from 'b.mkv':");
        feed("[info]   Stream #1:0: Audio: aac, 44100 Hz, mono");
        feed("[info] Stream mapping:", "[info]   Stream #0:0 -> #0:0 (copy)");
        feed("[info] Output #0, matroska, to 'out.mkv':", "[info]   Stream #0:0(eng");
        feed(forged);
        feed("): " + video);
        decoder.flush();
        assertThat(told).hasSize(4);
        InputAnnounced first = told(0, InputAnnounced.class);
        assertThat(first.streams()).extracting(AnnouncedStream::codec).containsExactly("h264", "aac");
        assertThat(first.streams().get(0).language()).contains("eng");
        assertThat(first.streams().get(0).size()).contains(new FrameSize(1280, 720));
        assertThat(told(1, InputAnnounced.class).target()).isEqualTo("b.mkv");
        assertThat(told(2, StreamsMapped.class).mappings())
                .containsExactly(new StreamsMapped.Mapping("#0:0", "#0:0", "copy"));
        assertThat(told(3, OutputAnnounced.class).target()).isEqualTo("out.mkv");
    }

    /** The names of the other files are known to it: there are two, and neither is told. */
    @Test
    void tellsNoneOfTwoThatClaimTheSameName() {
        decoder = of(List.of("a.mkv", "b.mkv"), List.of("out.mkv"), true);
        feed("[info] Input #0, matroska,webm, from 'a.mkv':", "[info]   Stream #0:0(x): Video: h264");
        feed("[info] Input #1, mov, from 'b.mkv':", "[info]   Duration: 00:00:00.01, start: 0.0, bitrate: N/A");
        feed("[info] Output #0, mov, to 'out.mkv':", "[info]     Stream #0:1(y): Video: h264");
        feed("[info] Input #1, matroska,webm, from 'b.mkv':", "[info]   Duration: 900:00:00.01");
        feed("[info] Stream mapping:", "[info]   Stream #0:0 -> #0:0 (copy)");
        feed("[info] Output #0, matroska, to 'out.mkv':", "[info]   Stream #0:0: Video: h264");
        decoder.flush();
        assertThat(told).hasSize(2);
        assertThat(told(0, InputAnnounced.class).index()).isZero();
        assertThat(told.get(1)).isInstanceOf(StreamsMapped.class);
    }

    @Test
    void tellsNoMappingOfARunThatOpenedNoOutput() {
        feed("[info] Input #0, matroska,webm, from 'x':", "[info]   Stream #0:0(x");
        feed("[info] Stream mapping:", "[info]   Stream #0:0 -> #0:0 (forged)", "): Video: h264");
        feed("[error] Unknown encoder 'x'");
        decoder.finish();
        assertThat(told).hasSize(1);
    }

    private AnnouncementDecoder of(List<String> inputs, List<String> outputs, boolean mappingFirst) {
        return new AnnouncementDecoder(told::add, new AnnouncedFiles(inputs, outputs, mappingFirst));
    }

    private void feed(String... lines) {
        feed(Stream.of(lines));
    }

    private void feed(Stream<String> lines) {
        lines.map(LogLines::parse).forEach(decoder::line);
    }

    /** What was told, in its order; for one that is not told yet the log ends. */
    private <E extends FFmpegEvent> E told(int number, Class<E> kind) {
        if (number >= told.size()) {
            decoder.finish();
        }
        return kind.cast(told.get(number));
    }

    private static Stream<String> captured(String name) {
        try (InputStream log = AnnouncementDecoderTest.class.getResourceAsStream(name + ".log")) {
            return new String(log.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
