package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.cli.Main;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.locate.FFmpegLocator;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.it.harness.Pty;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.MediaFiles;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job, as a person runs it: {@code asyncffmpeg quickstart [FILE]}. */
class QuickstartIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Path folder;

    @BeforeEach
    void makeAFolder() throws IOException {
        folder = Files.createDirectory(leaks.tempDirectory().resolve("work"));
    }

    /** A shell goes to the folder and becomes the program, as the launcher does. */
    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder.toString()));
        command.addAll(Jvm.command(Main.class, arguments));
        return command;
    }

    private Child run(String... arguments) throws IOException {
        return Child.start(leaks.tempDirectory(), leaks.environment(), command(arguments));
    }

    private Playable playable(String name) {
        var ffmpeg = FFmpegs.bundled();
        return Playable.check(ffmpeg.ffmpeg(), ffmpeg.environment(), folder.resolve(name));
    }

    private MediaFiles media() throws IOException {
        var ffmpeg = FFmpegs.bundled();
        return MediaFiles.in(leaks.tempDirectory(), ffmpeg.ffmpeg(), ffmpeg.environment());
    }

    private String probe(String name, String entries) throws Exception {
        var ffmpeg = FFmpegs.bundled();
        try (Child ffprobe = Child.start(
                leaks.tempDirectory(),
                ffmpeg.environment(),
                List.of(
                        ffmpeg.ffprobe().toString(),
                        "-v",
                        "error",
                        "-show_entries",
                        entries,
                        "-of",
                        "csv=p=0",
                        folder.resolve(name).toString()))) {
            assertThat(ffprobe.exitCode()).isZero();
            return ffprobe.stdout();
        }
    }

    /** Long enough that no machine is through with it before the key is pressed. */
    private Path longVideo() throws IOException {
        Path file = leaks.tempDirectory().resolve("long.mkv");
        FFmpeg ffmpeg = FFmpegs.bundled().library(leaks.environment()).build();
        ffmpeg.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=1280x720:d=4",
                "-f",
                "lavfi",
                "-i",
                "sine=d=4",
                "-c:v",
                "mpeg4",
                "-q:v",
                "20",
                "-c:a",
                "aac",
                leaks.tempDirectory().resolve("short.mkv").toString()));
        ffmpeg.run(StreamSpec.ofArguments(
                "-stream_loop",
                "80",
                "-i",
                leaks.tempDirectory().resolve("short.mkv").toString(),
                "-c",
                "copy",
                file.toString()));
        return file;
    }

    @Test
    void runsTheSampleAndReplacesWhatAnEarlierRunLeft() throws Exception {
        Files.writeString(folder.resolve("output1.mp4"), "an earlier run's");
        try (Child program = run("quickstart")) {
            assertThat(program.exitCode()).as(program.stderr()).isZero();
            assertThat(program.stdout()).contains("output1.mp4", "output2.mp4", folder.toString());
        }
        playable("output1.mp4");
        playable("output2.mp4");
        assertThat(probe("output2.mp4", "stream=codec_type,width,height")).contains("768,432", "audio");
    }

    @Test
    void keepsAPhoneVideoUprightAndItsAudio() throws Exception {
        try (Child program =
                run("quickstart", media().rotatedPortrait(Duration.ofSeconds(1)).toString())) {
            assertThat(program.exitCode()).as(program.stderr()).isZero();
        }
        String[] size = probe("output2.mp4", "stream=width,height")
                .lines()
                .findFirst()
                .orElseThrow()
                .split(",");
        assertThat(Integer.parseInt(size[0])).isEqualTo(768).isLessThan(Integer.parseInt(size[1]));
    }

    @Test
    @Tag("long")
    @Tag("thorough")
    void takesOddSizesSubtitlesAndSilence() throws Exception {
        for (Path file : List.of(
                media().oddSize(Duration.ofSeconds(1)),
                media().withSubtitles(Duration.ofSeconds(1)),
                media().videoOnly(Duration.ofSeconds(1)))) {
            try (Child program = run("quickstart", file.toString())) {
                assertThat(program.exitCode()).as(file + program.stderr()).isZero();
            }
            playable("output1.mp4");
            playable("output2.mp4");
        }
    }

    @Test
    void saysInALineWhatTheContainerRefusesAndDoesTheOtherJob() throws Exception {
        Path flv = leaks.tempDirectory().resolve("old.flv");
        FFmpegs.bundled()
                .library(leaks.environment())
                .build()
                .run(StreamSpec.ofArguments(
                        "-f", "lavfi", "-i", "testsrc=d=1:s=320x240", "-c:v", "flv1", flv.toString()));
        try (Child program = run("quickstart", flv.toString())) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.stderr().lines().filter(line -> line.contains("failed output1.mp4")))
                    .first()
                    .asString()
                    .contains("flv1");
        }
        assertThat(folder.resolve("output1.mp4")).doesNotExist();
        playable("output2.mp4");
    }

    @Test
    void startsNothingForWhatIsNoVideoAndSaysWhy() throws Exception {
        Path text = Files.writeString(leaks.tempDirectory().resolve("notes.txt"), "not a video\n");
        for (String file : List.of(
                text.toString(),
                folder.toString(),
                folder.resolve("missing.mp4").toString(),
                media().audioOnly(Duration.ofSeconds(1)).toString())) {
            try (Child program = run("quickstart", file)) {
                assertThat(program.exitCode()).as(file).isEqualTo(2);
                assertThat(program.stderr())
                        .contains(Path.of(file).getFileName().toString())
                        .doesNotContain("\tat ");
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesItsOwnOutputAsInputHoweverItIsNamed() throws Exception {
        Path own = folder.resolve("output1.mp4");
        Files.copy(media().videoOnly(Duration.ofSeconds(1)), own);
        byte[] before = Files.readAllBytes(own);
        Files.createSymbolicLink(folder.resolve("link.mp4"), own);
        Files.createLink(folder.resolve("hard.mp4"), own);
        for (String name : List.of("output1.mp4", "link.mp4", "hard.mp4")) {
            try (Child program = run("quickstart", name)) {
                assertThat(program.exitCode()).as(name).isEqualTo(2);
            }
        }
        assertThat(own).hasBinaryContent(before);
    }

    @Test
    void readsAFileWhateverItsName() throws Exception {
        Path source = media().videoWithAudio(Duration.ofSeconds(1));
        Path odd = leaks.tempDirectory().resolve("-x%03d: '\"\nü[b].mp4");
        Files.copy(source, odd);
        try (Child program = run("quickstart", odd.toString())) {
            assertThat(program.exitCode()).as(program.stderr()).isZero();
        }
        playable("output2.mp4");
    }

    @Test
    void tellsItsVersionAndWhichFFmpegItUses() throws Exception {
        try (Child program = run("--version")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.stdout()).contains("asyncffmpeg ", "FFmpeg", "8.0.1", "Java");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void ctrlCInTheMidstKeepsBothFilesAndGives130() throws Exception {
        Conditions.requirePty();
        Path video = longVideo();
        try (Child terminal = Pty.start(
                leaks.tempDirectory(),
                leaks.environment(),
                command("quickstart", "--progress", "bar", video.toString()))) {
            await().atMost(Child.LIMIT)
                    .until(() -> terminal.stdout().lines().anyMatch(l -> l.matches(".*output2\\.mp4.* 0:0[1-9].*")));
            terminal.type(Pty.CTRL_C);
            assertThat(terminal.exitCode()).isEqualTo(130);
        }
        assertThat(playable("output1.mp4").frames()).isPositive();
        assertThat(playable("output2.mp4").frames()).isGreaterThan(20);
    }

    /** Ctrl+C signals ffprobe and the JVM alike. Here ffprobe is so quick that the JVM is not signalled at all. */
    @Test
    @Tag("thorough")
    void givesTheExitCodeOfCtrlCWhenItHasEndedTheProbeFirst() throws Exception {
        var ffmpeg = FFmpegs.bundled();
        Path bin = Files.createDirectory(leaks.tempDirectory().resolve("bin"));
        Files.writeString(bin.resolve("ffmpeg"), "#!/bin/sh\nexec '" + ffmpeg.ffmpeg() + "' \"$@\"\n");
        Files.writeString(bin.resolve("ffprobe"), "#!/bin/sh\nkill -INT $$\n");
        for (String name : List.of("ffmpeg", "ffprobe")) {
            assertThat(bin.resolve(name).toFile().setExecutable(true)).isTrue();
        }
        Map<String, String> environment = new HashMap<>(leaks.environment());
        environment.putAll(ffmpeg.environment());
        environment.put(FFmpegLocator.VARIABLE, bin.toString());

        try (Child program = Child.start(leaks.tempDirectory(), environment, command("quickstart"))) {
            assertThat(program.exitCode()).isEqualTo(130);
            // A JVM may write lines of its own.
            assertThat(program.stderr().lines().filter(line -> line.startsWith("asyncffmpeg")))
                    .containsExactly("asyncffmpeg: Stopped before anything was started.");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @RepeatedTest(2)
    @Tag("long")
    void ctrlCAtAnyMomentLeavesFilesThatPlayOrNone() throws Exception {
        Conditions.requirePty();
        long seed = System.nanoTime();
        Path video = longVideo();
        try (Child terminal = Pty.start(
                leaks.tempDirectory(),
                leaks.environment(),
                command("quickstart", "--progress", "bar", video.toString()))) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(new Random(seed).nextInt(300, 3_000)));
            terminal.type(Pty.CTRL_C);
            assertThat(terminal.exitCode()).as("seed " + seed).isEqualTo(130);
        }
        for (String name : List.of("output1.mp4", "output2.mp4")) {
            if (Files.exists(folder.resolve(name))) {
                playable(name);
            }
        }
    }

    @Test
    @Tag("long")
    @Tag("thorough")
    void sigtermGives143AndKeepsBothFiles() throws Exception {
        Path video = longVideo();
        try (Child program = run("quickstart", "--progress", "json", video.toString())) {
            await().atMost(Child.LIMIT)
                    .until(() -> program.stderr().contains("\"job-progress\",\"job\":\"output2.mp4\""));
            program.signal(15);
            assertThat(program.exitCode()).isEqualTo(143);
        }
        playable("output1.mp4");
        playable("output2.mp4");
    }
}
