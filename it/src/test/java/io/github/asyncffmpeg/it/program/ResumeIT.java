package io.github.asyncffmpeg.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Extent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.record.EventReader;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code kill -9} at any moment, then {@code --resume}: the same outputs in the end, and nothing that was committed is done
 * twice. {@code -Dit.kills=100} is the long form.
 */
class ResumeIT {

    private static final int JOBS = 12;

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Program program;

    @BeforeEach
    void makeAFolder() throws IOException {
        program = new Program(leaks);
        program.write(
                "jobs.yaml",
                "version: 1",
                "jobs:",
                "  - name: 'clip-{n}'",
                "    matrix: {n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}",
                "    args: [-re, -f, lavfi, -i, 'testsrc=s=160x120:d=0.4', -c:v, mpeg4, 'out/{n}.mp4']");
    }

    private List<BatchEvent> journal() throws IOException {
        List<Path> journals = program.journals();
        if (journals.isEmpty()) {
            return List.of(); // killed before it began one
        }
        assertThat(journals).hasSize(1);
        try (EventReader reader = EventReader.of(journals.get(0));
                Stream<BatchEvent> events = reader.events()) {
            return events.toList();
        }
    }

    private static Set<String> done(List<BatchEvent> events) {
        return events.stream()
                .filter(event -> event instanceof JobFinished end && end.status() == JobStatus.DONE)
                .map(event -> ((JobFinished) event).job())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, FileTime> outputs() throws IOException {
        Map<String, FileTime> outputs = new HashMap<>();
        if (Files.isDirectory(program.file("out"))) {
            try (Stream<Path> files = Files.list(program.file("out"))) {
                for (Path file : files.filter(each -> each.toString().matches(".*/\\d+\\.mp4"))
                        .toList()) {
                    outputs.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
                }
            }
        }
        return outputs;
    }

    @Test
    void readsAJobFileFromStdinAndResumesIt() throws Exception {
        program.write(
                "jobs.yaml",
                "version: 1",
                "jobs:",
                "  - name: clip",
                "    command: |",
                "      ffmpeg -f lavfi -i \"testsrc=s=1280x720:d=1\" \\",
                "        -c:v mpeg4 'a clip.mp4'   # as pasted");
        for (String again : List.of("", "--resume")) {
            List<String> arguments = new ArrayList<>(List.of("run", "-", "--progress", "none"));
            if (!again.isEmpty()) {
                arguments.add(again);
            }
            try (Child run = program.shell("\"$@\" < jobs.yaml", arguments.toArray(String[]::new))) {
                assertThat(run.exitCode()).as(run.stderr()).isZero();
            }
            assertThat(program.playable(program.file("a clip.mp4")).frames()).isEqualTo(25);
        }
        assertThat(program.journals()).hasSize(1);
        try (Child check = program.shell("printf 'version: 1' | \"$@\"", "check", "-")) {
            assertThat(check.exitCode()).isEqualTo(2);
            assertThat(check.stderr()).contains("stdin:1:1: jobs: expected a list of jobs, got nothing");
        }
    }

    @Test
    @Tag("long")
    void endsWithTheSameOutputsHoweverOftenItWasKilled() throws Exception {
        int kills = Extent.times("it.kills", 4, 2);
        long seed = Long.getLong("it.seed", System.nanoTime());
        Random random = new Random(seed);
        Set<String> committed = new HashSet<>();
        Map<String, FileTime> seen = new HashMap<>();
        for (int kill = 0; kill < kills && committed.size() < JOBS; kill++) {
            try (Child run = program.start("run", "jobs.yaml", "--resume", "-j", "2", "--progress", "none")) {
                await().atMost(Child.LIMIT)
                        .until(() -> (!program.journals().isEmpty()
                                        && !run.children().isEmpty())
                                || !run.isAlive());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_200)));
                run.kill(); // it may just have ended
                assertThat(run.exitCode()).isIn(137, 0);
            }
            Map<String, FileTime> now = outputs();
            assertThat(now)
                    .as("seed " + seed + ": what is there stays as it is")
                    .containsAllEntriesOf(seen);
            seen = now;
            committed = done(journal());
            assertThat(now).as("seed " + seed).hasSizeGreaterThanOrEqualTo(committed.size());
        }
        int before = journal().size();
        try (Child run = program.start("run", "jobs.yaml", "--resume", "-j", "2", "--progress", "none")) {
            assertThat(run.exitCode()).as("seed " + seed + run.stderr()).isZero();
        }
        assertThat(outputs()).as("seed " + seed).hasSize(JOBS).containsAllEntriesOf(seen);
        for (int n = 1; n <= JOBS; n++) {
            assertThat(program.playable(program.file("out/" + n + ".mp4")).frames())
                    .isEqualTo(10);
        }
        List<BatchEvent> events = journal();
        Set<String> again = events.subList(before, events.size()).stream()
                .filter(JobStarted.class::isInstance)
                .map(event -> ((JobStarted) event).job())
                .collect(Collectors.toSet());
        Set<String> doneBefore = Set.copyOf(committed);
        assertThat(again).as("seed " + seed).noneMatch(doneBefore::contains).hasSize(JOBS - seen.size());
        assertThat(done(events)).as("seed " + seed).hasSizeGreaterThanOrEqualTo(again.size());
    }

    @Test
    void runsAgainOnlyWhatFailed() throws Exception {
        program.write(
                "mixed.yaml",
                "version: 1",
                "jobs:",
                "  - name: good",
                "    args: [-f, lavfi, -i, 'testsrc=d=0.2:s=64x64', good.mp4]",
                "  - name: late",
                "    args: [-i, late-input.mp4, late.mp4]");
        try (Child run = program.start("run", "mixed.yaml")) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.stderr()).contains("late-input.mp4", "No such file");
        }
        Files.copy(program.file("good.mp4"), program.file("late-input.mp4"));
        Files.delete(program.file("good.mp4"));
        try (Child run = program.start("run", "mixed.yaml", "--rerun-failed")) {
            assertThat(run.exitCode()).as(run.stderr()).isZero();
        }
        assertThat(program.file("late.mp4")).exists();
        assertThat(program.file("good.mp4")).as("it had not failed").doesNotExist();
    }

    @Test
    void refusesToRunOnePlanTwiceAtATime() throws Exception {
        program.write(
                "long.yaml",
                "version: 1",
                "jobs:",
                "  - name: long",
                "    args: [-re, -f, lavfi, -i, 'testsrc=s=64x64', -t, '600', long.mp4]");
        try (Child first = program.start("run", "long.yaml", "--events", "events.ndjson")) {
            await().atMost(Child.LIMIT)
                    .until(() -> Files.exists(program.file("events.ndjson"))
                            && Files.readString(program.file("events.ndjson")).contains("job-running"));
            try (Child second = program.start("run", "long.yaml")) {
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.stderr()).contains("long.yaml", "another run");
            }
            first.signal(15);
            assertThat(first.exitCode()).isEqualTo(143);
        }
    }
}
