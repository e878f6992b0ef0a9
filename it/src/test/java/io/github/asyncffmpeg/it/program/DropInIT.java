package io.github.asyncffmpeg.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.Pty;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.record.EventReader;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code asyncffmpeg -- …} beside {@code ffmpeg …}. */
class DropInIT {

    private static final String[] CLIP = {"-f", "lavfi", "-i", "testsrc=s=64x64:d=1", "-c:v", "mpeg4", "-bitexact"};

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Program program;

    @BeforeEach
    void makeAFolder() throws IOException {
        program = new Program(leaks);
    }

    private static String[] words(String[] first, String... more) {
        List<String> all = new ArrayList<>(List.of("--"));
        all.addAll(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private int bare(String... arguments) throws Exception {
        return bareShell("exec \"$@\"", arguments);
    }

    private int bareShell(String script, String... arguments) throws Exception {
        var ffmpeg = FFmpegs.bundled();
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", "cd \"$0\" && " + script, program.folder().toString()));
        command.add(ffmpeg.ffmpeg().toString());
        command.add("-nostdin");
        command.addAll(List.of(arguments));
        try (Child child = Child.start(leaks.tempDirectory(), ffmpeg.environment(), command)) {
            return child.exitCode();
        }
    }

    @Test
    void passesMediaOnItsStandardStreamsThroughUntouched() throws Exception {
        String[] toStdout = words(CLIP, "-f", "nut", "pipe:1");
        assertThat(bareShell("exec \"$@\" > bare.nut", Arrays.copyOfRange(toStdout, 1, toStdout.length)))
                .isZero();
        try (Child child = program.shell("exec \"$@\" > out.nut", toStdout)) {
            assertThat(child.exitCode()).as(child.stderr()).isZero();
        }
        assertThat(program.file("out.nut")).hasSameBinaryContentAs(program.file("bare.nut"));

        try (Child child = program.shell(
                "cat bare.nut | \"$@\" | cat > copy.nut",
                "--",
                "-f",
                "nut",
                "-i",
                "-",
                "-c",
                "copy",
                "-bitexact",
                "-f",
                "nut",
                "-")) {
            assertThat(child.exitCode()).as(child.stderr()).isZero();
        }
        assertThat(bareShell(
                        "cat bare.nut | \"$@\" | cat > bare-copy.nut",
                        "-f",
                        "nut",
                        "-i",
                        "-",
                        "-c",
                        "copy",
                        "-bitexact",
                        "-f",
                        "nut",
                        "-"))
                .isZero();
        assertThat(program.file("copy.nut")).hasSameBinaryContentAs(program.file("bare-copy.nut"));
    }

    @Test
    void answersAsFFmpegDoesWhatIsNoJob() throws Exception {
        try (Child child = program.start("--", "-encoders")) {
            assertThat(child.exitCode()).as(child.stderr()).isZero();
            assertThat(child.stdout()).contains("Encoders:", " mpeg4 ");
        }
    }

    @Test
    void endsWithFFmpegsOwnExitCodeAndReason() throws Exception {
        String[][] failures = {
            {"-i", "nope.mp4", "x.mp4"},
            {"-f", "lavfi", "-i", "testsrc=d=1", "-c:v", "nosuchcodec", "x.mp4"},
            {"-f", "lavfi", "-i", "testsrc=d=1", "-frobnicate", "1", "x.mp4"},
            {"-f", "lavfi", "-i", "testsrc=d=1", "nofolder/x.mp4"},
        };
        for (String[] arguments : failures) {
            try (Child child = program.start(words(arguments))) {
                assertThat(child.exitCode())
                        .as(child.stderr())
                        .isEqualTo(bare(arguments))
                        .isNotZero();
                assertThat(child.stderr()).containsPattern("nope.mp4|nosuchcodec|frobnicate|nofolder");
                assertThat(child.stdout()).isEmpty();
            }
        }
    }

