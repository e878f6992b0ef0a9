package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Failure.Culprit;
import io.github.asyncffmpeg.error.Failure.Part;
import io.github.asyncffmpeg.error.Failure.Stage;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Fifo;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Provokes failures of a real FFmpeg, and looks at what it is told to be. */
@Tag("media")
class FailuresIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Path here;

    /** The files of each installation, made once: half a minute of FFmpegs otherwise. */
    private static final Map<String, Map<String, byte[]>> INPUTS = new ConcurrentHashMap<>();

    private FFmpeg with(Installation installation) throws IOException {
        here = leaks.tempDirectory();
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        Map<String, byte[]> inputs = INPUTS.get(installation.name());
        if (inputs == null) {
            makeInputs(ffmpeg);
            inputs = contents(here);
            INPUTS.put(installation.name(), inputs);
        }
        for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
            Files.write(here.resolve(input.getKey()), input.getValue());
        }
        Files.createDirectory(here.resolve("dir"));
        return ffmpeg;
    }

    private static Map<String, byte[]> contents(Path folder) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                contents.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private void makeInputs(FFmpeg ffmpeg) throws IOException {
        run(
                ffmpeg,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=d=3:s=160x120:r=25",
                "-f",
                "lavfi",
                "-i",
                "sine=d=3",
                "-c:v",
                "libx264",
                "-c:a",
                "aac",
                "-movflags",
                "+faststart",
                "ok.mp4");
        run(ffmpeg, "-i", "ok.mp4", "-c:v", "copy", "-an", "-f", "h264", "raw.h264");
        run(ffmpeg, "-i", "ok.mp4", "-c:v", "copy", "-an", "mute.mp4");
        run(ffmpeg, "-i", "mute.mp4", "-c", "copy", "whole.mkv");
        Files.write(here.resolve("head.mkv"), Damage.codec(Files.readAllBytes(here.resolve("whole.mkv"))));
        byte[] whole = Files.readAllBytes(here.resolve("ok.mp4"));
        // Its index is at its end.
        run(ffmpeg, "-i", "ok.mp4", "-c", "copy", "late.mp4");
        Files.write(here.resolve("cut.mp4"), Arrays.copyOf(Files.readAllBytes(here.resolve("late.mp4")), 9_000));
        Files.write(here.resolve("noise.mp4"), Damage.allMedia(whole));
        Files.write(here.resolve("damaged.mp4"), Damage.someMedia(whole, 60));
        Files.writeString(here.resolve("text.txt"), "hello\n");
        Files.writeString(here.resolve("list.txt"), "file '/etc/hostname'\n");
    }

    private FFmpegJob job(String... arguments) {
        return FFmpegJob.of(StreamSpec.ofArguments(arguments)).directory(here).timeout(Duration.ofSeconds(60));
    }

    private void run(FFmpeg ffmpeg, String... arguments) {
        ffmpeg.run(job(arguments));
    }

    private FFmpegProcessException failed(FFmpeg ffmpeg, String... arguments) {
        FFmpegProcessException failure =
                catchThrowableOfType(FFmpegProcessException.class, () -> ffmpeg.run(job(arguments)));
        assertThat(failure).as("a failure of %s", String.join(" ", arguments)).isNotNull();
        return failure;
    }

    @EachFFmpeg
    void eachIsOfTheKindTheStageAndThePartThatItIs(Installation installation) throws Exception {
        FFmpeg ffmpeg = with(installation);
        SoftAssertions all = new SoftAssertions();
        Set<FailureKind> seen = EnumSet.noneOf(FailureKind.class);
        StringBuilder table = new StringBuilder();
        try (FailureServers servers = new FailureServers()) {
            for (FailureScenes scene : FailureScenes.all()) {
                for (String old :
                        List.of("o.mp4", "a.mp4", "o.mkv", "h_0.m3u8", "o.png", "o.ogg", "o.opus", "o.mxf", "o.flv")) {
                    Files.deleteIfExists(here.resolve(old));
                }
                List<String> arguments =
                        scene.arguments().stream().map(servers::address).toList();
                FFmpegProcessException error = failed(ffmpeg, arguments.toArray(new String[0]));
                Failure failure = error.failure();
                String name = servers.address(scene.name());
                all.assertThat(failure.sentence()).as("sentence of %s", scene).isNotBlank();
                seen.add(failure.kind());
                table.append(String.format(
                        "%-24s %-9s %3d  %s%n",
                        failure.kind(),
                        failure.stage().map(Stage::name).orElse("-"),
                        error.exitCode(),
                        error.getMessage()));
                all.assertThat(failure.kind())
                        .as("kind of %s: %s", scene, error.logTail())
                        .isEqualTo(scene.kind());
                all.assertThat(failure.stage()).as("stage of %s", scene).contains(scene.stage());
                if (scene.part() != null) {
                    all.assertThat(failure.culprit())
                            .as("culprit of %s", scene)
                            .contains(new Culprit(scene.part(), name));
                    all.assertThat(error.getMessage())
                            .as("message of %s", scene)
                            .contains(name);
                }
                all.assertThat(failure.causeLine().orElse(""))
                        .as("cause of %s", scene)
                        .isNotEmpty()
                        .contains(scene.words());
                all.assertThat(error).hasMessageContaining(scene.words());
                all.assertThat(error.outcome()).isEqualTo(new Outcome.Failed(false));
            }
        }
        System.out.println("Failures of " + installation + ": " + seen.size() + " kinds\n" + table);
        all.assertAll();
        assertThat(seen).hasSizeGreaterThanOrEqualTo(40).doesNotContain(FailureKind.UNRECOGNISED);
    }

    @EachFFmpeg
    void theNoiseOfADamagedInputDoesNotHideThatTheDiskIsFull(Installation installation) throws Exception {
        FFmpeg ffmpeg = with(installation);
        FFmpegProcessException error = failed(
                ffmpeg, "-i", "damaged.mp4", "-c:v", "mpeg2video", "-q:v", "1", "-y", "-f", "mpegts", "/dev/full");
        assertThat(error.logTail().toString()).contains("error while decoding");
        assertThat(error.failure().kind()).isEqualTo(FailureKind.DISK_FULL);
        assertThat(error).hasMessageEndingWith("/dev/full: No space left on device");
        // The same damage fails nothing by itself.
        run(ffmpeg, "-i", "damaged.mp4", "-f", "null", "-");
    }

    @EachFFmpeg
    void aPipeThatNobodyReadsAnyMoreIsBroken(Installation installation) throws Exception {
        FFmpeg ffmpeg = with(installation);
        Path fifo = Fifo.make(here.resolve("fifo"));
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            try (InputStream in = Files.newInputStream(fifo)) {
                return in.read();
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
        FFmpegProcessException error = failed(ffmpeg, "-i", "ok.mp4", "-y", "-f", "rawvideo", "fifo");
        reader.get(30, TimeUnit.SECONDS);
        assertThat(error.failure().kind()).isEqualTo(FailureKind.BROKEN_PIPE);
        assertThat(error.failure().culprit()).contains(new Culprit(Part.OUTPUT, "fifo"));
    }

    @EachFFmpeg
    void aSignalFromOutsideIsNoFaultOfTheFiles(Installation installation) throws Exception {
        FFmpeg ffmpeg = with(installation);
        Map<Integer, FailureKind> kinds =
                Map.of(15, FailureKind.TERMINATED, 11, FailureKind.CRASHED, 9, FailureKind.KILLED);
        for (Map.Entry<Integer, FailureKind> each : kinds.entrySet()) {
            FFmpegProcess process =
                    ffmpeg.start(job("-re", "-stream_loop", "-1", "-i", "damaged.mp4", "-f", "null", "-"));
            CompletableFuture<Void> works = new CompletableFuture<>();
            process.on(Progress.class, progress -> works.complete(null));
            works.get(30, TimeUnit.SECONDS);
            Child.signal(process.pid(), each.getKey());
            Throwable error = catchThrowableOfType(
                            CompletionException.class, () -> process.result().join())
                    .getCause();
            assertThat(error).isInstanceOf(FFmpegProcessException.class);
            assertThat(((FFmpegProcessException) error).failure().kind())
                    .as(error.getMessage())
                    .isEqualTo(each.getValue());
        }
    }

    @EachFFmpeg
    void whereTheUserTurnsTheLogDownTheRestOfItOrTheExitCodeTells(Installation installation) throws Exception {
        FFmpeg ffmpeg = with(installation);
        for (String level : List.of("error", "info", "verbose", "debug")) {
            Failure failure = failed(ffmpeg, "-loglevel", level, "-i", "gone.mp4", "-f", "null", "-")
                    .failure();
            assertThat(failure.kind()).as(level).isEqualTo(FailureKind.NO_SUCH_FILE);
            assertThat(failure.culprit()).as(level).contains(new Culprit(Part.INPUT, "gone.mp4"));
        }
        FFmpegProcessException silent = failed(ffmpeg, "-loglevel", "quiet", "-i", "gone.mp4", "-f", "null", "-");
        assertThat(silent.causeLine()).isEmpty();
        assertThat(silent.failure().kind())
                .isEqualTo(silent.exitCode() == 254 ? FailureKind.NO_SUCH_FILE : FailureKind.UNRECOGNISED);
    }

    @EachFFmpeg
    void aPathIsNamedAsTheUserWroteItAndOnce(Installation installation) throws Exception {
        FFmpeg ffmpeg = with(installation);
        Path gone = here.resolve("my film: gone.mp4");
        FFmpegProcessException error = catchThrowableOfType(
                FFmpegProcessException.class,
                () -> ffmpeg.run(FFmpeg.input(gone).output(here.resolve("out.mp4"))));
        assertThat(error)
                .hasMessage(
                        "FFmpeg failed (exit code " + error.exitCode() + "): " + gone + ": No such file or directory");
        assertThat(error.failure().culprit()).contains(new Culprit(Part.INPUT, gone.toString()));
    }

    /** As a container with little memory, or a service with few descriptors. */
    @EachFFmpeg
    void limitsOfTheProcessAreRecognised(Installation installation) throws Exception {
        with(installation);
        Conditions.require(
                new ProcessBuilder("prlimit", "--version").start().waitFor() == 0, "`prlimit` of util-linux");
        FFmpeg little = through(installation, "prlimit --as=420000000");
        assertThat(failed(
                                little,
                                "-threads",
                                "1",
                                "-filter_threads",
                                "1",
                                "-i",
                                "ok.mp4",
                                "-vf",
                                "scale=12000:12000",
                                "-threads",
                                "1",
                                "-f",
                                "null",
                                "-")
                        .failure()
                        .kind())
                .isEqualTo(FailureKind.OUT_OF_MEMORY);
        FFmpeg few = through(installation, "prlimit --nofile=20");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            many.addAll(List.of("-i", "ok.mp4"));
        }
        many.addAll(List.of("-f", "null", "-"));
        Failure tooMany = failed(few, many.toArray(new String[0])).failure();
        assertThat(tooMany.kind()).isEqualTo(FailureKind.TOO_MANY_OPEN_FILES);
        assertThat(tooMany.culprit()).contains(new Culprit(Part.INPUT, "ok.mp4"));
        FFmpeg small = through(installation, "prlimit --fsize=20000");
        assertThat(failed(small, "-i", "ok.mp4", "-f", "rawvideo", "big.raw")
                        .failure()
                        .kind())
                .isEqualTo(FailureKind.DISK_FULL);
    }

    /** The loop of errors.md: a disk that is full for the first attempt, and has room for the second. */
    @EachFFmpeg
    void whatAFailedAttemptLeavesDoesNotStopTheNextOne(Installation installation) throws Exception {
        with(installation);
        Conditions.require(
                new ProcessBuilder("prlimit", "--version").start().waitFor() == 0, "`prlimit` of util-linux");
        for (PartialOutput policy : Arrays.asList(null, PartialOutput.DELETE)) {
            Path tried = here.resolve("tried-" + policy);
            FFmpeg first = through(
                    installation,
                    "sh -c 'case \"$*\" in *rawvideo*) [ -e " + tried + " ] || { : > " + tried
                            + "; exec prlimit --fsize=20000 \"$@\"; };; esac; exec \"$@\"' sh");
            FFmpegJob job = job("-i", "ok.mp4", "-f", "rawvideo", policy + ".raw");
            FFmpegJob clean = policy == null ? job : job.partialOutput(policy);
            FFmpegProcessException full = catchThrowableOfType(FFmpegProcessException.class, () -> first.run(clean));
            assertThat(full.failure().kind()).isEqualTo(FailureKind.DISK_FULL);
            if (policy == null) {
                assertThat(catchThrowableOfType(FFmpegProcessException.class, () -> first.run(clean))
                                .failure()
                                .kind())
                        .isEqualTo(FailureKind.OUTPUT_EXISTS);
            } else {
                first.run(clean);
                assertThat(here.resolve(policy + ".raw").toFile()).size().isGreaterThan(20_000);
            }
        }
    }

    @EachFFmpeg
    void aLimitOfOursHasAKindAndASentence(Installation installation) throws Exception {
        FFmpeg ffmpeg = with(installation);
        FFmpegJob endless = job("-f", "lavfi", "-i", "testsrc2=s=1280x720", "-c:v", "rawvideo", "-f", "null", "-");
        Failure late = catchThrowableOfType(
                        FFmpegProcessException.class, () -> ffmpeg.run(endless.timeout(Duration.ofMillis(300))))
                .failure();
        assertThat(late.kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(late.limit()).contains(Failure.Limit.TIME);
        assertThat(late.sentence()).isEqualTo("it did not end within its time limit of 300 ms");
    }

    /** The bundled FFmpeg has no libass and no libvorbis; Debian's has both. */
    @EachFFmpeg
    void namesAnotherFFmpegThatHasWhatThisOneLacks(Installation installation) throws Exception {
        FFmpeg ffmpeg = with(installation);
        if (!installation.toString().equals("bundled")) {
            return;
        }
        Path system = FFmpegs.system().map(Installation::ffmpeg).orElse(null);
        Conditions.require(system != null, "an ffmpeg of the system");
        // On a busy machine the other FFmpeg does not answer in time: no run waits long for that.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Failure filter = failed(ffmpeg, "-i", "ok.mp4", "-vf", "subtitles=text.txt", "-f", "null", "-")
                    .failure();
            assertThat(filter.kind()).isEqualTo(FailureKind.UNKNOWN_FILTER);
            assertThat(filter.sentence())
                    .isEqualTo("No such filter: 'subtitles' (this FFmpeg lacks it; " + system + " has it)");
        });
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(failed(ffmpeg, "-i", "ok.mp4", "-vn", "-c:a", "libvorbis", "o.ogg")
                                .failure()
                                .sentence())
                        .isEqualTo("Unknown encoder 'libvorbis' (this FFmpeg lacks it; " + system + " has it)"));
    }

    @EachFFmpeg
    void aFileSystemForReadingAloneIsRecognised(Installation installation) throws Exception {
        with(installation);
        Conditions.requireMountNamespace();
        Path mount = Files.createDirectory(here.resolve("mount"));
        FFmpeg there =
                through(installation, "unshare -Urm sh -c 'mount -t tmpfs -o ro none " + mount + " && exec \"$@\"' sh");
        Failure failure = failed(there, "-i", "ok.mp4", "mount/o.mp4").failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.READ_ONLY_FILE_SYSTEM);
        assertThat(failure.culprit()).contains(new Culprit(Part.OUTPUT, "mount/o.mp4"));
    }

    /** The same FFmpeg, started by another program. */
    private FFmpeg through(Installation installation, String program) throws IOException {
        Path script = Files.createTempFile(here, "ffmpeg-", ".sh");
        Files.writeString(script, "#!/bin/sh\nexec " + program + " " + installation.ffmpeg() + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        FFmpeg.Builder builder = FFmpeg.builder().executable(script);
        leaks.environment().forEach(builder::environment);
        installation.environment().forEach(builder::environment);
        return builder.build();
    }
}
