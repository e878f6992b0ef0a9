package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.SegmentFinished;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.BothFFmpegs;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Folders;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a result says of the files that were written, against what lies on the disk. */
@Tag("media")
class WrittenFilesIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private static Output hls(VideoStream video, Path playlist) {
        return video.output(playlist)
                .codec("mpeg2video")
                .option("g", 5)
                .option("hls_time", "0.2")
                .option("hls_list_size", 0);
    }

    private static Path folder(Workbench bench, String name) throws Exception {
        return Files.createDirectory(bench.file(name));
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    @EachFFmpeg
    void segmentsComeInOrderAndTheirPlaylistLast(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        for (Optional<PartialOutput> policy :
                List.of(Optional.<PartialOutput>empty(), Optional.of(PartialOutput.KEEP))) {
            Path folder = folder(bench, "hls" + policy.isPresent());
            Path playlist = folder.resolve("talk.m3u8");
            FFmpegJob job = FFmpegJob.of(hls(Workbench.moving(60), playlist));
            FFmpegResult result =
                    bench.ffmpeg().run(policy.map(job::partialOutput).orElse(job));
            assertThat(result.files()).hasSize(1);
            List<Path> files = result.files().get(0);
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(Folders.files(folder))
                    .hasSize(13);
            assertThat(names(files))
                    .startsWith("talk0.ts", "talk1.ts", "talk2.ts")
                    .endsWith("talk11.ts", "talk.m3u8");
        }
    }

    @EachFFmpeg
    void whatLayThereBeforeIsNotOfThisRun(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path folder = folder(bench, "pictures");
        MediaTarget pictures = MediaTarget.pattern(folder, "p%03d.png");
        bench.run(Workbench.moving(5).output(pictures));
        FFmpegResult again = bench.run(Workbench.moving(3).output(pictures).overwrite());
        assertThat(names(again.files().get(0))).containsExactly("p001.png", "p002.png", "p003.png");
        Files.writeString(folder.resolve("p4.png"), "mine");
        FFmpegResult more = bench.run(Workbench.moving(2).output(pictures).option("start_number", 9));
        assertThat(names(more.files().get(0))).containsExactly("p009.png", "p010.png");
    }

    @EachFFmpeg
    void variantsAndSegmentsInFoldersAreFound(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path folder = folder(bench, "ladder");
        for (String each : List.of("v0", "v1")) {
            Files.createDirectory(folder.resolve(each));
        }
        VideoStream video = Workbench.moving(25);
        Output ladder = video.output(folder + "/v%v/index.m3u8", video.scale(32, -2))
                .codec("mpeg4")
                .option("g", 5)
                .option("hls_time", "0.4")
                .option("hls_list_size", 0)
                .option("master_pl_name", "all.m3u8")
                .option("var_stream_map", "v:0 v:1");
        FFmpegResult result = bench.run(ladder);
        assertThat(result.files().get(0)).containsExactlyInAnyOrderElementsOf(Folders.files(folder));
        assertThat(names(result.files().get(0))).contains("all.m3u8", "index.m3u8", "index0.ts");
    }

    @EachFFmpeg
    void partsOfTheSegmentMuxerAndItsListAreFound(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path folder = folder(bench, "parts");
        Output parts = Workbench.moving(25)
                .output(MediaTarget.pattern(folder, "part%d.mkv"))
                .format("segment")
                .codec("mpeg4")
                .option("g", 5)
                .option("segment_time", "0.2")
                .option("segment_list", folder.resolve("parts.csv"));
        FFmpegResult result = bench.run(parts);
        assertThat(result.files().get(0))
                .containsExactlyInAnyOrderElementsOf(Folders.files(folder))
                .hasSize(6);
    }

    @EachFFmpeg
    void eachOutputHasItsOwn(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input input = FFmpeg.input(bench.media().videoWithAudio(Duration.ofSeconds(1)));
        Path mp4 = bench.file("a.mp4");
        Path wav = bench.file("a.wav");
        FFmpegResult result = bench.run(StreamSpec.of(
                input.output(mp4).codec("copy"),
                input.output("-").format("null"),
                input.audio().output(wav)));
        assertThat(result.files()).containsExactly(List.of(mp4), List.of(), List.of(wav));
        FFmpegResult byHand = bench.run(StreamSpec.ofArguments(
                "-y", "-i", mp4.toString(), "-c", "copy", bench.file("b.mp4").toString()));
        assertThat(byHand.files()).containsExactly(List.of(bench.file("b.mp4")));
    }

    @EachFFmpeg
    void aMarkedOutputIsFoundUnderItsMark(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path folder = folder(bench, "stopped");
        VideoStream endless = VideoStream.source("testsrc", io.github.asyncffmpeg.graph.FilterOption.opt("s", "64x48"));
        FFmpegProcess process = bench.ffmpeg()
                .start(FFmpegJob.of(hls(endless, folder.resolve("live.m3u8"))).partialOutput(PartialOutput.MARK));
        Awaitility.await().until(() -> Folders.files(folder).stream().anyMatch(file -> file.endsWith("live2.ts")));
        FFmpegResult result = process.stop();
        assertThat(result.files().get(0))
                .containsExactlyInAnyOrderElementsOf(Folders.files(folder))
                .hasSizeGreaterThan(3);
        assertThat(names(result.files().get(0))).endsWith("live.m3u8");
    }

    @EachFFmpeg
    void eachFinishedSegmentIsToldOnceInOrder(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        for (Optional<PartialOutput> policy :
                List.of(Optional.<PartialOutput>empty(), Optional.of(PartialOutput.KEEP))) {
            Path folder = folder(bench, "told" + policy.isPresent());
            FFmpegJob job = FFmpegJob.of(hls(Workbench.moving(60), folder.resolve("talk.m3u8")));
            List<SegmentFinished> told = new CopyOnWriteArrayList<>();
            CountDownLatch ended = new CountDownLatch(1);
            FFmpegProcess process =
                    bench.ffmpeg().start(policy.map(job::partialOutput).orElse(job));
            process.on(SegmentFinished.class, told::add);
            process.on(Ended.class, end -> ended.countDown());
            FFmpegResult result = process.result().get(60, TimeUnit.SECONDS);
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            Awaitility.await().until(() -> told.size() >= 12);
            List<Path> segments = result.files().get(0).subList(0, 12);
            assertThat(names(told.stream().map(SegmentFinished::file).toList())).isEqualTo(names(segments));
        }
    }

    /** An output in segments: what it is called, and its options. */
    private record Form(String target, List<String> options, List<String> files, List<String> segments) {}

    private static final List<Form> FORMS = List.of(
            new Form(
                    "dash/talk.mpd",
                    List.of("-seg_duration", "0.2"),
                    List.of(
                            "chunk-stream0-00001.m4s",
                            "chunk-stream0-00002.m4s",
                            "chunk-stream0-00003.m4s",
                            "init-stream0.m4s",
                            "talk.mpd"),
                    List.of("chunk-stream0-00001.m4s", "chunk-stream0-00002.m4s", "chunk-stream0-00003.m4s")),
            new Form(
                    "one/talk.mpd",
                    List.of("-seg_duration", "0.2", "-single_file", "1"),
                    List.of("talk-stream0.mp4", "talk.mpd"),
                    List.of()),
            new Form(
                    "named/talk.mpd",
                    List.of("-seg_duration", "0.2", "-single_file_name", "whole$RepresentationID$.mp4"),
                    List.of("whole0.mp4", "talk.mpd"),
                    List.of()),
            new Form(
                    "both/talk.mpd",
                    List.of("-seg_duration", "0.2", "-hls_playlist", "1", "-media_seg_name", "$Number$.m4s"),
                    List.of("1.m4s", "2.m4s", "3.m4s", "init-stream0.m4s", "media_0.m3u8", "master.m3u8", "talk.mpd"),
                    List.of("1.m4s", "2.m4s", "3.m4s")),
            new Form(
                    "hls/talk.m3u8",
                    List.of("-hls_time", "0.2", "-hls_segment_type", "fmp4"),
                    List.of("init.mp4", "talk0.m4s", "talk1.m4s", "talk2.m4s", "talk.m3u8"),
                    List.of("talk0.m4s", "talk1.m4s", "talk2.m4s")),
            new Form(
                    "parts/p%03d.mkv",
                    List.of("-f", "segment", "-segment_time", "0.2"),
                    List.of("p000.mkv", "p001.mkv", "p002.mkv"),
                    List.of("p000.mkv", "p001.mkv", "p002.mkv")),
            new Form(
                    "pictures/p%d.png",
                    List.of("-c:v", "png", "-f", "image2", "-frames:v", "3"),
                    List.of("p1.png", "p2.png", "p3.png"),
                    List.of()));

    @BothFFmpegs
    void eachFormHasItsFilesAndTellsItsSegments(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        for (Optional<PartialOutput> policy :
                List.of(Optional.<PartialOutput>empty(), Optional.of(PartialOutput.KEEP))) {
            Path root = folder(bench, "forms" + policy.isPresent());
            for (Form form : FORMS) {
                String as = form.target + " " + policy;
                Path target = root.resolve(form.target);
                Files.createDirectory(target.getParent());
                List<String> arguments = new ArrayList<>(
                        List.of("-f", "lavfi", "-i", "testsrc=s=64x48:d=0.6", "-g", "5", "-c:v", "mpeg4"));
                arguments.addAll(form.options);
                arguments.add(form.target);
                FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments(arguments)).directory(root);
                List<Path> told = new CopyOnWriteArrayList<>();
                CountDownLatch ended = new CountDownLatch(1);
                FFmpegProcess process =
                        bench.ffmpeg().start(policy.map(job::partialOutput).orElse(job));
                process.on(SegmentFinished.class, segment -> told.add(segment.file()));
                process.on(Ended.class, end -> ended.countDown());
                List<Path> files =
                        process.result().get(60, TimeUnit.SECONDS).files().get(0);
                assertThat(ended.await(20, TimeUnit.SECONDS)).as(as).isTrue();
                assertThat(files).as(as).containsExactlyInAnyOrderElementsOf(Folders.files(target.getParent()));
                assertThat(names(files)).as(as).isEqualTo(form.files);
                Awaitility.await().until(() -> told.size() >= form.segments.size());
                assertThat(names(told)).as(as).isEqualTo(form.segments);
            }
        }
    }

    @EachFFmpeg
    void aSegmentIsToldWhileFFmpegGoesOn(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path folder = folder(bench, "live");
        Files.writeString(folder.resolve("live900.ts"), "of an older run");
        VideoStream endless =
                FFmpeg.input("testsrc=s=64x48").format("lavfi").atNativeRate().video();
        FFmpegProcess process =
                bench.ffmpeg().start(hls(endless, folder.resolve("live.m3u8")).overwrite());
        List<Path> told = new CopyOnWriteArrayList<>();
        process.on(SegmentFinished.class, segment -> told.add(segment.file()));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> told.size() >= 2);
        assertThat(process.isAlive()).isTrue();
        assertThat(names(told)).startsWith("live0.ts", "live1.ts");
        assertThat(bench.playable(told.get(0)).frames()).isEqualTo(5);
        process.stop();
        Awaitility.await().until(() -> told.size() == Folders.files(folder).size() - 2);
        assertThat(names(told)).doesNotContain("live900.ts").doesNotHaveDuplicates();
    }
}
