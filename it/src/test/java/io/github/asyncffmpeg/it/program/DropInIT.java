package io.github.asyncffmpeg.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.Pty;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
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
}
