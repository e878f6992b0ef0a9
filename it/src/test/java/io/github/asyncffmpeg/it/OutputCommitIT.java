package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.OutputFate.State;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each policy, with each way a run can end, and each form of output: what stands under the final name is whole, what is not
 * has a marked name or is gone, and nothing else is left in the folder. One ending a test; its runs run side by side.
 */
@Tag("media")
class OutputCommitIT {

    /** The forms of output: arguments, and the name by which the result can be played. */
    private enum Form {
        FILE("out.mp4", "out.mp4", "out.partial.mp4", "-flush_packets", "1", "-c:v", "mpeg4", "out.mp4"),
        HLS(
                "p.m3u8",
                "p.m3u8",
                "p.m3u8.partial/p.m3u8",
                "-c:v",
                "mpeg2video",
                "-hls_time",
                "0.2",
                "-hls_list_size",
                "0",
                "p.m3u8"),
        DASH("m.mpd", "", "m.mpd.partial", "-c:v", "mpeg4", "-seg_duration", "0.2", "m.mpd"),
        PICTURES("f0001.png", "f%04d.png", "f_04d.png.partial/f%04d.png", "f%04d.png"),
        SEVERAL(
                "two.wav",
                "one.mkv",
                "one.partial.mkv",
                "-map",
                "0:v",
                "-c:v",
                "mpeg4",
                "-flush_packets",
                "1",
                "one.mkv",
                "-map",
                "1:a",
                "-flush_packets",
                "1",
                "two.wav");

        final String name;
        final String playable;
        final String marked;
        final List<String> arguments;

        Form(String name, String playable, String marked, String... arguments) {
            this.name = name;
            this.playable = playable;
            this.marked = marked;
            this.arguments = List.of(arguments);
        }

        int outputs() {
            return this == SEVERAL ? 2 : 1;
        }
    }

    /** A run that a test has started. */
    private record Running(PartialOutput policy, Form form, Path folder, FFmpegProcess process) {
        /** What became of the outputs, however it ended. */
        List<OutputFate> fates() {
            try {
                return process.stop().outputs();
            } catch (FFmpegProcessException e) {
                return e.outputs();
            }
        }

        /** The files that it says it has left. */
        List<Path> files() {
            List<List<Path>> files;
            try {
                files = process.stop().files();
            } catch (FFmpegProcessException e) {
                files = e.files();
            }
            return files.stream().flatMap(List::stream).toList();
        }
    }

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private final List<Running> running = new ArrayList<>();

    private FFmpeg library(Installation installation) {
        return installation.library(leaks.environment()).build();
    }

