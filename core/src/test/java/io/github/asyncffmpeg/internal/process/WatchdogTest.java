package io.github.asyncffmpeg.internal.process;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With children that only sleep. */
class WatchdogTest {

    private final List<ChildProcess> children = new ArrayList<>();

    @AfterEach
    void endsAll() {
        children.forEach(ChildProcess::kill);
        await().atMost(Duration.ofSeconds(30)).until(() -> children.stream().noneMatch(ChildProcess::isAlive));
        children.forEach(LaunchGate::release);
    }

    @Test
    void wakesAChildWhoseResumeWasLostWithAWatchdog() throws IOException {
        ChildProcess child = launch();
        ProcessHandle watchdog = watchdog();
        child.pause();
        await().atMost(Duration.ofSeconds(30)).until(() -> state(child.pid()) == 'T');
        signal("STOP", watchdog.pid()); // it reads no more
        await().atMost(Duration.ofSeconds(30)).until(() -> state(watchdog.pid()) == 'T');
        child.resume();
        watchdog.destroyForcibly();
        await().atMost(Duration.ofSeconds(30)).until(() -> state(child.pid()) == 'S');
    }

    /** Its JVM is gone already, and what that has begun is a program only now. */
    @Test
    void endsWhatBecomesAnFFmpegAfterTheEndOfItsJvm() throws IOException {
        assumeThat(Watchdog.isReady(() -> {})).isTrue();
        String mark = "WATCHDOG_TEST=" + RandomText.next();
        Process watchdog = new ProcessBuilder("/bin/sh", "-c", WatchdogScript.text(), "watchdog", "1", "0", mark, "")
                .redirectError(Redirect.DISCARD)
                .start();
        watchdog.getOutputStream().close();
        Process late = new ProcessBuilder("/bin/sh", "-c", "exec env " + mark + " sleep 100").start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> !late.isAlive() && !watchdog.isAlive());
        } finally {
            late.destroyForcibly();
            watchdog.destroyForcibly();
        }
    }

    private ChildProcess launch() throws IOException {
        assumeThat(Watchdog.isReady(() -> {})).isTrue();
        Ask deaf = new Ask() {
            @Override
            public Readiness readiness() {
                return Readiness.DEAF;
            }

            @Override
            public void send() {}
        };
        ChildObserver observer = new ChildObserver() {
            @Override
            public void tick(long now) {}

            @Override
            public void ended(int exitCode) {}
        };
        Launch launch = new Launch(
                List.of(),
                List.of(Programs.find("sleep").orElseThrow().toString(), "100"),
                null,
                environment -> {},
                Duration.ofSeconds(8),
                Launch.Care.OWN_SESSION);
        ByteSink nothing = (bytes, offset, length) -> {};
        ChildProcess child =
                LaunchGate.launch(launch, process -> new ChildProcess.Wiring(null, nothing, null, deaf), observer);
        children.add(child);
        return child;
    }

    private static ProcessHandle watchdog() {
        return ProcessHandle.current()
                .children()
                .filter(process -> text(process.pid(), "cmdline").contains("asyncffmpeg-watchdog"))
                .findAny()
                .orElseThrow();
    }

    private static void signal(String signal, long pid) throws IOException {
        new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + pid).start();
    }

    private static char state(long pid) {
        String stat = text(pid, "stat");
        return stat.isEmpty() ? '-' : stat.charAt(stat.lastIndexOf(')') + 2);
    }

    private static String text(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file));
        } catch (IOException gone) {
            return "";
        }
    }
}
