package io.github.asyncffmpeg.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Folders;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobSegment;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OfJob;
import io.github.asyncffmpeg.jobs.internal.record.EventReader;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pictures, segments and playlists with variants in {@code run}: folders, a second run, {@code --resume}. */
@Tag("media")
class NumberedFilesIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Program program;

    @BeforeEach
    void makeAFolder() throws Exception {
        program = new Program(leaks);
        program.write(
                "jobs.yaml",
                "version: 1",
                "jobs:",
                "  - name: pictures",
                "    args: [-f, lavfi, -i, 'testsrc=s=1280x720:r=5:d=1', 'th/clip 1/%03d.png']",
                "  - name: segments",
                "    args: [-f, lavfi, -i, 'testsrc=s=64x64:d=2', -g, '25', -f, segment, -segment_time, '1',"
                        + " 'seg/p%d.mkv']",
                "  - name: ladder",
                "    args: [-f, lavfi, -i, 'testsrc=s=64x64:d=1', -map, '0:v', -map, '0:v', -var_stream_map, 'v:0"
                        + " v:1',",
                "           -master_pl_name, master.m3u8, 'hls/v%v/index.m3u8']");
    }

    private Child run(int exitCode, String... more) throws Exception {
        List<String> all =
                Stream.concat(Stream.of("run", "jobs.yaml"), Stream.of(more)).toList();
        Child child = program.start(all.toArray(String[]::new));
        assertThat(child.exitCode()).as(child.stderr()).isEqualTo(exitCode);
        return child;
    }

    private List<String> files(String folder) throws Exception {
        return Folders.files(program.file(folder)).stream()
                .map(file -> program.file(folder).relativize(file).toString())
                .sorted()
                .toList();
    }

    @Test
    @Tag("long")
    void theirFoldersAreMadeAndASecondRunSkipsThemEvenAfterAFailure() throws Exception {
        run(0);
        assertThat(files("th/clip 1")).containsExactly("001.png", "002.png", "003.png", "004.png", "005.png");
        assertThat(files("seg")).containsExactly("p0.mkv", "p1.mkv");
        assertThat(files("hls"))
                .contains("master.m3u8", "v0/index.m3u8", "v1/index.m3u8")
                .noneMatch(file -> file.contains(".partial"));
        assertThat(run(0).stderr()).contains("3 skipped").contains("its output is there already");
        Files.delete(program.file("seg/p1.mkv"));
        // The old files stay, because the new ones are written beside them.
        Child failed = run(1, "--overwrite", "--timeout", "1ms");
        assertThat(failed.stderr()).doesNotContain("skipped");
        Child resumed = run(0, "--resume");
        assertThat(resumed.stderr()).contains("skipped pictures").contains("skipped ladder");
    }

    @Test
    void eachFinishedSegmentIsAnEvent() throws Exception {
        program.write(
                "jobs.yaml",
                "version: 1",
                "jobs:",
                "  - name: kept",
                "    args: [-f, lavfi, -i, 'testsrc=s=64x48:d=1', -g, '5', -hls_time, '0.2', kept/h.m3u8]",
                "  - name: direct",
                "    partial: none",
                "    args: [-f, lavfi, -i, 'testsrc=s=64x48:d=1', -g, '5', -hls_time, '0.2', direct/h.m3u8]");
        run(0, "--events", "events");
        List<BatchEvent> events;
        try (EventReader reader = EventReader.of(program.file("events"))) {
            events = reader.events().toList();
        }
        for (String job : List.of("kept", "direct")) {
            List<OfJob> ofJob = events.stream()
                    .filter(OfJob.class::isInstance)
                    .map(OfJob.class::cast)
                    .filter(event -> event.job().equals(job))
                    .toList();
            List<Path> segments = ofJob.stream()
                    .filter(JobSegment.class::isInstance)
                    .map(event -> ((JobSegment) event).file())
                    .toList();
            assertThat(segments.stream().map(file -> file.getFileName().toString()))
                    .as(job)
                    .containsExactly("h0.ts", "h1.ts", "h2.ts", "h3.ts", "h4.ts");
            assertThat(segments).allMatch(Path::isAbsolute);
            assertThat(ofJob.get(ofJob.size() - 1)).isInstanceOf(JobFinished.class);
        }
        assertThat(events).filteredOn(JobSegment.class::isInstance).allSatisfy(event -> {
            JobSegment segment = (JobSegment) event;
            assertThat(segment.output()).isZero();
            assertThat(Files.exists(segment.file())).isEqualTo(segment.job().equals("direct"));
        });
    }

    @Test
    @Tag("long")
    void theHalfFoldersOfAStoppedJobGoWhenTheWholeIsThere() throws Exception {
        program.write(
                "jobs.yaml",
                "version: 1",
                "jobs:",
                "  - name: list",
                "    args: [-re, -f, lavfi, -i, 'testsrc=s=64x64:d=4', -g, '5', -hls_time, '0.2', -hls_list_size, '0',"
                        + " out/h.m3u8]",
                "  - name: pictures",
                "    args: [-re, -f, lavfi, -i, 'testsrc=s=64x64:d=4', 'out/%d.png']");
        Child child = program.start("run", "jobs.yaml", "-j", "2", "--progress", "none", "--events", "events");
        await().atMost(Child.LIMIT)
                .until(() -> Files.exists(program.file("out"))
                        && files("out").stream().anyMatch(name -> name.endsWith(".m3u8"))
                        && files("out").stream().anyMatch(name -> name.endsWith(".png")));
        child.signal(15);
        assertThat(child.exitCode()).isEqualTo(143);
        assertThat(program.file("out/h.m3u8.partial")).isDirectory();
        assertThat(program.file("out/_d.png.partial")).isDirectory();
        run(0, "--resume");
        assertThat(files("out")).contains("h.m3u8", "1.png", "100.png");
        try (Stream<Path> all = Files.list(program.file("out"))) {
            assertThat(all).noneMatch(file -> file.toString().contains(".partial"));
        }
    }
}
