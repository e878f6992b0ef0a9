package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.event.AnnouncedStream;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.event.StreamsMapped;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.media.Medium;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What FFmpeg announces of inputs, outputs and streams, in the kinds of runs people make. */
@Timeout(120)
@Tag("media")
class AnnouncementsIT {

    private static final List<String> VIDEO = List.of("-f", "lavfi", "-i", "testsrc=d=1:s=320x240");
    private static final List<String> TONE = List.of("-f", "lavfi", "-i", "sine=d=1");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void tellsOfAnEncode(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path in = made(bench, "in.mp4", VIDEO, TONE, List.of("-metadata", "title=Input #0, mov, from 'x':"));
        Told told = run(bench, List.of("-i", in.toString(), "-s", "64x48", bench.file("out.mkv") + ""));
        InputAnnounced input = told.inputs.get(0);
        assertThat(told.inputs).hasSize(1);
        assertThat(input.formats()).contains("mp4");
        assertThat(input.target()).isEqualTo(in.toString());
        assertThat(input.duration()).contains(Duration.ofSeconds(1));
        assertThat(input.start()).contains(Duration.ZERO);
        assertThat(input.bitRate()).isPresent();
        assertThat(input.tags()).containsEntry("title", "Input #0, mov, from 'x':");
        assertThat(media(input.streams())).containsExactly(Medium.VIDEO, Medium.AUDIO);
        assertThat(input.streams().get(0).size()).contains(new FrameSize(320, 240));
        assertThat(input.streams().get(0).frameRate()).hasValue(25);
        assertThat(input.streams().get(0).rotation()).isEmpty();
        assertThat(input.streams().get(1).sampleRate()).hasValue(44_100);
        assertThat(input.streams().get(1).channelLayout()).contains("mono");
        assertThat(told.mapped.mappings())
                .extracting(StreamsMapped.Mapping::from, StreamsMapped.Mapping::to)
                .containsExactly(tuple("#0:0", "#0:0"), tuple("#0:1", "#0:1"));
        assertThat(told.outputs).hasSize(1);
        assertThat(told.outputs.get(0).format()).isEqualTo("matroska");
        assertThat(told.outputs.get(0).target()).isEqualTo(bench.file("out.mkv").toString());
        assertThat(told.outputs.get(0).streams().get(0).size()).contains(new FrameSize(64, 48));
        assertThat(told.outputs.get(0).streams()).hasSize(2);
    }

    @EachFFmpeg
    void tellsOfAStreamCopy(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path in = made(bench, "in.mp4", VIDEO, TONE);
        Told told = run(bench, List.of("-i", in.toString(), "-c", "copy", bench.file("out.mp4") + ""));
        assertThat(told.mapped.mappings())
                .extracting(StreamsMapped.Mapping::how)
                .containsExactly("copy", "copy");
        assertThat(told.outputs.get(0).streams()).hasSize(2);
    }

    @EachFFmpeg
    void tellsOfAudioAloneWhoseLengthIsGuessed(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path in = made(bench, "in.aac", TONE);
        Told told = run(bench, List.of("-i", in.toString(), "-f", "null", "-"));
        assertThat(told.inputs.get(0).estimatedDuration()).isTrue();
        assertThat(told.inputs.get(0).duration()).isPresent();
        assertThat(media(told.inputs.get(0).streams())).containsExactly(Medium.AUDIO);
        assertThat(told.outputs.get(0).format()).isEqualTo("null");
        assertThat(told.outputs.get(0).streams().get(0).codec()).isEqualTo("pcm_s16le");
    }

    @EachFFmpeg
    void tellsOfImages(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        String sequence = bench.file("frame%02d.png").toString();
        Told many = run(bench, List.of("-f", "lavfi", "-i", "testsrc=s=64x48", "-frames:v", "5", sequence));
        assertThat(many.inputs.get(0).duration()).as("of a lavfi source").isEmpty();
        assertThat(many.inputs.get(0).formats()).containsExactly("lavfi");
        assertThat(many.outputs.get(0).format()).isEqualTo("image2");
        Told again = run(bench, List.of("-i", sequence, "-f", "null", "-"));
        assertThat(again.inputs.get(0).formats()).containsExactly("image2");
        assertThat(again.inputs.get(0).duration()).contains(Duration.ofMillis(200));
        Told one = run(bench, List.of("-i", bench.file("frame01.png") + "", bench.file("one.jpg") + ""));
        assertThat(one.inputs.get(0).formats()).containsExactly("png_pipe");
        assertThat(one.inputs.get(0).duration()).isEmpty();
        assertThat(one.inputs.get(0).streams().get(0).codec()).isEqualTo("png");
        assertThat(one.outputs.get(0).streams().get(0).codec()).isEqualTo("mjpeg");
    }

