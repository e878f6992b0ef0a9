package io.github.asyncffmpeg.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.supervise.SupervisedRun;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the code of the pages with the bundled FFmpeg, in a working directory that is empty but for its inputs. */
class ExamplesIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** Made once, and written again for each test. */
    private static final Map<String, byte[]> inputs = new HashMap<>();

    private FFmpeg ffmpeg;

    @BeforeEach
    void makeTheInputs() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        assertThat(here).endsWith(Path.of("examples", "target", "work"));
        try (Stream<Path> old = Files.list(here)) {
            for (Path file : (Iterable<Path>) old.filter(Files::isRegularFile)::iterator) {
                Files.delete(file);
            }
        }
        FFmpeg.Builder builder = FFmpeg.builder();
        leaks.environment().forEach(builder::environment);
        ffmpeg = builder.build();
        if (inputs.isEmpty()) {
            ffmpeg.run(StreamSpec.ofArguments(
                    "-f",
                    "lavfi",
                    "-i",
                    "smptehdbars=size=1280x720:rate=25:duration=2",
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=duration=2",
                    "-pix_fmt",
                    "yuv420p",
                    "input.mp4"));
            ffmpeg.run(
                    StreamSpec.ofArguments("-f", "lavfi", "-i", "color=red:size=64x64", "-frames:v", "1", "logo.png"));
            for (String name : List.of("input.mp4", "logo.png")) {
                inputs.put(name, Files.readAllBytes(here.resolve(name)));
            }
        }
        for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
            Files.write(here.resolve(input.getKey()), input.getValue());
        }
    }

    private static String printedBy(Runnable example) {
        return printedBy(example, "");
    }

    /** What an example prints, up to some words that may come a little later than its end. */
    private static String printedBy(Runnable example, String last) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            example.run();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> bytes.toString(StandardCharsets.UTF_8).contains(last));
        } finally {
            System.setOut(before);
        }
        String printed = bytes.toString(StandardCharsets.UTF_8);
        before.print(printed);
        return printed;
    }

    private void playable(String... files) {
        Map<String, String> environment = new HashMap<>();
        ffmpeg.binary().prepare(environment);
        for (String file : files) {
            Playable.check(ffmpeg.binary().ffmpeg(), environment, Path.of(file));
        }
    }

    /** Slow enough to be stopped in the middle. */
    private static StreamSpec camera(String file) {
        return StreamSpec.ofArguments("-re", "-f", "lavfi", "-i", "testsrc=s=320x240", "-t", "600", file);
    }

    @Test
    void theFirstExampleOfTheReadme() {
        String printed = printedBy(() -> First.main(new String[0]));
        assertThat(printed.lines()).hasSize(2).allMatch(line -> line.matches("Completed\\[] after \\d+ ms"));
        playable("output1.mp4", "output2.mp4");
    }

    @Test
    void waiting() {
        StreamSpec small = FFmpeg.input("input.mp4").output("small.mp4").codec("copy");
        StreamSpec large = FFmpeg.input("input.mp4").output("large.mp4").codec("copy");
        List<String> told = Readme.await(ffmpeg, small, large);
        assertThat(told.get(0)).matches("done in \\d+ ms");
        assertThat(told.get(1)).isEqualTo("Completed[]");
        playable("small.mp4", "large.mp4");
    }

    @Test
    void afterStart() {
        assertThat(printedBy(() -> Readme.afterStart(ffmpeg))).matches("started \\d+\n");
        playable("talk.mkv");
    }

    @Test
    void events() {
        StreamSpec spec = FFmpeg.input("input.mp4").output("out.mp4").codec("copy");
        // Each listener has its own mailbox, so the last event of one may come after the future.
        assertThat(printedBy(() -> Readme.events(ffmpeg, spec), "Completed[], exit code 0"))
                .contains("INFO Input #0", "frame ");
    }

    @Test
    void stopping() {
        String printed = printedBy(() -> Readme.stop(ffmpeg, camera("camera.mp4")));
        assertThat(printed).isEqualTo("Stopped[reason=QUIT, finalised=true]\n");
        playable("camera.mp4");
    }

    @Test
    void pool() {
        StreamSpec second = FFmpeg.input("input.mp4").output("two.mp4").codec("copy");
        assertThat(printedBy(() -> Readme.pool(ffmpeg, camera("one.mp4"), second)))
                .startsWith("FFmpeg pool: ");
        playable("two.mp4");
    }

    @Test
    void probing() {
        Path file = Path.of("input.mp4");
        assertThat(Probing.ask(ffmpeg)).matches("PT\\d.* \\d+x\\d+ \\w+").doesNotContain("none");
        assertThat(Probing.trouble(ffmpeg, Path.of("missing.mp4"))).contains("No such file or directory");
        assertThat(Probing.limited(ffmpeg, file).join().hasVideo()).isTrue();
        assertThat(Probing.packets(ffmpeg, file)).isPositive();
        assertThat(Probing.timing(ffmpeg, file)).startsWith("false [PT0S");
        assertThat(Probing.many(ffmpeg, List.of(file, file))).hasSize(2).allMatch(info -> info.hasVideo());
    }

    @Test
    void handWrittenArgumentsToMemory() {
        FFmpegResult result = Readme.handWritten(ffmpeg);
        assertThat(result.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(result.stdout()).hasSizeGreaterThan(10_000).startsWith(0x1a, 0x45, 0xdf, 0xa3);
    }

    @Test
    void theErrorsAreThoseThatTheReadmeShows() throws IOException {
        String printed = printedBy(() -> Readme.errors(ffmpeg));
        // The line of the source that made a node changes with every line above it.
        String anyLine = printed.strip().replaceAll("\\(Readme\\.java:\\d+\\)", "(Readme.java)");
        assertThat(Files.readString(Pages.root().resolve("README.md"))).contains(anyLine);
    }

    @Test
    void errorsAreReactedToByTheirKind() {
        assertThat(Errors.react(ffmpeg, FFmpeg.input("gone.mp4").output("a.mp4")))
                .isEqualTo("gone.mp4 is not there");
        assertThat(Errors.react(
                        ffmpeg, FFmpeg.input("input.mp4").output("a.mp4").codec("copy")))
                .isEqualTo("done");
        assertThat(Errors.react(ffmpeg, FFmpeg.input("input.mp4").output("a.mp4")))
                .contains("'a.mp4' already exists");
        assertThat(Errors.react(ffmpeg, FFmpeg.input("tcp://127.0.0.1:9").output("b.mp4")))
                .isEqualTo("try again later");
        FFmpegJob refused = FFmpegJob.of(FFmpeg.input("tcp://127.0.0.1:9").output("b.mp4"));
        assertThatThrownBy(() -> Errors.again(ffmpeg, refused, 3)).hasMessageContaining("Connection refused");
    }

    @Test
    void theCommandOfTheGraphIsTheOneThatTheReadmeShows() throws IOException {
        String printed =
                printedBy(() -> ffmpeg.run(StreamSpec.ofArguments(Readme.graph().arguments())));
        assertThat(Files.readString(Pages.root().resolve("README.md"))).contains(printed.strip());
        playable("branded.mp4", "small.mp4");
    }

    @Test
    void filtersInFFmpegsOwnWords() {
        for (String clip : List.of("intro.mp4", "talk.mp4")) {
            ffmpeg.run(StreamSpec.ofArguments("-i", "input.mp4", "-c", "copy", clip));
        }
        assertThat(ffmpeg.run(Graphs.text()).outcome()).isEqualTo(new Outcome.Completed());
        playable("faded.mp4");
    }

    @Test
    void fromPythonExecute() {
        FFmpegResult result = FromPython.execute();
        assertThat(result.outcome()).isInstanceOfAny(Outcome.Completed.class, Outcome.Stopped.class);
    }

    @Test
    void fromPythonPool() {
        List<FFmpegResult> results = FromPython.pool(
                ffmpeg,
                FFmpeg.input("input.mp4").output("one.mp4").codec("copy"),
                FFmpeg.input("input.mp4").output("two.mp4").codec("copy"));
        assertThat(results).allMatch(result -> result.outcome() instanceof Outcome.Completed);
        playable("one.mp4", "two.mp4");
    }

    @Test
    void fromPythonGraphs() {
        for (StreamSpec spec : FromPython.inputsAndOutputs()) {
            assertThat(ffmpeg.command(spec).arguments()).contains("input.mp4", "out.mp4");
        }
        ffmpeg.run(FromPython.filters());
        playable("joined.mp4", "trimmed.mp4", "left.mp4");
    }

    @Test
    void fromPythonRun() {
        StreamSpec spec = FFmpeg.input("input.mp4").output("out.mp4").codec("copy");
        assertThat(FromPython.running(ffmpeg, spec).outcome()).isEqualTo(new Outcome.Completed());
        assertThat(printedBy(() -> FromPython.error(ffmpeg, spec))).contains("already exists");
        assertThat(FromPython.piped(ffmpeg, new byte[64 * 64]).stdout()).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void outputsAreWholeOrMarked() {
        assertThat(Outputs.files(ffmpeg)).startsWith(Path.of("talk0.ts")).endsWith(Path.of("talk.m3u8"));
        FFmpegResult kept = Outputs.keep(ffmpeg);
        assertThat(kept.outputs()).extracting("state").containsExactly(OutputFate.State.COMMITTED);
        FFmpegJob limited = FFmpegJob.of(camera("camera.mp4"))
                .partialOutput(PartialOutput.MARK)
                .timeout(Duration.ofSeconds(5));
        assertThat(Outputs.marked(ffmpeg, limited))
                .extracting(Path::getFileName)
                .containsExactly(Path.of("camera.partial.mp4"));
    }

    @Test
    void stoppingInItsWays() {
        assertThat(Stopping.longTrailer(ffmpeg).outcome()).isEqualTo(new Outcome.Completed());
        assertThat(Stopping.killSafe(ffmpeg).outcome()).isEqualTo(new Outcome.Completed());
        FFmpegJob limited = FFmpegJob.of(camera("limited.mp4")).timeout(Duration.ofSeconds(3));
        assertThat(Stopping.outcomes(ffmpeg, limited))
                .isEqualTo("TimedOut[reason=TIMEOUT, limit=PT3S, finalised=true]: playable");
        FFmpegResult closed = Stopping.closing(ffmpeg, FFmpegJob.of(camera("closed.mp4")), new CompletableFuture<>());
        assertThat(closed.outcome()).isEqualTo(new Outcome.Stopped(StopReason.CLOSE, true));
        playable("film.mp4", "recording.mp4", "limited.mp4", "closed.mp4");
    }

    @Test
    void supervising() {
        SupervisedRun camera = Supervising.camera(ffmpeg, "input.mp4", Path.of("camera.mkv"));
        await().atMost(Duration.ofSeconds(60)).until(() -> camera.attempts().size() >= 2); // its input ends
        Supervising.roll(camera);
        assertThat(Supervising.stop(camera).history()).hasSizeGreaterThanOrEqualTo(2);
        playable("camera.mkv", "camera-2.mkv");
        assertThat(Supervising.policy().maxRestarts()).hasValue(100);
        try (SupervisedRun daily = Supervising.function(ffmpeg, "input.mp4", Path.of(""))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !daily.attempts().isEmpty());
            assertThat(daily.attempts().get(0).outputs().get(0).argument()).startsWith("file:door-20");
        }
    }

    @Test
    void whatAnFFmpegCanDo() {
        assertThat(Abilities.asking(ffmpeg)).isEqualTo("true true libx264");
        assertThat(Abilities.crfOptions(ffmpeg)).isEqualTo(2);
        assertThat(Abilities.fastest(ffmpeg)).isNotEmpty();
        assertThat(Abilities.listing(ffmpeg)).isNotEmpty();
        assertThat(printedBy(() -> assertThat(Abilities.checking(ffmpeg)).hasSize(2)))
                .isEqualTo(Abilities.checking(ffmpeg).stream()
                        .map(warning -> warning.kind() + ": " + warning.message() + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void listening() {
        List<String> seen = new CopyOnWriteArrayList<>();
        StreamSpec spec = FFmpeg.input("input.mp4").output("out.mp4").codec("copy");
        Events.listening(ffmpeg, FFmpegJob.of(spec), seen);
        await().untilAsserted(() -> assertThat(seen)
                .anyMatch(line -> line.matches("input\\.mp4: [12] streams"))
                .anyMatch(line -> line.startsWith("frame ")));
    }

    /** The README's table says so. */
    @Test
    void anInterruptKeepsTheFile() throws Exception {
        Path file = Path.of("interrupted.mkv");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        StreamSpec spec = StreamSpec.ofArguments(
                "-re",
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=320x240",
                "-t",
                "600",
                "-g",
                "10",
                "-flush_packets",
                "1",
                file.toString());
        Thread thread = new Thread(() -> {
            try {
                ffmpeg.run(spec);
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        thread.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file) && Files.size(file) > 5_000);
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(FFmpegInterruptedException.class);
        playable(file.toString());
    }

    @Test
    void progressIsToldInPercent() {
        String printed = printedBy(
                () -> Progressing.percent(
                        ffmpeg,
                        FFmpeg.input("input.mp4")
                                .atNativeRate()
                                .output("percent.mp4")
                                .codec("v", "mpeg4")),
                "100 %");
        assertThat(printed).containsPattern("(?m)^[1-9]\\d %$").contains(" s left");
    }

    @Test
    void mediaThroughThisProgram() throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        try (InputStream upload = Files.newInputStream(Path.of("input.mp4"))) {
            Streaming.readmeStream(ffmpeg, upload, response);
        }
        Files.write(Path.of("response.mkv"), response.toByteArray());
        playable("response.mkv", "inverted.mp4");
        ByteArrayOutputStream network = new ByteArrayOutputStream();
        byte[] sound = Files.readAllBytes(Path.of("input.mp4"));
        try (InputStream picture = Files.newInputStream(Path.of("input.mp4"))) {
            Files.write(Path.of("small.mkv"), Streaming.several(ffmpeg, picture, sound, network));
        }
        Files.write(Path.of("network.ts"), network.toByteArray());
        try (InputStream upload = Files.newInputStream(Path.of("input.mp4"))) {
            Files.write(Path.of("plain.mp4"), Streaming.seekable(ffmpeg, upload));
        }
        playable("small.mkv", "network.ts", "plain.mp4");
        Streaming.code(ffmpeg);
        assertThat(Path.of("noise.wav")).isNotEmptyFile();
    }

    @Test
    void framesAndSamples() {
        assertThat(Streaming.thumbnails(ffmpeg, List.of(Path.of("input.mp4"), Path.of("input.mp4"))))
                .hasSize(2);
        assertThat(Streaming.frames(ffmpeg)).isBetween(1.0, 255.0);
        Streaming.write(ffmpeg);
        playable("drawn.mp4");
        assertThat(Streaming.shortcuts(ffmpeg)).isGreaterThan(1280 + 800);
        assertThat(Streaming.loudest(ffmpeg)).isBetween(0.01f, 1f);
    }

    @Test
    void twoPassesAndLimits() throws Exception {
        Progressing.twoPasses(ffmpeg);
        assertThat(Path.of("small.mp4")).isNotEmptyFile();
        assertThat(Path.of("ffmpeg2pass-0.log")).doesNotExist();
        assertThat(Progressing.limits(ffmpeg, FFmpeg.input("input.mp4").output("limited.mp4")))
                .isEqualTo("done");
    }
}
