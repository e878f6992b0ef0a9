package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate.State;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.run.ResourceLimits;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What others do in the folder while FFmpeg writes, and names that are hard to write. */
@Tag("media")
class OutputCollisionIT {

    private static final List<String> NAMES = List.of(
            "-x",
            "100%",
            "a%d",
            "a:b",
            "it's",
            "two\nlines",
            ".hidden",
            " spaces ",
            "žluťoučký kůň 日本 🐎",
            "long".repeat(62));

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private FFmpeg library(Installation installation) {
        return installation.library(leaks.environment()).build();
    }

    private FFmpegJob job(String... output) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-re", "-f", "lavfi", "-i", "testsrc=s=64x48", "-c:v", "mpeg4"));
        arguments.addAll(List.of(output));
        return FFmpegJob.of(StreamSpec.ofArguments(arguments))
                .directory(folder())
                .partialOutput(PartialOutput.KEEP);
    }

    private Path folder() throws IOException {
        return Files.createDirectories(leaks.tempDirectory().resolve("media"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void awaitFrames(FFmpegProcess process) {
        await().atMost(Child.LIMIT)
                .until(() -> process.lastProgress()
                                .flatMap(progress ->
                                        progress.frame().stream().boxed().findFirst())
                                .orElse(0L)
                        >= 5);
    }

    private static FFmpegProcessException failure(FFmpegProcess process) {
        try {
            throw new AssertionError("it ended well: " + process.result().join());
        } catch (CompletionException e) {
            return (FFmpegProcessException) e.getCause();
        }
    }

    @EachFFmpeg
    void anOutputThatIsThereIsRefusedBeforeTheStart(Installation installation) throws Exception {
        Path there = Files.writeString(folder().resolve("out.mp4"), "not to be lost");
        assertThatThrownBy(() -> library(installation).start(job("-t", "1", "out.mp4")))
                .isInstanceOfSatisfying(FFmpegProcessException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.OUTPUT_EXISTS);
                    assertThat(e.outcome()).isEqualTo(new Outcome.Failed(false));
                })
                .hasMessage("FFmpeg was not started: File 'out.mp4' already exists");
        assertThat(library(installation).execute(job("-t", "1", "out.mp4")))
                .failsWithin(Child.LIMIT)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(FFmpegProcessException.class);
        assertThat(there).hasContent("not to be lost");
        assertThat(names()).containsExactly("out.mp4");
    }

    @EachFFmpeg
    void whatAppearsMeanwhileIsNotOverwritten(Installation installation) throws Exception {
        FFmpegProcess process = library(installation).start(job("-t", "1", "out.mp4", "-t", "1", "p.m3u8"));
        awaitFrames(process);
        Files.writeString(folder().resolve("out.mp4"), "of somebody else");
        Files.writeString(folder().resolve("p0.ts"), "of somebody else");
        FFmpegProcessException failure = failure(process);
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.OUTPUT_EXISTS);
        assertThat(failure).hasMessageContaining("'out.mp4'").hasMessageContaining("'out.partial.mp4'");
        assertThat(failure.outputs()).extracting("state").containsExactly(State.MARKED, State.MARKED);
        assertThat(names()).containsExactly("out.mp4", "out.partial.mp4", "p.m3u8.partial", "p0.ts");
        assertThat(folder().resolve("out.mp4")).hasContent("of somebody else");
        assertThat(folder().resolve("p0.ts")).hasContent("of somebody else");
        assertThat(failure.outcome().finalised()).isTrue();
    }

    @EachFFmpeg
    void withOverwriteTheOldFileIsThereUntilTheNewOneIsWhole(Installation installation) throws Exception {
        Path file = Files.writeString(folder().resolve("out.mp4"), "the old one");
        FFmpegProcess process = library(installation).start(job("-y", "-t", "1", "out.mp4"));
        awaitFrames(process);
        assertThat(file).hasContent("the old one");
        process.result().join();
        assertThat(new Workbench(installation, leaks).playable(file).frames()).isEqualTo(25);
        assertThat(names()).containsExactly("out.mp4");
    }

    @EachFFmpeg
    void aFolderThatIsTakenAwayIsNamed(Installation installation) throws Exception {
        FFmpegProcess process = library(installation).start(job("-t", "2", "out.mkv"));
        awaitFrames(process);
        for (String name : names()) {
            Files.delete(folder().resolve(name));
        }
        Path folder = folder();
        Files.delete(folder);
        FFmpegProcessException failure = failure(process);
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.NO_SUCH_FILE);
        assertThat(failure).hasMessageContaining("'out.mkv' is lost: its folder was taken away");
        assertThat(failure.outputs()).extracting("state").containsExactly(State.ABSENT);
        assertThat(folder).doesNotExist();
    }

    @EachFFmpeg
    void aFolderThatCannotBeWrittenToIsSaidWithTheNameOfTheSpec(Installation installation) throws Exception {
        for (String output : List.of("/sys/out.mp4", "/sys/p.m3u8")) {
            assertThatThrownBy(() -> library(installation).run(job("-t", "1", output)))
                    .isInstanceOfSatisfying(
                            FFmpegProcessException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.PERMISSION_DENIED))
                    .hasMessageContaining(output + ": ");
        }
    }

    @EachFFmpeg
    void whatWouldOverwriteItsOwnInputIsRefused(Installation installation) throws Exception {
        Path file = new Workbench(installation, leaks).media().videoOnly(Duration.ofSeconds(1));
        byte[] before = Files.readAllBytes(file);
        StreamSpec spec = FFmpeg.input(file).output(file).codec("copy").overwrite();
        FFmpegJob job = FFmpegJob.of(spec).partialOutput(PartialOutput.KEEP);
        assertThatThrownBy(() -> library(installation).run(job))
                .isInstanceOfSatisfying(
                        FFmpegProcessException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.SAME_FILE));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @EachFFmpeg
    void namesOfAnyKindAreWrittenAndAnnouncedAsTheyAre(Installation installation) throws Exception {
        List<Output> outputs = new ArrayList<>();
        for (String name : NAMES) {
            for (String suffix : List.of(".mkv", ".png")) {
                outputs.add(picture().output(folder().resolve(name + suffix)));
            }
        }
        FFmpegProcess process =
                library(installation).start(FFmpegJob.of(StreamSpec.of(outputs)).partialOutput(PartialOutput.DELETE));
        List<String> announced = new ArrayList<>();
        process.on(OutputAnnounced.class, each -> announced.add(each.target()));
        FFmpegResult result = process.result().join();
        assertThat(result.outputs()).allMatch(fate -> fate.state() == State.COMMITTED);
        assertThat(names())
                .containsExactlyElementsOf(new TreeSet<>(NAMES.stream()
                        .flatMap(name -> Stream.of(name + ".mkv", name + ".png"))
                        .toList()));
        await().atMost(Child.LIMIT).until(() -> announced.size() == outputs.size());
        assertThat(announced).noneMatch(target -> target.contains(".partial"));
    }

    /** Its temporary name ended with the mark, and FFmpeg did not know which format that is. */
    @EachFFmpeg
    void aNameThatIsAnExtensionAloneStillTellsTheFormat(Installation installation) throws Exception {
        FFmpegResult result = library(installation).run(job("-t", "0.2", ".mp4"));
        assertThat(result.outputs()).extracting("state").containsExactly(State.COMMITTED);
        assertThat(names()).containsExactly(".mp4");
    }

    @EachFFmpeg
    void theOutputsOfAProcessHaveTheirFinalNamesWhileItWritesUnderOthers(Installation installation) throws Exception {
        try (FFmpegProcess process = library(installation).start(job("out.mp4", "-c:v", "mpeg4", "p.m3u8"))) {
            awaitFrames(process);
            assertThat(names()).allMatch(name -> name.contains(".partial-"));
            assertThat(process.outputs()).extracting(MediaTarget::argument).containsExactly("out.mp4", "p.m3u8");
            assertThat(process.job().partialOutput()).contains(PartialOutput.KEEP);
            process.stop();
            assertThat(process.outputs()).extracting(MediaTarget::argument).containsExactly("out.mp4", "p.m3u8");
        }
    }

    /** It told only of the name that was taken. */
    @EachFFmpeg
    void aLimitIsToldAlsoWhenTheNameIsTakenMeanwhile(Installation installation) throws Exception {
        ResourceLimits limits = ResourceLimits.none().maxOutputDuration(Duration.ofSeconds(2));
        FFmpegProcess process = library(installation).start(job("out.mp4").limits(limits));
        awaitFrames(process);
        Files.writeString(folder().resolve("out.mp4"), "of somebody else");
        FFmpegProcessException failure = failure(process);
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(failure)
                .hasMessageContaining("maxOutputDuration")
                .hasMessageContaining("'out.mp4' could not be put in its place")
                .hasMessageContaining("'out.partial.mp4'");
        assertThat(failure.outputs()).extracting("state").containsExactly(State.MARKED);
        assertThat(folder().resolve("out.mp4")).hasContent("of somebody else");
    }

    @EachFFmpeg
    void playlistsOfAnyNameAreWritten(Installation installation) throws Exception {
        for (String name : NAMES) {
            boolean pattern = name.contains("%");
            Path folder = Files.createDirectory(folder().resolve(pattern ? "plain" + NAMES.indexOf(name) : name));
            Path list = folder.resolve("p" + (pattern ? "" : name.substring(0, Math.min(4, name.length()))) + ".m3u8");
            library(installation)
                    .run(FFmpegJob.of(picture().output(list).option("hls_time", 1))
                            .partialOutput(PartialOutput.KEEP));
            assertThat(list).exists();
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).hasSize(2);
            }
        }
    }

    private static VideoStream picture() {
        return VideoStream.source("color", opt("c", "red"), opt("s", "16x16"), opt("r", 25))
                .trim(opt("end_frame", 1));
    }

    /** It looks as often as it can, and fails at the first playlist with a hole or file that is not whole. */
    @EachFFmpeg
    void whoLooksMeanwhileNeverSeesAHalfWrittenFile(Installation installation) throws Exception {
        String[] lists = {"-g", "1", "-hls_time", "0.04", "-hls_list_size", "0"};
        List<String> output = new ArrayList<>(List.of("-t", "2", "out.mp4", "-map", "0", "-c:v", "mpeg4", "-t", "2"));
        output.addAll(List.of(lists));
        output.add("p.m3u8");
        FFmpegProcess process = library(installation).start(job(output.toArray(String[]::new)));
        Path folder = folder();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(
                () -> {
                    int looks = 0;
                    List<Long> sizes = new ArrayList<>();
                    while (true) {
                        boolean ended = !process.isAlive();
                        look(folder, sizes);
                        looks++;
                        if (ended) {
                            assertThat(sizes.stream().distinct()).hasSize(1);
                            return looks;
                        }
                    }
                },
                task -> new Thread(task, "reader").start());
        process.result().join();
        assertThat(reader.join()).isGreaterThan(100);
        assertThat(names()).hasSize(2 + 50).noneMatch(name -> name.contains("partial"));
    }

    private static void look(Path folder, List<Long> sizes) {
        try {
            if (Files.exists(folder.resolve("p.m3u8"))) {
                List<String> segments = Files.readAllLines(folder.resolve("p.m3u8"));
                assertThat(segments).contains("#EXT-X-ENDLIST");
                assertThat(segments.stream().filter(line -> line.endsWith(".ts")))
                        .hasSize(50)
                        .allMatch(segment -> Files.exists(folder.resolve(segment)));
            }
            sizes.add(Files.size(folder.resolve("out.mp4")));
        } catch (NoSuchFileException notYet) {
            // It is not there yet, which is what it should be.
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