    @EachFFmpeg
    void tellsOfHls(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        String playlist = bench.file("list.m3u8").toString();
        List<String> arguments = new ArrayList<>(VIDEO);
        arguments.addAll(TONE);
        arguments.addAll(List.of("-g", "5", "-f", "hls", "-hls_time", "0.2", playlist));
        Told told = run(bench, arguments);
        assertThat(told.outputs).hasSize(1);
        assertThat(told.outputs.get(0).format()).isEqualTo("hls");
        assertThat(told.outputs.get(0).streams()).hasSize(2);
        Told back = run(bench, List.of("-i", playlist, "-f", "null", "-"));
        assertThat(back.inputs).hasSize(1);
        assertThat(back.inputs.get(0).formats()).contains("hls");
        assertThat(back.inputs.get(0).duration()).isPresent();
    }

    @EachFFmpeg
    void tellsOfSeveralInputsAndOutputsAndAGraph(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path one = made(bench, "one.mp4", VIDEO, TONE);
        Path two = made(bench, "two.mp4", VIDEO);
        List<String> arguments = new ArrayList<>(List.of("-i", one.toString(), "-i", two.toString()));
        arguments.addAll(List.of("-filter_complex", "[0:v][1:v]overlay,split[a][b]"));
        arguments.addAll(List.of("-map", "[a]", "-map", "0:a", bench.file("a.mp4") + ""));
        arguments.addAll(List.of("-map", "[b]", bench.file("b.mkv") + "", "-map", "0:a", bench.file("c.wav") + ""));
        Told told = run(bench, arguments);
        assertThat(told.inputs).extracting(InputAnnounced::index).containsExactly(0, 1);
        assertThat(told.outputs).extracting(OutputAnnounced::index).containsExactlyInAnyOrder(0, 1, 2);
        for (OutputAnnounced output : told.outputs) {
            assertThat(output.streams()).hasSize(output.index() == 0 ? 2 : 1);
        }
        assertThat(told.mapped.mappings())
                .anySatisfy(mapping -> {
                    assertThat(mapping.from()).isEqualTo("#1:0");
                    assertThat(mapping.to()).startsWith("overlay");
                    assertThat(mapping.how()).isEqualTo("h264");
                })
                .anySatisfy(mapping -> {
                    assertThat(mapping.from()).startsWith("split");
                    assertThat(mapping.to()).isEqualTo("#1:0");
                    assertThat(mapping.how()).isEqualTo("libx264");
                });
    }

    /** 5.1 has no option that writes a display matrix, so the bundled one makes the file. */
    @EachFFmpeg
    void tellsOfRotation(Installation installation) throws Exception {
        Workbench maker = new Workbench(FFmpegs.bundled(), leaks);
        Path upright = made(maker, "upright.mp4", VIDEO);
        Path turned = maker.file("turned.mp4");
        run(maker, List.of("-display_rotation", "90", "-i", upright + "", "-c", "copy", turned + ""));
        Workbench bench = new Workbench(installation, leaks);
        Told told = run(bench, List.of("-i", turned.toString(), "-f", "null", "-"));
        AnnouncedStream in = told.inputs.get(0).streams().get(0);
        assertThat(in.rotation()).hasValue(90);
        assertThat(in.size()).contains(new FrameSize(320, 240));
        AnnouncedStream out = told.outputs.get(0).streams().get(0);
        assertThat(out.size()).as("FFmpeg turns it").contains(new FrameSize(240, 320));
        assertThat(out.rotation().orElse(0)).isZero();
    }

