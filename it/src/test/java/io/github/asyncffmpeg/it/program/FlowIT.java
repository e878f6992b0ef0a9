package io.github.asyncffmpeg.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Extent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.record.EventReader;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Job files in which values flow, from the command line. */
class FlowIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Program program;

    @BeforeEach
    void makeAFolder() throws Exception {
        program = new Program(leaks);
        program.write(
                "films.yaml",
                "version: 1",
                "jobs:",
                "  - { name: a, args: [-f, lavfi, -i, 'testsrc2=s=1920x1080:r=10:d=2', -f, lavfi, -i, 'sine=d=2',"
                        + " -c:v, mpeg4, 'a film.mov'] }",
                "  - { name: b, args: [-f, lavfi, -i, 'testsrc2=s=1280x720:r=10:d=2', -f, lavfi, -i, 'sine=d=2',"
                        + " -c:v, mpeg4, b.mov] }");
        try (Child made = program.start("run", "films.yaml", "--progress", "none", "--journal", "films.journal")) {
            assertThat(made.exitCode()).as(made.stderr()).isZero();
        }
        flow("720");
    }

    private void flow(String height) throws IOException {
        program.write(
                "flow.yaml",
                "version: 1",
                "jobs:",
                "  - { name: look, each: '*.mov', probe: '{input}' }",
                "  - name: measure",
                "    each: '*.mov'",
                "    args: [-i, '{input}', -af, volumedetect, -f, 'null', '-']",
                "    measure: volume",
                "  - name: small",
                "    each: '*.mov'",
                "    needs: [{ job: look, same: [stem] }, { job: measure, same: [stem] }]",
                "    when: look.video.height > 720 and measure.max_volume < -10",
                "    args: [-i, '{input}', -vf, 'scale=-2:" + height + "', -af, 'volume={measure.max_volume}dB',"
                        + " -c:v, mpeg4, 'small/{stem}-{look.audio.sample_rate}.mp4']");
    }

    private Child run(String... more) throws IOException {
        String[] all =
                Stream.concat(Stream.of("run", "flow.yaml"), Stream.of(more)).toArray(String[]::new);
        return program.start(all);
    }

    /** Of the last run. */
    private Map<String, JobStatus> ends() throws IOException {
        try (EventReader reader = EventReader.of(program.file("events.ndjson"));
                Stream<BatchEvent> events = reader.events()) {
            List<BatchEvent> all = events.toList();
            assertThat(all.get(all.size() - 1)).isInstanceOf(BatchFinished.class);
            Map<String, JobStatus> ends = new TreeMap<>();
            for (BatchEvent event : all) {
                if (event instanceof JobFinished end) {
                    assertThat(ends.put(end.job(), end.status())).as(end.job()).isNull();
                }
            }
            return ends;
        }
    }

    private List<String> started() throws IOException {
        try (EventReader reader = EventReader.of(program.file("events.ndjson"));
                Stream<BatchEvent> events = reader.events()) {
            return events.filter(JobStarted.class::isInstance)
                    .map(event -> ((JobStarted) event).job())
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    @Test
    void doesWhatTheValuesSayAndNothingOfItTwice() throws Exception {
        try (Child dry = run("--dry-run")) {
            assertThat(dry.exitCode()).isZero();
            assertThat(dry.stdout())
                    .contains("# look-a film: what is in ", "volume={measure.max_volume}dB")
                    .contains(" # when look.video.height > 720 and measure.max_volume < -10")
                    .doesNotContain("\\001", "\u0001");
        }
        try (Child run = run("--events", "events.ndjson", "--progress", "plain")) {
            assertThat(run.exitCode()).as(run.stderr()).isZero();
            assertThat(run.stderr()).contains("not so: ", "look-b.video.height is 720");
        }
        assertThat(ends())
                .containsEntry("small-a film", JobStatus.DONE)
                .containsEntry("small-b", JobStatus.SKIPPED)
                .containsEntry("look-b", JobStatus.DONE)
                .hasSize(6);
        Path small = program.file("small/a film-44100.mp4");
        assertThat(program.playable(small).frames()).isEqualTo(20);

        try (Child again = run("--events", "events.ndjson", "--resume")) {
            assertThat(again.exitCode()).as(again.stderr()).isZero();
        }
        assertThat(started()).isEmpty();
        assertThat(ends().values()).containsOnly(JobStatus.SKIPPED).hasSize(6);

        flow("480");
        try (Child changed = run("--events", "events.ndjson", "--resume")) {
            assertThat(changed.exitCode()).as(changed.stderr()).isZero();
        }
        assertThat(started()).containsExactly("small-a film");
        assertThat(program.playable(small).frames()).isEqualTo(20);
        try (Child report = program.start("report", "-o", "page.html")) {
            assertThat(report.exitCode()).as(report.stderr()).isZero();
        }
        assertThat(program.file("page.html")).content().contains("small-a film", "measure-b");
    }

    @Test
    @Tag("long")
    void anFFmpegThatFailsFailsWhatNeedsIt() throws Exception {
        Files.writeString(program.file("b.mov"), "this is no film");
        try (Child run = run("--events", "events.ndjson")) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.stderr()).contains("b.mov", "Invalid data");
        }
        assertThat(ends())
                .containsEntry("look-b", JobStatus.FAILED)
                .containsEntry("measure-b", JobStatus.FAILED)
                .containsEntry("small-b", JobStatus.CANCELLED)
                .containsEntry("small-a film", JobStatus.DONE);
    }

    @Test
    @Tag("long")
    void endsWithAPlayableFileWhenItIsAskedTo() throws Exception {
        program.write(
                "long.yaml",
                "version: 1",
                "jobs:",
                "  - { name: look, probe: b.mov }",
                "  - name: long",
                "    needs: look",
                "    args: [-re, -f, lavfi, -i, 'testsrc2=s={look.video.width}x{look.video.height}', -t, '600', -c:v,"
                        + " mpeg4, long.mp4]",
                "  - { name: after, needs: long, args: [-i, long.mp4, after.mp4] }");
        try (Child run = program.start("run", "long.yaml", "--events", "events.ndjson")) {
            await().atMost(Child.LIMIT)
                    .until(() -> Files.exists(program.file("events.ndjson"))
                            && Files.readString(program.file("events.ndjson")).contains("job-progress"));
            run.signal(2);
            assertThat(run.exitCode()).as(run.stderr()).isEqualTo(130);
        }
        assertThat(ends()).containsEntry("long", JobStatus.STOPPED).containsEntry("after", JobStatus.CANCELLED);
        Path kept = program.file("long.partial.mp4");
        assertThat(program.playable(kept).frames()).isPositive();
    }

    @Test
    @Tag("long")
    void endsAllTheSameHoweverOftenItWasKilled() throws Exception {
        long seed = Long.getLong("it.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int kill = 0; kill < Extent.times("it.kills", 6, 2); kill++) {
            try (Child run = run("--resume", "-j", "2", "--progress", "none")) {
                await().atMost(Child.LIMIT).until(() -> !run.children().isEmpty() || !run.isAlive());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(900)));
                run.kill(); // it may just have ended
                assertThat(run.exitCode()).as("seed " + seed + run.stderr()).isIn(137, 0);
            }
        }
        try (Child run = run("--resume", "--events", "events.ndjson")) {
            assertThat(run.exitCode()).as("seed " + seed + run.stderr()).isZero();
        }
        assertThat(ends()).as("seed " + seed).hasSize(6).containsEntry("small-b", JobStatus.SKIPPED);
        assertThat(program.playable(program.file("small/a film-44100.mp4")).frames())
                .as("seed " + seed)
                .isEqualTo(20);
        try (Stream<Path> files = Files.list(program.file("small"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.contains(".partial")))
                    .as("seed " + seed)
                    .containsExactly("a film-44100.mp4");
        }
    }
}
