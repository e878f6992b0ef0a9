package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.run.ResourceLimits;
import io.github.asyncffmpeg.run.Running;
import io.github.asyncffmpeg.supervise.Attempt;
import io.github.asyncffmpeg.supervise.RestartPolicy;
import io.github.asyncffmpeg.supervise.SupervisedResult;
import io.github.asyncffmpeg.supervise.SupervisedRun;
import io.github.asyncffmpeg.supervise.SupervisionEvent;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A camera that is recorded whatever happens to it, to FFmpeg and to the network. */
@Tag("media")
class SupervisionIT {

    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    private static final RestartPolicy QUICK =
            RestartPolicy.standard().jitter(0).firstDelay(Duration.ofMillis(50)).multiplier(1);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** Copied as a recorder does, and flushed, so that what is there when FFmpeg is killed can be looked at. */
    private static FFmpegJob recording(String url, Path file) {
        return FFmpegJob.of(StreamSpec.ofArguments(
                "-fflags",
                "nobuffer",
                "-analyzeduration",
                "500000",
                "-probesize",
                "100000",
                "-i",
                url,
                "-c",
                "copy",
                "-flush_packets",
                "1",
                "file:" + file));
    }

    private static FFmpegProcess working(SupervisedRun run, int attempt) {
        await().atMost(Child.LIMIT)
                .until(() -> run.attempt() >= attempt
                        && run.current()
                                .flatMap(FFmpegProcess::lastProgress)
                                .filter(progress -> progress.frame().orElse(0) >= 15)
                                .isPresent());
        return run.current().orElseThrow();
    }

    private static List<String> outputs(SupervisedRun run) {
        return run.attempts().stream()
                .flatMap(attempt -> attempt.outputs().stream())
                .map(MediaTarget::argument)
                .toList();
    }