    @EachFFmpeg
    void tellsOfCoversSubtitlesAndChapters(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path cover = bench.file("cover.png");
        run(bench, List.of("-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1", cover.toString()));
        Path words = Files.writeString(bench.file("words.srt"), "1\n00:00:00,000 --> 00:00:01,000\nhi\n\n");
        Path marks = Files.writeString(
                bench.file("marks.txt"),
                ";FFMETADATA1\ntitle=book\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=one\n"
                        + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=500\nEND=1000\ntitle=two\n");
        Path book = bench.file("book.m4a");
        List<String> arguments = new ArrayList<>(TONE);
        arguments.addAll(List.of("-i", cover.toString(), "-i", marks.toString()));
        arguments.addAll(List.of("-map", "0", "-map", "1", "-map_metadata", "2", "-c:v", "copy"));
        arguments.addAll(List.of("-disposition:v", "attached_pic", book.toString()));
        run(bench, arguments);
        Told told = run(bench, List.of("-i", book.toString(), "-map", "0:a", "-f", "null", "-"));
        InputAnnounced input = told.inputs.get(0);
        assertThat(input.tags()).containsEntry("title", "book");
        assertThat(input.streams())
                .filteredOn(AnnouncedStream::isAttachedPicture)
                .hasSize(1);
        assertThat(told.outputs.get(0).streams()).hasSize(1);

        Path film = bench.file("film.mkv");
        List<String> mux = new ArrayList<>(VIDEO);
        mux.addAll(List.of("-i", words.toString(), "-metadata:s:s:0", "language=ger", film.toString()));
        run(bench, mux);
        Told again = run(bench, List.of("-i", film.toString(), "-c", "copy", "-f", "null", "-"));
        AnnouncedStream subtitles = again.inputs.get(0).streams().get(1);
        assertThat(subtitles.medium()).contains(Medium.SUBTITLE);
        assertThat(subtitles.language()).contains("ger");
    }

    @EachFFmpeg
    void readsNamesWithQuotesColonsAndLineEnds(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path in = made(bench, "plain.mp4", VIDEO);
        Path odd = Files.move(in, bench.file("it's: 'x':\nStream #0:0: Video.mp4"));
        Told told = run(bench, List.of("-i", "file:" + odd, "-f", "null", "-"));
        assertThat(told.inputs.get(0).streams()).hasSize(1);
        assertThat(told.inputs.get(0).target()).startsWith("file:").contains("it's: 'x");
        Path quoted = Files.move(odd, bench.file("it's: a 'quoted'.mp4"));
        assertThat(run(bench, List.of("-i", "file:" + quoted, "-f", "null", "-"))
                        .inputs
                        .get(0)
                        .target())
                .isEqualTo("file:" + quoted);
    }

    @EachFFmpeg
    void tellsNothingWhenTheLevelIsLowered(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        List<String> arguments = new ArrayList<>(List.of("-loglevel", "error"));
        arguments.addAll(VIDEO);
        arguments.addAll(List.of("-f", "null", "-"));
        List<FFmpegEvent> events = events(bench, arguments);
        assertThat(events)
                .noneMatch(event -> event instanceof InputAnnounced
                        || event instanceof OutputAnnounced
                        || event instanceof StreamsMapped)
                .anyMatch(Progress.class::isInstance);
    }

    @EachFFmpeg
    void readsALogWithoutLevels(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path in = made(bench, "in.mp4", VIDEO, TONE);
        Told told = run(bench, List.of("-loglevel", "info", "-i", in.toString(), bench.file("out.mkv") + ""));
        assertThat(told.inputs.get(0).duration()).contains(Duration.ofSeconds(1));
        assertThat(told.outputs.get(0).streams()).hasSize(2);
    }

    @EachFFmpeg
    void tellsOfTheInputOfARunThatFails(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path in = made(bench, "in.mp4", VIDEO);
        List<FFmpegEvent> events = Collections.synchronizedList(new ArrayList<>());
        StreamSpec spec = StreamSpec.ofArguments(List.of("-i", in.toString(), bench.file("none/out.mkv") + ""));
        FFmpegProcess process = bench.ffmpeg().start(spec);
        process.on(FFmpegEvent.class, events::add);
        assertThatThrownBy(process.result()::join).hasCauseInstanceOf(FFmpegProcessException.class);
        assertThat(late(process)).hasAtLeastOneElementOfType(InputAnnounced.class);
    }

    @EachFFmpeg
    void tellsWarningsAlone(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path in = made(bench, "in.aac", TONE);
        List<LogLine> warnings = Collections.synchronizedList(new ArrayList<>());
        FFmpegProcess process =
                bench.ffmpeg().start(StreamSpec.ofArguments(List.of("-i", in.toString(), "-f", "null", "-")));
        process.onWarning(warnings::add);
        CompletableFuture<Ended> ended = new CompletableFuture<>();
        process.on(Ended.class, ended::complete);
        process.result().get(60, TimeUnit.SECONDS);
        await().until(() -> !warnings.isEmpty());
        assertThat(warnings).allMatch(line -> line.level().isTrouble());
        assertThat(warnings.get(0).message()).contains("Estimating duration");
    }

    /** The announcements of one run, which a late subscriber gets as well. */
    private static final class Told {

        private final List<InputAnnounced> inputs;
        private final List<OutputAnnounced> outputs;
        private final StreamsMapped mapped;

        Told(List<FFmpegEvent> events) {
            inputs = of(InputAnnounced.class, events);
            outputs = of(OutputAnnounced.class, events);
            mapped = of(StreamsMapped.class, events).get(0);
            assertThat(of(StreamsMapped.class, events)).hasSize(1);
        }

        private static <E> List<E> of(Class<E> kind, List<FFmpegEvent> events) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    private static Told run(Workbench bench, List<String> arguments) throws Exception {
        return new Told(events(bench, arguments));
    }

    /** The events of a run, as who came early and who came late see them: the announcements are the same. */
    private static List<FFmpegEvent> events(Workbench bench, List<String> arguments) throws Exception {
        FFmpegProcess process = bench.ffmpeg().start(StreamSpec.ofArguments(arguments));
        List<FFmpegEvent> events = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Ended> ended = new CompletableFuture<>();
        process.on(FFmpegEvent.class, event -> {
            events.add(event);
            if (event instanceof Ended end) {
                ended.complete(end);
            }
        });
        process.result().get(60, TimeUnit.SECONDS);
        ended.get(60, TimeUnit.SECONDS);
        assertThat(events.get(0)).isInstanceOf(Started.class);
        int progress = events.indexOf(
                events.stream().filter(Progress.class::isInstance).findFirst().orElseThrow());
        for (FFmpegEvent event : events) {
            if (isAnnouncement(event)) {
                assertThat(events.indexOf(event)).isLessThan(progress);
            }
        }
        List<FFmpegEvent> announced =
                events.stream().filter(AnnouncementsIT::isAnnouncement).toList();
        assertThat(late(process).stream().filter(AnnouncementsIT::isAnnouncement))
                .containsExactlyElementsOf(announced);
        for (FFmpegEvent event : announced) {
            // A listener that comes after the start may have missed lines; what is kept of the log has them.
            List<String> lines = new ArrayList<>(process.logTail());
            events.stream()
                    .filter(LogLine.class::isInstance)
                    .map(line -> ((LogLine) line).message())
                    .forEach(lines::add);
            assertThat(lines).containsAll(event.raw().lines().toList());
        }
        return events;
    }

    private static List<FFmpegEvent> late(FFmpegProcess process) throws Exception {
        List<FFmpegEvent> events = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Ended> ended = new CompletableFuture<>();
        process.on(FFmpegEvent.class, event -> {
            events.add(event);
            if (event instanceof Ended end) {
                ended.complete(end);
            }
        });
        ended.get(60, TimeUnit.SECONDS);
        return events;
    }

    private static boolean isAnnouncement(FFmpegEvent event) {
        return event instanceof InputAnnounced || event instanceof OutputAnnounced || event instanceof StreamsMapped;
    }

    private static List<Medium> media(List<AnnouncedStream> streams) {
        return streams.stream().map(stream -> stream.medium().orElseThrow()).toList();
    }

    @SafeVarargs
    private static Path made(Workbench bench, String name, List<String>... parts) {
        List<String> arguments = new ArrayList<>();
        for (List<String> part : parts) {
            arguments.addAll(part);
        }
        arguments.addAll(List.of("-pix_fmt", "yuv420p", "file:" + bench.file(name)));
        bench.run(StreamSpec.ofArguments(arguments));
        return bench.file(name);
    }
}
