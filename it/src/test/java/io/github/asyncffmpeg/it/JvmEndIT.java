package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.it.harness.PidNamespace;
import io.github.asyncffmpeg.it.harness.Pty;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However the JVM ends, short of SIGKILL: its FFmpegs finish their files before it is gone, and none is left. */
class JvmEndIT {

    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private static String executable(Installation installation) {
        return installation.name().equals("bundled")
                ? ""
                : installation.ffmpeg().toString();
    }

    private Child host(Installation installation, String ending, Path... outputs) throws Exception {
        return Jvm.start(
                leaks.tempDirectory(), leaks.environment(), EncodeHost.class, arguments(installation, ending, outputs));
    }

    private static String[] arguments(Installation installation, String ending, Path... outputs) {
        return Stream.concat(
                        Stream.of(ending, executable(installation)),
                        Stream.of(outputs).map(Path::toString))
                .toArray(String[]::new);
    }

    /** At the end of the JVM the file is whole already: nobody waits here. */
    private void playableNow(Installation installation, Child jvm, Path... files) {
        long frames = jvm.stdout()
                .lines()
                .filter(line -> line.startsWith("frames "))
                .mapToLong(line -> Long.parseLong(line.substring(7).strip()))
                .max()
                .orElse(0);
        for (Path file : files) {
            long kept = Playable.check(installation.ffmpeg(), installation.environment(), file)
                    .frames();
            assertThat(kept).as("frames of " + file + " of " + frames).isGreaterThanOrEqualTo(25);
            if (files.length == 1) {
                assertThat(kept).isGreaterThanOrEqualTo(frames);
            }
        }
    }

    @EachFFmpeg
    void bySigtermAndSigint(Installation installation) throws Exception {
        for (int signal : new int[] {SIGTERM, SIGINT}) {
            Path one = leaks.tempDirectory().resolve("one" + signal + ".mp4");
            Path two = leaks.tempDirectory().resolve("two" + signal + ".mp4");
            try (Child jvm = host(installation, "wait", one, two)) {
                jvm.awaitNumber("working");
                jvm.signal(signal);
                assertThat(jvm.exitCode()).isEqualTo(128 + signal);
                playableNow(installation, jvm, one, two);
            }
        }
    }

    @EachFFmpeg
    @Tag("thorough")
    void bySystemExitByAnUncaughtExceptionAndByReturningFromMain(Installation installation) throws Exception {
        for (var ending : List.of(List.of("exit", "5"), List.of("throw", "1"), List.of("return", "0"))) {
            Path out = leaks.tempDirectory().resolve(ending.get(0) + ".mp4");
            try (Child jvm = host(installation, ending.get(0), out)) {
                assertThat(jvm.exitCode()).as(ending.get(0)).isEqualTo(Integer.parseInt(ending.get(1)));
                playableNow(installation, jvm, out);
            }
        }
    }