    @Test
    void doesNotOverwriteUnlessTold() throws Exception {
        program.write("there.mp4", "somebody's own");
        try (Child child = program.start(words(CLIP, "there.mp4"))) {
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.stderr()).contains("there.mp4");
        }
        assertThat(program.file("there.mp4")).hasContent("somebody's own");
        try (Child child = program.start(words(CLIP, "-y", "there.mp4"))) {
            assertThat(child.exitCode()).as(child.stderr()).isZero();
        }
        assertThat(program.playable(program.file("there.mp4")).frames()).isEqualTo(25);
    }

    @Test
    void keepsTheFileOnCtrlCAndGives130() throws Exception {
        Conditions.requirePty();
        try (Child terminal = program.inTerminal(
                "--progress", "bar", "--", "-re", "-f", "lavfi", "-i", "testsrc=s=64x64", "-t", "600", "long.mp4")) {
            await().atMost(Child.LIMIT).until(() -> terminal.stdout().contains("0:01"));
            terminal.type(Pty.CTRL_C);
            assertThat(terminal.exitCode()).isEqualTo(130);
        }
        assertThat(program.playable(program.file("long.mp4")).frames()).isGreaterThan(20);
    }

    @Test
    void endsALoopOfAShellOnCtrlC() throws Exception {
        Conditions.requirePty();
        List<String> words = new ArrayList<>(List.of(
                "bash", "-c", "for n in 1 2 3; do echo \"turn $n\"; \"$@\"; done; echo \"loop is over\"", "bash"));
        words.addAll(program.command("--progress", "plain", "--events", "loop.ndjson", "--"));
        words.addAll(List.of("-re", "-f", "lavfi", "-i", "testsrc=s=64x64", "-c:v", "mpeg4", "-y", "loop.mp4"));
        try (Child terminal = Pty.start(leaks.tempDirectory(), program.environment(), words)) {
            Stop loop = new Stop("loop", 2, "");
            await().atMost(Child.LIMIT).until(() -> events(loop).matches("(?s).*\"out_time_ms\":[1-9].*"));
            terminal.type(Pty.CTRL_C);
            assertThat(terminal.exitCode()).isEqualTo(130);
            assertThat(terminal.stdout()).contains("turn 1", "stopped after").doesNotContain("turn 2", "loop is over");
        }
        assertThat(program.playable(program.file("loop.mp4")).frames()).isPositive();
    }

    @Test
    void keepsTheFileOfAnInputThatNeverEndsWhenItIsTerminated() throws Exception {
        try (Child child = program.shell(
                "while :; do printf '%1024s' x; done | \"$@\"; echo code $?",
                "--progress",
                "plain",
                "--events",
                "events.ndjson",
                "--",
                "-f",
                "rawvideo",
                "-s",
                "16x16",
                "-pix_fmt",
                "gray",
                "-re",
                "-i",
                "-",
                "long.mkv")) {
            await().atMost(Child.LIMIT)
                    .until(() -> Files.exists(program.file("events.ndjson"))
                            && Files.readString(program.file("events.ndjson")).contains("\"out_time_ms\":1"));
            ProcessHandle java = child.children().stream()
                    .filter(each -> each.info().command().orElse("").endsWith("java"))
                    .findFirst()
                    .orElseThrow();
            Child.signal(java.pid(), 15);
            child.awaitStdout("code 143");
            child.exitCode();
        }
        assertThat(program.playable(program.file("long.mkv")).frames()).isPositive();
    }

    private record Stop(String name, int signal, String output, String... arguments) {

        /** The arguments, with events in a file of this name. */
        String[] words() {
            List<String> all = new ArrayList<>(
                    List.of("--progress", "plain", "--color", "never", "--events", name + ".ndjson", "--"));
            all.addAll(List.of("-re", "-f", "lavfi", "-i", "testsrc=s=64x64"));
            all.addAll(List.of(arguments));
            return all.toArray(String[]::new);
        }
    }

    private String events(Stop stop) throws IOException {
        Path file = program.file(stop.name + ".ndjson");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    @Tag("thorough")
    void saysWhatIsKeptAfterAStop() throws Exception {
        program.write("there.mkv", "an older one");
        List<Stop> stops = List.of(
                new Stop("mp4", 2, "kept as one.mp4", "-c:v", "mpeg4", "one.mp4"),
                new Stop("mkv", 15, "kept as there.mkv", "-c:v", "mpeg4", "-y", "there.mkv"),
                new Stop("two", 2, "kept as a.mp4, b.mkv", "-c:v", "mpeg4", "a.mp4", "-c:v", "mpeg4", "b.mkv"),
                new Stop("null", 15, "", "-f", "null", "-"),
                new Stop("pipe", 2, "", "-f", "mpegts", "pipe:1"));
        List<Child> children = new ArrayList<>();
        try {
            for (Stop stop : stops) {
                children.add(program.start(stop.words()));
            }
            for (int i = 0; i < stops.size(); i++) {
                Stop stop = stops.get(i);
                await(stop.name)
                        .atMost(Child.LIMIT.multipliedBy(2))
                        .until(() -> events(stop).matches("(?s).*\"out_time_ms\":[1-9].*"));
                children.get(i).signal(stop.signal);
            }
            for (int i = 0; i < stops.size(); i++) {
                Stop stop = stops.get(i);
                Child child = children.get(i);
                assertThat(child.exitCode()).as(stop.name).isEqualTo(128 + stop.signal);
                assertThat(child.stderr())
                        .as(stop.name)
                        .containsPattern("stopped after 0:\\d\\d\\.\\d"
                                + (stop.output.isEmpty() ? "\\n" : ", " + stop.output + "\\n"));
                List<String> files = ended(stop).outputs().stream()
                        .map(output -> output.file().getFileName().toString())
                        .toList();
                assertThat("kept as " + String.join(", ", files))
                        .as(stop.name)
                        .isEqualTo(stop.output.isEmpty() ? "kept as " : stop.output);
                for (String file : files) {
                    assertThat(program.playable(program.file(file)).frames()).isPositive();
                }
            }
        } finally {
            children.forEach(Child::close);
        }
    }

    private BatchEvent.JobFinished ended(Stop stop) throws IOException {
        try (EventReader reader = EventReader.of(program.file(stop.name + ".ndjson"));
                Stream<BatchEvent> events = reader.events()) {
            return events.filter(BatchEvent.JobFinished.class::isInstance)
                    .map(BatchEvent.JobFinished.class::cast)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void saysThatNothingIsKeptWhereNothingIs() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Child child = program.start(
                        "--progress",
                        "none",
                        "--events",
                        "nothing.ndjson",
                        "--",
                        "-i",
                        "tcp://127.0.0.1:" + silent.getLocalPort(),
                        "x.mp4")) {
            Stop stop = new Stop("nothing", 2, "");
            await().atMost(Child.LIMIT).until(() -> events(stop).contains("job-running"));
            child.signal(2);
            assertThat(child.exitCode()).isEqualTo(130);
            assertThat(child.stderr()).contains("stopped before there was anything to keep");
            assertThat(ended(stop).outputs()).isEmpty();
        }
    }

    @Test
    void tellsHowLongTheFileIsAndTheLastProgress() throws Exception {
        assertThat(bare("-f", "lavfi", "-i", "testsrc=s=64x64:d=20", "-c:v", "mpeg4", "-g", "25", "in.mp4"))
                .isZero();
        try (Child child = program.start(
                "--events", "copy.ndjson", "--", "-i", "in.mp4", "-ss", "10", "-t", "5", "-c", "copy", "out.mp4")) {
            assertThat(child.exitCode()).as(child.stderr()).isZero();
        }
        Stop copy = new Stop("copy", 0, "");
        assertThat(ended(copy).media().orElseThrow())
                .as("FFmpeg reports 0:15")
                .isBetween(Duration.ofMillis(4_900), Duration.ofMillis(5_500));
        assertThat(events(copy)).contains("\"fraction\":1.0,");
    }

    private String log(String how, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("--color", "never", "--progress", how));
        if (!arguments[0].equals("--")) {
            words.add("--");
        }
        words.addAll(List.of(arguments));
        try (Child child = program.start(words.toArray(String[]::new))) {
            child.exitCode();
            return child.stderr();
        }
    }

    @Test
    @Tag("thorough")
    void showsWhatFiltersTellInTheLog() throws Exception {
        String[] both = {"-f", "lavfi", "-i", "testsrc=s=1280x720:d=0.2", "-f", "lavfi", "-i", "sine=d=1"};
        String graph = "[0]split=3[a][b][c];[a][b]psnr[p];[c]cropdetect,idet,showinfo,blackdetect,metadata=print[v];"
                + "[1]volumedetect,ebur128,astats,loudnorm=print_format=json[s]";
        String[] all = Stream.concat(
                        Stream.of(both),
                        Stream.of("-lavfi", graph, "-map", "[p]", "-map", "[v]", "-map", "[s]", "-f", "null", "-"))
                .toArray(String[]::new);
        for (String how : List.of("none", "json")) {
            assertThat(log(how, all))
                    .as(how)
                    .contains(
                            "PSNR ", "crop=", "Multi frame detection", "pts_time:0.16", "lavfi.idet.", "mean_volume: ")
                    .contains("Integrated loudness:", "RMS level dB", "input_thresh", "target_offset")
                    .doesNotContain("Stream mapping");
        }
        assertThat(log("plain", "-f", "lavfi", "-i", "testsrc=d=0.1", "-bsf:v", "showinfo", "-c:v", "mpeg4", "x.mp4"))
                .containsPattern("n: +0 ");
    }

    @Test
    @Tag("thorough")
    void showsAsMuchOfTheLogAsIsAskedFor() throws Exception {
        assertThat(log("plain", words(CLIP, "-v", "info", "info.mp4"))).contains("Stream mapping:", "Output #0");
        assertThat(log("none", words(CLIP, "-v", "verbose", "verbose.mp4"))).contains("Stream mapping:", "-> #0:0");
        assertThat(log("plain", words(CLIP, "usual.mp4"))).doesNotContain("Stream mapping:");
        assertThat(log("plain", words(CLIP, "-v", "quiet", "nofolder/x.mp4"))).doesNotContain("No such file");
        assertThat(log("plain", "-i", program.file("usual.mp4").toString()))
                .contains("Video: mpeg4", "At least one output file must be specified");
    }

    @Test
    @Tag("long")
    void tellsErrorsWhateverIsShownOfProgress() throws Exception {
        for (String how : List.of("none", "plain", "json")) {
            assertThat(log(how, "-i", "nope.mp4", "x.mp4")).as(how).contains("nope.mp4: No such file or directory");
        }
    }
}
