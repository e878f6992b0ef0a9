package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.it.harness.Pty;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.Behaviour;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import io.github.asyncffmpeg.testkit.StandInFFmpeg;
import io.github.asyncffmpeg.testkit.StandInRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The watchdog, and what sessions of their own make possible: nothing that ends the JVM or its terminal breaks a file. */
class WatchdogIT {

    private static final int SIGHUP = 1;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;

    @RegisterExtension
    final LeakExtension leaks =
            LeakExtension.builder().patience(Duration.ofSeconds(12)).build();

    private static String[] arguments(Installation installation, String ending, Path... outputs) {
        String executable = installation.name().equals("bundled")
                ? ""
                : installation.ffmpeg().toString();
        return Stream.concat(Stream.of(ending, executable), Stream.of(outputs).map(Path::toString))
                .toArray(String[]::new);
    }

    private Child host(Installation installation, String ending, Path... outputs) throws Exception {
        return Jvm.start(
                leaks.tempDirectory(), leaks.environment(), EncodeHost.class, arguments(installation, ending, outputs));
    }

    private Child terminal(Installation installation, Path... outputs) throws Exception {
        Conditions.requirePty();
        return Pty.start(
                leaks.tempDirectory(),
                leaks.environment(),
                Jvm.command(EncodeHost.class, arguments(installation, "wait", outputs)));
    }

    private FFmpeg ffmpeg(Installation installation) {
        FFmpeg.Builder builder = FFmpeg.builder();
        leaks.environment().forEach(builder::environment);
        return builder.executable(installation.ffmpeg()).build();
    }