    /** FFmpeg ends at once; a service manager waits 10 s at most, and T is 8 s. */
    @EachFFmpeg
    @Tag("long")
    void aSinkThatNobodyReadsDoesNotHoldUpTheJvm(Installation installation) throws Exception {
        for (String sink : List.of("sink", "reader", "deaf")) {
            Path out = leaks.tempDirectory().resolve(sink + ".mp4");
            try (Child jvm = Jvm.start(
                    leaks.tempDirectory(), leaks.environment(), SinkHost.class, arguments(installation, sink, out))) {
                jvm.awaitNumber("working");
                long asked = System.nanoTime();
                jvm.signal(SIGTERM);
                assertThat(jvm.exitCode()).as(sink).isEqualTo(128 + SIGTERM);
                assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked))
                        .as(sink)
                        .isLessThan(7_000);
                assertThat(Playable.check(installation.ffmpeg(), installation.environment(), out)
                                .frames())
                        .as(sink)
                        .isGreaterThanOrEqualTo(5);
            }
        }
    }

    @EachFFmpeg
    void byCtrlCInATerminal(Installation installation) throws Exception {
        Conditions.requirePty();
        Path one = leaks.tempDirectory().resolve("one.mp4");
        Path two = leaks.tempDirectory().resolve("two.mp4");
        try (Child terminal = Pty.start(
                leaks.tempDirectory(),
                leaks.environment(),
                Jvm.command(EncodeHost.class, arguments(installation, "wait", one, two)))) {
            terminal.awaitNumber("working");
            terminal.type(Pty.CTRL_C);
            assertThat(terminal.exitCode()).isEqualTo(130);
            playableNow(installation, terminal, one, two);
        }
    }

    @EachFFmpeg
    void bySigtermToTheJvmAloneInATerminal(Installation installation) throws Exception {
        Conditions.requirePty();
        Path out = leaks.tempDirectory().resolve("out.mp4");
        try (Child terminal = Pty.start(
                leaks.tempDirectory(),
                leaks.environment(),
                Jvm.command(EncodeHost.class, arguments(installation, "wait", out)))) {
            long jvm = terminal.awaitNumber("jvm");
            terminal.awaitNumber("working");
            Child.signal(jvm, SIGTERM);
            assertThat(terminal.exitCode()).isEqualTo(143);
            playableNow(installation, terminal, out);
        }
    }

    @EachFFmpeg
    void bySigtermToTheWholeGroup(Installation installation) throws Exception {
        Path out = leaks.tempDirectory().resolve("out.mp4");
        List<String> command = Stream.concat(
                        Stream.of("setsid", "-w"),
                        Jvm.command(EncodeHost.class, arguments(installation, "wait", out)).stream())
                .toList();
        try (Child session = Child.start(leaks.tempDirectory(), leaks.environment(), command)) {
            long jvm = session.awaitNumber("jvm");
            session.awaitNumber("working");
            Child.signalGroup(jvm, SIGTERM);
            session.exitCode();
            await().atMost(Child.LIMIT)
                    .until(() ->
                            ProcessHandle.of(jvm).filter(ProcessHandle::isAlive).isEmpty());
            playableNow(installation, session, out);
        }
    }

    @EachFFmpeg
    void byDockerStopWhenItIsPidOne(Installation installation) throws Exception {
        Conditions.requirePidNamespace();
        Path out = leaks.tempDirectory().resolve("out.mp4");
        try (Child namespace = PidNamespace.start(
                leaks.tempDirectory(),
                leaks.environment(),
                Jvm.command(EncodeHost.class, arguments(installation, "wait", out)))) {
            assertThat(namespace.awaitNumber("jvm")).isEqualTo(1);
            namespace.awaitNumber("working");
            Child.signal(PidNamespace.init(namespace), SIGTERM);
            assertThat(namespace.exitCode()).isEqualTo(143);
            playableNow(installation, namespace, out);
        }
    }

    @EachFFmpeg
    void atARandomMomentWithFiveHundredTinyJobsQueued(Installation installation) throws Exception {
        long seed = System.nanoTime();
        Path folder = Files.createDirectory(leaks.tempDirectory().resolve("tiny"));
        try (Child jvm = host(installation, "tiny", folder)) {
            jvm.awaitNumber("done");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(new Random(seed).nextInt(700)));
            jvm.signal(SIGTERM);
            assertThat(jvm.exitCode()).as("seed " + seed).isEqualTo(143);
            assertThat(jvm.stdout().lines().filter("done 1"::equals).count())
                    .as("seed " + seed)
                    .isLessThan(500);
        }
        // A file that was begun is whole, or it never came to a frame: those that were stopped while they opened.
        long whole = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.size(file) > 1000) {
                    Playable.check(installation.ffmpeg(), installation.environment(), file);
                    whole++;
                }
            }
        }
        assertThat(whole).as("seed " + seed).isBetween(1L, 499L);
    }
}
