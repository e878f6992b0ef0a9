package io.github.asyncffmpeg.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.Extent;
import io.github.asyncffmpeg.it.harness.Pty;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.record.EventReader;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Ctrl+C at any moment of a run in a real pseudo-terminal: what a job had reported can be played, the terminal is as it was,
 * and the exit code is right. {@code -Dit.interrupts=200} is the long form.
 */
class InterruptIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Program program;

    @BeforeEach
    void makeAFolder() throws IOException {
        Conditions.requirePty();
        program = new Program(leaks);
        program.write(
                "jobs.yaml",
                "version: 1",
                "jobs:",
                "  - name: 'clip-{n}'",
                "    matrix: {n: [1, 2, 3, 4]}",
                "    args: [-re, -f, lavfi, -i, 'testsrc=s=160x120', -t, '600', -c:v, mpeg4, 'out/{n}.mp4']");
    }

    private List<BatchEvent> events() throws IOException {
        Path file = program.file("events.ndjson");
        if (!Files.exists(file)) {
            return List.of();
        }
        try (EventReader reader = EventReader.of(file);
                Stream<BatchEvent> events = reader.events()) {
            return events.toList();
        }
    }

    private static Set<String> withProgress(List<BatchEvent> events) {
        return events.stream()
                .filter(event -> event instanceof JobProgress progress
                        && progress.outTime()
                                .filter(time -> time.toMillis() > 0)
                                .isPresent())
                .map(event -> ((JobProgress) event).job())
                .collect(Collectors.toSet());
    }

    private Child run() throws IOException {
        return program.inTerminal(
                "run", "jobs.yaml", "-j", "3", "--progress", "bar", "--events", "events.ndjson", "--overwrite");
    }

    @Test
    void keepsWhatAJobHadReportedWheneverItIsInterrupted() throws Exception {
        int interrupts = Extent.times("it.interrupts", 4, 2);
        long seed = Long.getLong("it.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < interrupts; i++) {
            String place = "seed " + seed + ", interrupt " + i;
            Files.deleteIfExists(program.file("events.ndjson"));
            for (int n = 1; n <= 4; n++) {
                Files.deleteIfExists(program.file("out/" + n + ".partial.mp4"));
            }
            Set<String> reported;
            String screen;
            try (Child terminal = run()) {
                if (i % 2 == 0) { // by then its own handlers are there
                    await().atMost(Child.LIMIT).until(() -> !events().isEmpty());
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(2_500)));
                reported = withProgress(events());
                terminal.type(Pty.CTRL_C);
                assertThat(terminal.exitCode()).as(place).isEqualTo(130);
                screen = terminal.stdout();
            }
            assertThat(screen)
                    .as(place + ": the cursor is never hidden, no region is set")
                    .doesNotContain("[?25l")
                    .doesNotContainPattern("\\u001b\\[\\d*;\\d*r");
            for (String job : reported) {
                Path file = program.file("out/" + job.substring("clip-".length()) + ".partial.mp4");
                assertThat(file).as(place).exists();
                assertThat(program.playable(file).frames()).as(place).isPositive();
            }
        }
    }

    @Test
    void killsAtTheSecondCtrlC() throws Exception {
        // It ignores the q key and its one signal, as an FFmpeg does that hangs in a driver.
        program.write(
                "ffmpeg",
                "#!/bin/sh",
                "case \"$*\" in *-version*) echo 'ffmpeg version 8.0.1'; exit;; esac",
                "trap '' INT TERM",
                "while :; do sleep 1; done");
        Files.copy(program.file("ffmpeg"), program.file("ffprobe"));
        for (String name : List.of("ffmpeg", "ffprobe")) {
            assertThat(program.file(name).toFile().setExecutable(true)).isTrue();
        }
        try (Child terminal = program.inTerminal(
                "run",
                "jobs.yaml",
                "-j",
                "1",
                "--progress",
                "bar",
                "--events",
                "events.ndjson",
                "--ffmpeg",
                program.folder().toString(),
                "--grace",
                "60s")) {
            await().atMost(Child.LIMIT)
                    .until(() -> events().stream().anyMatch(BatchEvent.JobRunning.class::isInstance));
            terminal.type(Pty.CTRL_C);
            await().atMost(Child.LIMIT)
                    .until(() -> events().stream().anyMatch(BatchEvent.BatchStopping.class::isInstance));
            terminal.type(Pty.CTRL_C);
            assertThat(terminal.exitCode(Duration.ofSeconds(20))).isEqualTo(130);
        }
        assertThat(events())
                .filteredOn(event -> event instanceof JobFinished end && end.status() == JobStatus.KILLED)
                .hasSize(1);
    }

    @Test
    void pausesFFmpegWithItselfOnCtrlZAndGoesOnWithIt() throws Exception {
        try (Child terminal = run()) {
            await().atMost(Child.LIMIT).until(() -> withProgress(events()).size() == 3);
            long ffmpeg = events().stream()
                    .filter(BatchEvent.JobRunning.class::isInstance)
                    .map(event -> ((BatchEvent.JobRunning) event).pid())
                    .findFirst()
                    .orElseThrow();
            long java = ProcessHandle.of(ffmpeg)
                    .orElseThrow()
                    .parent()
                    .orElseThrow()
                    .pid();
            Child.signal(java, 20);
            await().atMost(Child.LIMIT)
                    .until(() -> state(java).equals("T") && state(ffmpeg).equals("T"));
            Child.signal(java, 18);
            await().atMost(Child.LIMIT)
                    .until(() -> !state(java).equals("T") && !state(ffmpeg).equals("T"));
            int before = events().size();
            await().atMost(Child.LIMIT).until(() -> events().size() > before);
            terminal.type(Pty.CTRL_C);
            assertThat(terminal.exitCode()).isEqualTo(130);
        }
    }

    private static String state(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    }

    @Test
    void stopsWhenTheTerminalIsClosed() throws Exception {
        try (Child terminal = run()) {
            await().atMost(Child.LIMIT).until(() -> withProgress(events()).size() == 3);
            terminal.signal(9); // the window is closed: SIGHUP for all in it
            await().atMost(Child.LIMIT)
                    .until(() -> events().stream().anyMatch(BatchEvent.BatchFinished.class::isInstance));
        }
        assertThat(events().stream()
                        .filter(event -> event instanceof JobFinished end && end.status() == JobStatus.STOPPED))
                .hasSize(3);
        for (int n = 1; n <= 3; n++) {
            assertThat(program.playable(program.file("out/" + n + ".partial.mp4"))
                            .frames())
                    .isPositive();
        }
    }
}