    @EachFFmpeg
    @Tag("long")
    void keepsWhatEveryAttemptRecordedWhenFFmpegIsKilled(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("camera.mkv");
        List<SupervisionEvent> events = Collections.synchronizedList(new ArrayList<>());
        try (CameraServer camera = new CameraServer(installation, leaks.tempDirectory());
                SupervisedRun run = bench.ffmpeg().supervise(recording(camera.url(), file), QUICK)) {
            run.on(SupervisionEvent.class, events::add);
            for (int attempt = 1; attempt <= 4; attempt++) {
                Child.signal(working(run, attempt).pid(), attempt % 2 == 0 ? SIGTERM : SIGKILL);
                int ended = attempt;
                await().atMost(Child.LIMIT).until(() -> run.attempts().size() >= ended);
            }
            working(run, 5);
            SupervisedResult result = run.stop();
            assertThat(result.outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
            assertThat(result.attempts()).isEqualTo(5);
            assertThat(outputs(run))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 5)
                            .mapToObj(n -> "file:" + bench.file(n == 1 ? "camera.mkv" : "camera-" + n + ".mkv"))
                            .toList());
        }
        for (int n = 1; n <= 5; n++) {
            Path each = bench.file(n == 1 ? "camera.mkv" : "camera-" + n + ".mkv");
            if (n % 2 == 0 || n == 5) {
                assertThat(bench.playable(each).frames()).isGreaterThanOrEqualTo(15);
            } else {
                assertThat(frames(bench, each))
                        .isGreaterThanOrEqualTo(15); // no trailer, and the last packet may be cut
            }
        }
        await().until(() -> events.stream().anyMatch(SupervisionEvent.Finished.class::isInstance));
        assertThat(events.stream().filter(SupervisionIT::isMilestone).map(SupervisionIT::name))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 5)
                        .boxed()
                        .flatMap(n -> Stream.of(
                                "AttemptStarted",
                                "Started",
                                "Ended",
                                "AttemptEnded",
                                n < 5 ? "Restarting" : "Finished"))
                        .toList());
    }

    private static boolean isMilestone(SupervisionEvent event) {
        return !(event instanceof SupervisionEvent.FromAttempt of)
                || of.event() instanceof Started
                || of.event() instanceof Ended;
    }

    private static String name(SupervisionEvent event) {
        return event instanceof SupervisionEvent.FromAttempt of
                ? of.event().getClass().getSimpleName()
                : event.getClass().getSimpleName();
    }

    private static long frames(Workbench bench, Path file) throws Exception {
        return bench.probe(file, "packet=flags").stream()
                .filter(line -> line.startsWith("flags="))
                .count();
    }

    @EachFFmpeg
    @Tag("long")
    void comesBackWithTheCamera(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        try (CameraServer camera = new CameraServer(installation, leaks.tempDirectory());
                SupervisedRun run =
                        bench.ffmpeg().supervise(recording(camera.url(), bench.file("camera.mkv")), QUICK)) {
            working(run, 1);
            camera.hangUp();
            working(run, 2);
            camera.goAway();
            await().atMost(Child.LIMIT).until(() -> run.attempts().size() >= 4);
            assertThat(run.attempts().get(3).failure().orElseThrow().kind()).isEqualTo(FailureKind.CONNECTION_REFUSED);
            camera.comeBack();
            working(run, 3);
            run.stop();
            List<Path> files;
            try (Stream<Path> all = Files.list(leaks.tempDirectory())) {
                files = all.filter(each -> each.toString().endsWith(".mkv")).toList();
            }
            assertThat(files).hasSize(3); // attempts without a connection make no file, and use up no number
            for (Path file : files) {
                assertThat(frames(bench, file)).isGreaterThanOrEqualTo(15); // a hung-up camera ends amid a picture
            }
        }
    }

    @EachFFmpeg
    @Tag("long")
    void startsAgainWhenTheCameraGoesSilent(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        try (CameraServer camera = new CameraServer(installation, leaks.tempDirectory());
                SupervisedRun run = bench.ffmpeg()
                        .supervise(
                                recording(camera.url(), bench.file("camera.mkv"))
                                        .timeToForceTermination(Duration.ofSeconds(2)),
                                QUICK.stallTimeout(Duration.ofSeconds(5)))) {
            working(run, 1);
            camera.silent(true);
            await().atMost(Child.LIMIT).until(() -> !run.attempts().isEmpty());
            camera.silent(false);
            Attempt first = run.attempts().get(0);
            assertThat(first.outcome().orElseThrow())
                    .isInstanceOfSatisfying(
                            Outcome.TimedOut.class,
                            outcome -> assertThat(outcome.reason()).isEqualTo(StopReason.STALL));
            working(run, 2);
            assertThat(run.stop().outcome().finalised()).isTrue();
        }
    }

    @EachFFmpeg
    @Tag("long")
    void keepsSegmentsAndGoesOnWithTheirNumbers(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path folder = Files.createDirectory(bench.file("s%d"));
        try (CameraServer camera = new CameraServer(installation, leaks.tempDirectory())) {
            FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments(
                    "-analyzeduration",
                    "500000",
                    "-probesize",
                    "100000",
                    "-i",
                    camera.url(),
                    "-c",
                    "copy",
                    "-f",
                    "segment",
                    "-segment_time",
                    "0.5",
                    MediaTarget.pattern(folder, "cam%03d.mkv").argument()));
            for (int program = 0; program < 2; program++) { // the second is a new start of the program
                try (SupervisedRun run = bench.ffmpeg().supervise(job, QUICK)) {
                    Child.signal(working(run, 1).pid(), SIGTERM);
                    await().atMost(Child.LIMIT).until(() -> run.attempts().size() == 1);
                    working(run, 2);
                    run.stop();
                    assertThat(run.attempts())
                            .allMatch(attempt -> attempt.lastProgress().isPresent());
                }
            }
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        assertThat(files.size()).isGreaterThanOrEqualTo(4);
        for (int i = 0; i < files.size(); i++) {
            assertThat(files.get(i).getFileName()).hasToString("cam%03d.mkv".formatted(i));
            bench.playable(files.get(i));
        }
    }

    @EachFFmpeg
    @Tag("long")
    void goesOnWithAPlaylistOfHls(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path playlist = bench.file("live.m3u8");
        try (CameraServer camera = new CameraServer(installation, leaks.tempDirectory());
                SupervisedRun run = bench.ffmpeg()
                        .supervise(
                                FFmpegJob.of(StreamSpec.ofArguments(
                                        "-analyzeduration",
                                        "500000",
                                        "-probesize",
                                        "100000",
                                        "-i",
                                        camera.url(),
                                        "-c",
                                        "copy",
                                        "-hls_time",
                                        "0.4",
                                        "-hls_list_size",
                                        "0",
                                        playlist.toString())),
                                QUICK)) {
            Child.signal(working(run, 1).pid(), SIGTERM);
            await().atMost(Child.LIMIT).until(() -> run.attempts().size() == 1);
            List<String> before = segments(playlist);
            assertThat(before).isNotEmpty();
            Child.signal(working(run, 2).pid(), SIGKILL);
            await().atMost(Child.LIMIT).until(() -> run.attempts().size() == 2);
            working(run, 3);
            run.stop();
            List<String> after = segments(playlist);
            assertThat(after.subList(0, before.size())).isEqualTo(before);
            assertThat(after).anyMatch(name -> name.endsWith("-3.ts")).doesNotHaveDuplicates();
            assertThat(bench.playable(playlist).frames()).isGreaterThanOrEqualTo(30);
        }
    }

    private static List<String> segments(Path playlist) throws Exception {
        return Files.readAllLines(playlist).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @EachFFmpeg
    void givesUpAtOnceOnWhatCanNeverWork(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        SupervisedRun run = bench.ffmpeg()
                .supervise(
                        FFmpegJob.of(StreamSpec.ofArguments(
                                "-f",
                                "lavfi",
                                "-i",
                                "testsrc",
                                "-c:v",
                                "libx246",
                                bench.file("a.mkv").toString())),
                        RestartPolicy.standard());
        assertThatThrownBy(() -> run.result().get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("libx246");
        assertThatThrownBy(run::stop).hasMessageContaining("libx246");
        assertThat(run.attempts()).hasSize(1);
        assertThat(run.state()).isEqualTo(Running.State.ENDED);
    }

    @EachFFmpeg
    void givesUpAfterTheLimit(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        SupervisedRun run = bench.ffmpeg()
                .supervise(
                        FFmpegJob.of(StreamSpec.ofArguments(
                                "-f",
                                "lavfi",
                                "-i",
                                "testsrc=d=0.2",
                                bench.file("a.mkv").toString())),
                        QUICK.maxRestarts(2));
        assertThatThrownBy(() -> run.result().get(30, TimeUnit.SECONDS))
                .hasMessageContaining("3 times in a row")
                .hasMessageContaining("its input ended");
        assertThat(run.attempts()).hasSize(3);
    }

    @EachFFmpeg
    void stopsWhereverItIs(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FFmpeg ffmpeg = bench.ffmpeg();
        try (CameraServer camera = new CameraServer(installation, leaks.tempDirectory())) {
            FFmpegJob job = recording(camera.url(), bench.file("camera.mkv"));
            SupervisedRun starting = ffmpeg.supervise(job, QUICK);
            starting.close(); // in that moment FFmpeg may have failed, or not have been started
            assertThat(starting.state()).isEqualTo(Running.State.ENDED);
            assertThat(starting.current()).isEmpty();

            camera.silent(true); // FFmpeg is connected, and opens its input for ever
            int before = camera.connections();
            SupervisedRun opening = ffmpeg.supervise(job, QUICK);
            await().atMost(Child.LIMIT).until(() -> camera.connections() > before);
            assertThat(opening.stop().outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, false));
            camera.silent(false);

            camera.goAway();
            SupervisedRun waiting =
                    ffmpeg.supervise(job, QUICK.firstDelay(Duration.ofHours(1)).longestDelay(Duration.ofHours(1)));
            await().atMost(Child.LIMIT).until(() -> waiting.state() == Running.State.WAITING);
            long asked = System.nanoTime();
            assertThat(waiting.stop().outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, false));
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
            assertThat(waiting.result()).isDone();

            camera.comeBack();
            SupervisedRun ending = ffmpeg.supervise(job, QUICK);
            working(ending, 1);
            ending.quit();
            ending.close();
            assertThat(ending.result().join().outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
        }
    }

    /** It was given up when its first file was full. */
    @EachFFmpeg
    void rollsToTheNextFileAtALimitOfTheJob(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        try (CameraServer camera = new CameraServer(installation, leaks.tempDirectory());
                SupervisedRun run = bench.ffmpeg()
                        .supervise(
                                recording(camera.url(), bench.file("camera.mkv"))
                                        .partialOutput(PartialOutput.KEEP)
                                        .limits(ResourceLimits.none().maxOutputDuration(Duration.ofSeconds(1))),
                                QUICK)) {
            await().atMost(Child.LIMIT).until(() -> run.attempts().size() >= 2);
            run.stop();
            assertThat(run.attempts().get(0).failure().orElseThrow().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
            assertThat(run.attempts().get(0).fates()).extracting("state").containsExactly(OutputFate.State.SHORT);
            assertThat(bench.playable(bench.file("camera.mkv")).frames()).isPositive();
            assertThat(bench.playable(bench.file("camera-2.mkv")).frames()).isPositive();
        }
    }

    @EachFFmpeg
    @Tag("long")
    void rollsToTheNextFileWhenItsProcessIsStopped(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        try (CameraServer camera = new CameraServer(installation, leaks.tempDirectory());
                SupervisedRun run =
                        bench.ffmpeg().supervise(recording(camera.url(), bench.file("camera.mkv")), QUICK)) {
            working(run, 1).stop();
            working(run, 2);
            run.stop();
            assertThat(bench.playable(bench.file("camera.mkv")).frames()).isGreaterThanOrEqualTo(15);
            assertThat(bench.playable(bench.file("camera-2.mkv")).frames()).isGreaterThanOrEqualTo(15);
        }
    }
}