    /** The processes of a JVM's FFmpegs or, by another word, its watchdog. */
    private static List<ProcessHandle> descendants(long jvm, String word) {
        return ProcessHandle.of(jvm).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> commandLine(process.pid()).contains(word))
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
        } catch (Exception gone) {
            return "";
        }
    }

    private static char state(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    private void wholeAndGone(Installation installation, Child host, List<ProcessHandle> processes, Path... files) {
        await().atMost(Child.LIMIT).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        long frames = host.stdout()
                .lines()
                .filter(line -> line.startsWith("frames "))
                .mapToLong(line -> Long.parseLong(line.substring(7).strip()))
                .max()
                .orElse(0);
        for (Path file : files) {
            long kept = Playable.check(installation.ffmpeg(), installation.environment(), file)
                    .frames();
            assertThat(kept).isGreaterThanOrEqualTo(files.length == 1 ? frames : 25);
        }
    }

    @EachFFmpeg
    void killedByForceTheJvmLeavesWholeFilesAndNoProcess(Installation installation) throws Exception {
        Path one = leaks.tempDirectory().resolve("one.mp4");
        Path two = leaks.tempDirectory().resolve("two.mp4");
        try (Child jvm = host(installation, "wait", one, two)) {
            jvm.awaitNumber("working");
            List<ProcessHandle> all =
                    ProcessHandle.of(jvm.pid()).orElseThrow().descendants().toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(3); // two FFmpegs and the watchdog
            jvm.signal(SIGKILL);
            wholeAndGone(installation, jvm, all, one, two);
        }
    }

    /** Field 6 of {@code /proc/PID/stat}. */
    private static long session(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
    }

    private void eachHasASessionOfItsOwn(Child jvm, Path out) throws Exception {
        jvm.awaitNumber("working");
        List<ProcessHandle> ffmpegs = descendants(jvm.awaitNumber("jvm"), out.toString());
        assertThat(ffmpegs).hasSize(1);
        assertThat(session(ffmpegs.get(0).pid())).isEqualTo(ffmpegs.get(0).pid());
    }

    @EachFFmpeg
    void hasASessionOfItsOwn(Installation installation) throws Exception {
        Path out = leaks.tempDirectory().resolve("out.mp4");
        try (Child jvm = host(installation, "wait", out)) {
            eachHasASessionOfItsOwn(jvm, out);
        }
    }

    @EachFFmpeg
    @Tag("long")
    void hasASessionOfItsOwnWhereTemporaryFilesCannotBeExecuted(Installation installation) throws Exception {
        Conditions.requireMountNamespace();
        Path out = leaks.tempDirectory().resolve("out.mp4");
        Path mount = Files.createDirectory(leaks.tempDirectory().resolve("noexec"));
        String script = "mount -t tmpfs -o noexec none " + mount + " && export JDK_JAVA_OPTIONS=-Djava.io.tmpdir="
                + mount + " && exec \"$@\"";
        List<String> command = Stream.concat(
                        Stream.of("unshare", "-Urm", "sh", "-c", script, "sh"),
                        Jvm.command(EncodeHost.class, arguments(installation, "wait", out)).stream())
                .toList();
        try (Child jvm = Child.start(leaks.tempDirectory(), leaks.environment(), command)) {
            eachHasASessionOfItsOwn(jvm, out);
        }
    }

    @EachFFmpeg
    @Tag("long")
    void theGroupOfTheJvmKilledByForceLeavesWholeFiles(Installation installation) throws Exception {
        Path out = leaks.tempDirectory().resolve("out.mp4");
        List<String> command = Stream.concat(
                        Stream.of("setsid", "-w"),
                        Jvm.command(EncodeHost.class, arguments(installation, "wait", out)).stream())
                .toList();
        try (Child session = Child.start(leaks.tempDirectory(), leaks.environment(), command)) {
            long jvm = session.awaitNumber("jvm");
            session.awaitNumber("working");
            List<ProcessHandle> all =
                    ProcessHandle.of(jvm).orElseThrow().descendants().toList();
            Child.signalGroup(jvm, SIGKILL);
            wholeAndGone(installation, session, all, out);
        }
    }

    @EachFFmpeg
    @Tag("long")
    void anotherWatchdogTakesOverWhenOneDies(Installation installation) throws Exception {
        Path out = leaks.tempDirectory().resolve("out.mp4");
        try (Child jvm = host(installation, "wait", out)) {
            jvm.awaitNumber("working");
            ProcessHandle first = descendants(jvm.pid(), "asyncffmpeg-watchdog").get(0);
            Child.signal(first.pid(), SIGKILL);
            await().atMost(Child.LIMIT)
                    .until(() -> descendants(jvm.pid(), "asyncffmpeg-watchdog").stream()
                            .anyMatch(process -> process.pid() != first.pid()));
            List<ProcessHandle> all =
                    ProcessHandle.of(jvm.pid()).orElseThrow().descendants().toList();
            jvm.signal(SIGKILL);
            wholeAndGone(installation, jvm, all, out);
        }
    }

    @Test
    @Tag("long")
    void whatTheJvmHasSignalledGetsNoSecondSignalAndWhatIgnoresTheOneIsKilledAtItsLimit() throws Exception {
        for (String how : List.of("quit", "leave")) {
            Path records = Files.createDirectory(leaks.tempDirectory().resolve(how));
            Path executable = StandInFFmpeg.install(
                    records, Behaviour.records(records), Behaviour.ignoresSigterm(), Behaviour.ignoresQ());
            try (Child jvm =
                    Jvm.start(records, leaks.environment(), WatchedHost.class, executable.toString(), "3", how)) {
                long pid = jvm.awaitNumber("ffmpeg");
                ProcessHandle ffmpeg = ProcessHandle.of(pid).orElseThrow();
                if (how.equals("quit")) {
                    await().atMost(Child.LIMIT)
                            .until(() -> StandInRecord.of(records, pid).signals("TERM") == 1);
                }
                jvm.signal(SIGKILL);
                await().atMost(Child.LIMIT)
                        .until(() -> StandInRecord.of(records, pid).signals("TERM") == 1);
                long signalled = System.nanoTime();
                await().atMost(Child.LIMIT).until(() -> !ffmpeg.isAlive());
                assertThat(Duration.ofNanos(System.nanoTime() - signalled))
                        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(15));
                assertThat(StandInRecord.of(records, pid).signals()).containsExactly("TERM");
            }
        }
    }

    /** As a service manager ends a service whose main process has died: all that is left gets SIGTERM. */
    @EachFFmpeg
    @Tag("long")
    void whoSignalsAllProcessesOfAServiceIsNotSecondedByTheWatchdog(Installation installation) throws Exception {
        Path out = leaks.tempDirectory().resolve("out.mp4");
        try (Child jvm = host(installation, "wait", out)) {
            jvm.awaitNumber("working");
            List<ProcessHandle> all =
                    ProcessHandle.of(jvm.pid()).orElseThrow().descendants().toList();
            jvm.signal(SIGKILL);
            for (ProcessHandle process : all) {
                process.destroy();
            }
            wholeAndGone(installation, jvm, all, out);
        }
    }

    @EachFFmpeg
    @Tag("long")
    void ctrlCFourTimesLeavesWholeFiles(Installation installation) throws Exception {
        Path one = leaks.tempDirectory().resolve("one.mp4");
        Path two = leaks.tempDirectory().resolve("two.mp4");
        try (Child terminal = terminal(installation, one, two)) {
            terminal.awaitNumber("working");
            for (int i = 0; i < 4; i++) {
                terminal.type(Pty.CTRL_C);
            }
            assertThat(terminal.exitCode()).isEqualTo(130);
            wholeAndGone(installation, terminal, List.of(), one, two);
        }
    }

    @EachFFmpeg
    @Tag("long")
    void aTerminalThatIsClosedLeavesWholeFiles(Installation installation) throws Exception {
        Path out = leaks.tempDirectory().resolve("out.mp4");
        try (Child terminal = terminal(installation, out)) {
            long jvm = terminal.awaitNumber("jvm");
            terminal.awaitNumber("working");
            List<ProcessHandle> all =
                    ProcessHandle.of(jvm).orElseThrow().descendants().toList();
            terminal.signal(SIGKILL); // of the terminal's program: the kernel sends SIGHUP to the session
            wholeAndGone(installation, terminal, all, out);
            await().atMost(Child.LIMIT)
                    .until(() ->
                            ProcessHandle.of(jvm).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    @EachFFmpeg
    void sighupToTheJvmLeavesWholeFiles(Installation installation) throws Exception {
        Path out = leaks.tempDirectory().resolve("out.mp4");
        try (Child jvm = host(installation, "wait", out)) {
            jvm.awaitNumber("working");
            jvm.signal(SIGHUP);
            assertThat(jvm.exitCode()).isEqualTo(128 + SIGHUP);
            wholeAndGone(installation, jvm, List.of(), out);
        }
    }

    @EachFFmpeg
    @Tag("long")
    void aJvmSuspendedInItsTerminalPausesItsFFmpegs(Installation installation) throws Exception {
        Path out = leaks.tempDirectory().resolve("out.mp4");
        try (Child terminal = terminal(installation, out)) {
            long jvm = terminal.awaitNumber("jvm");
            terminal.awaitNumber("working");
            long ffmpeg = descendants(jvm, "testsrc").get(0).pid();
            Child.signal(jvm, SIGSTOP);
            await().atMost(Child.LIMIT).until(() -> state(ffmpeg) == 'T');
            Child.signal(jvm, SIGCONT);
            await().atMost(Child.LIMIT).until(() -> state(ffmpeg) != 'T');
            Child.signal(jvm, SIGTERM);
            assertThat(terminal.exitCode()).isEqualTo(143);
            wholeAndGone(installation, terminal, List.of(), out);
        }
    }

    @EachFFmpeg
    @Tag("long")
    void aPausedRunStandsStillAndItsTimeDoesNotCount(Installation installation) throws Exception {
        Path out = leaks.tempDirectory().resolve("out.mp4");
        for (boolean watched : new boolean[] {true, false}) {
            FFmpeg ffmpeg = ffmpeg(installation).toBuilder().watchdog(watched).build();
            CountDownLatch working = new CountDownLatch(1);
            FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments(
                            "-y", "-re", "-f", "lavfi", "-i", "testsrc=s=320x240", "-t", "600", out.toString()))
                    .stallTimeout(Duration.ofSeconds(4));
            try (FFmpegProcess process = ffmpeg.start(job)) {
                process.onProgress(progress -> {
                    if (progress.frame().orElse(0) > 10) {
                        working.countDown();
                    }
                });
                working.await();
                process.pause();
                assertThat(process.isPaused()).isTrue();
                await().atMost(Child.LIMIT).until(() -> state(process.pid()) == 'T');
                long frames = process.lastProgress().orElseThrow().frame().orElse(0);
                await().during(Duration.ofSeconds(5)).atMost(Child.LIMIT).until(process::isAlive);
                assertThat(process.lastProgress().orElseThrow().frame().orElse(0))
                        .isLessThanOrEqualTo(frames + 25); // what was in the pipe
                process.resume();
                await().atMost(Child.LIMIT)
                        .until(() ->
                                process.lastProgress().orElseThrow().frame().orElse(0) > frames + 30);
                process.pause();
                FFmpegResult result = process.stop(); // resumes it
                assertThat(result.outcome()).isInstanceOf(Outcome.Stopped.class);
                assertThat(result.outcome().finalised()).isTrue();
            }
            Playable.check(installation.ffmpeg(), installation.environment(), out);
        }
    }

    @Test
    void itGoesWithTheLastRunAndIsNotStartedWhenItIsNotWanted() throws Exception {
        FFmpeg ffmpeg = FFmpeg.builder()
                .environment(LeakExtension.MARKER_VARIABLE, leaks.marker())
                .build();
        StreamSpec spec = StreamSpec.ofArguments("-f", "lavfi", "-i", "testsrc=d=1:s=64x64", "-f", "null", "-");
        long self = ProcessHandle.current().pid();
        await().atMost(Child.LIMIT)
                .until(() -> descendants(self, "asyncffmpeg-watchdog").isEmpty());
        ffmpeg.toBuilder().watchdog(false).build().run(spec);
        assertThat(descendants(self, "asyncffmpeg-watchdog")).isEmpty();
        ffmpeg.run(spec);
        assertThat(descendants(self, "asyncffmpeg-watchdog")).hasSize(1);
        await().atMost(Child.LIMIT)
                .until(() -> descendants(self, "asyncffmpeg-watchdog").isEmpty());
    }
}