    /** Starts each form with each policy. */
    private void startAll(Installation installation, String seconds, UnaryOperator<FFmpegJob> with, String... last)
            throws IOException {
        for (PartialOutput policy : PartialOutput.values()) {
            for (Form form : Form.values()) {
                Path folder = Files.createDirectory(leaks.tempDirectory().resolve(policy + "-" + form));
                List<String> arguments = new ArrayList<>(List.of("-re", "-f", "lavfi", "-t", seconds, "-i"));
                arguments.addAll(
                        List.of("testsrc=s=64x48:r=25", "-f", "lavfi", "-t", seconds, "-i", "sine", "-g", "5"));
                arguments.addAll(form.arguments);
                arguments.addAll(List.of(last));
                FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments(arguments))
                        .directory(folder)
                        .name(policy + " " + form)
                        .partialOutput(policy);
                running.add(
                        new Running(policy, form, folder, library(installation).start(with.apply(job))));
            }
        }
    }

    private void afterSomeFrames(Consumer<FFmpegProcess> end) {
        for (Running each : running) {
            await().atMost(Child.LIMIT)
                    .until(() -> each.process
                                            .lastProgress()
                                            .map(OutputCommitIT::frames)
                                            .orElse(0L)
                                    >= 25
                            || !each.process.isAlive());
        }
        running.forEach(each -> end.accept(each.process));
    }

    private static long frames(Progress progress) {
        return progress.frame().orElse(0);
    }

    private void awaitAll() {
        for (Running each : running) {
            await().atMost(Child.LIMIT).until(() -> each.process.result().isDone() && !each.process.isAlive());
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** However a run ends, it knows its files. */
    private static void assertKnown(Running each) throws IOException {
        if (each.process.result().isCancelled()) {
            return; // there is neither a result nor an exception of ours
        }
        try (Stream<Path> files = Files.walk(each.folder)) {
            assertThat(each.files())
                    .as(each.toString())
                    .containsExactlyInAnyOrderElementsOf(
                            files.filter(Files::isRegularFile).toList());
        }
    }

    private void final_(Installation installation, Running each, State state) throws IOException {
        assertThat(each.fates()).hasSize(each.form.outputs()).allSatisfy(fate -> {
            assertThat(fate.state()).isEqualTo(state);
            assertThat(fate.file().orElseThrow().getParent()).isEqualTo(each.folder);
        });
        assertThat(names(each.folder)).contains(each.form.name).noneMatch(name -> name.contains("partial"));
        playable(installation, each, each.form.playable);
        if (each.form == Form.DASH) {
            assertThat(Files.readString(each.folder.resolve("m.mpd"))).contains("</MPD>");
        }
        assertThat(each.process.outputSizes().get(0).isPresent()).isEqualTo(each.form != Form.PICTURES);
        assertKnown(each);
    }

    private void marked(Installation installation, Running each, boolean whole) throws IOException {
        assertThat(each.fates())
                .allSatisfy(fate -> assertThat(fate.state()).isIn(State.MARKED, State.ABSENT))
                .anySatisfy(fate -> assertThat(fate.state()).isEqualTo(State.MARKED));
        assertThat(names(each.folder)).isNotEmpty().allMatch(name -> name.matches(".*\\.partial(\\.[a-z0-9]+)?"));
        assertKnown(each);
        if (whole) {
            playable(installation, each, each.form == Form.DASH ? "" : each.form.marked);
        }
    }

    private static void playable(Installation installation, Running each, String name) {
        if (!name.isEmpty()) {
            assertThat(Playable.check(installation.ffmpeg(), installation.environment(), each.folder.resolve(name))
                            .frames())
                    .as(each.toString())
                    .isGreaterThanOrEqualTo(20);
        }
    }

    /** After an ending that lets FFmpeg finish its files. */
    private void shortOnes(Installation installation) throws IOException {
        awaitAll();
        for (Running each : running) {
            switch (each.policy) {
                case KEEP -> final_(installation, each, State.SHORT);
                case MARK -> marked(installation, each, true);
                case DELETE -> {
                    assertThat(names(each.folder)).as(each.toString()).isEmpty();
                    assertKnown(each);
                }
            }
        }
    }

    /** After an ending that does not. */
    private void brokenOnes(Installation installation) throws IOException {
        awaitAll();
        for (Running each : running) {
            if (each.policy == PartialOutput.DELETE) {
                assertThat(names(each.folder)).as(each.toString()).isEmpty();
                assertKnown(each);
            } else {
                marked(installation, each, false);
            }
        }
    }

    @EachFFmpeg
    void whatIsCompleteGetsItsName(Installation installation) throws Exception {
        startAll(installation, "1", job -> job);
        awaitAll();
        for (Running each : running) {
            final_(installation, each, State.COMMITTED);
        }
    }

    @EachFFmpeg
    void whatIsStoppedIsShort(Installation installation) throws Exception {
        startAll(installation, "600", job -> job);
        afterSomeFrames(FFmpegProcess::quit);
        shortOnes(installation);
    }

    @EachFFmpeg
    @Tag("thorough")
    void whatIsCancelledIsShort(Installation installation) throws Exception {
        startAll(installation, "600", job -> job);
        afterSomeFrames(process -> process.result().cancel(true));
        shortOnes(installation);
        assertThat(running)
                .allSatisfy(each ->
                        assertThatThrownBy(each.process.result()::join).isInstanceOf(CancellationException.class));
    }

    @EachFFmpeg
    @Tag("long")
    void whatRunsOutOfTimeIsShort(Installation installation) throws Exception {
        // Fifteen at once on a machine with little to spare: the slowest has begun by then.
        startAll(installation, "600", job -> job.timeout(Duration.ofSeconds(10)));
        shortOnes(installation);
    }

    @EachFFmpeg
    void whatIsKilledIsBroken(Installation installation) throws Exception {
        startAll(installation, "600", job -> job);
        afterSomeFrames(FFmpegProcess::kill);
        brokenOnes(installation);
    }

    @EachFFmpeg
    void whatFailsIsBroken(Installation installation) throws Exception {
        startAll(
                installation,
                "600",
                job -> job,
                "-map",
                "0:v",
                "-c:v",
                "rawvideo",
                "-f",
                "rawvideo",
                "-y",
                "/dev/full");
        awaitAll();
        assertThat(running)
                .allSatisfy(each -> assertThatThrownBy(each.process.result()::join)
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(FFmpegException.class));
        for (Running each : running) {
            assertThat(each.folder.resolve(each.form.name)).as(each.toString()).doesNotExist();
            if (each.policy == PartialOutput.DELETE) {
                assertThat(names(each.folder)).as(each.toString()).isEmpty();
            } else {
                assertThat(names(each.folder)).allMatch(name -> name.matches(".*\\.partial(\\.[a-z0-9]+)?"));
            }
            assertKnown(each);
        }
    }
}
