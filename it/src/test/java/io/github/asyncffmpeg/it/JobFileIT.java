package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.cli.folder.FolderOptions;
import io.github.asyncffmpeg.cli.folder.FolderPlan;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobFile;
import io.github.asyncffmpeg.jobs.internal.jobfile.PlanOptions;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What job files and folders become is what a real FFmpeg does, whatever the files are called. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "Windows has no such names")
@Tag("media")
class JobFileIT {

    private static final List<String> NAMES =
            List.of("plain", "-a%d:b'c", "100% {stem}", "two\nlines", "a,b;[c]=d", "back\\slash 🐎", "%03d", "\"-y\"");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Path folder(Workbench bench) throws Exception {
        Path folder = Files.createDirectories(bench.file("work it's %d/in")).getParent();
        Path source = bench.media().videoWithAudio(Duration.ofMillis(400));
        for (String name : NAMES) {
            Files.copy(source, folder.resolve("in").resolve(name + ".mp4"));
        }
        return folder;
    }

    private static void run(Workbench bench, Plan plan) {
        for (PlannedJob job : plan.jobs()) {
            assertThat(bench.ffmpeg().run(job.job()).outcome()).as(job.id()).isEqualTo(new Outcome.Completed());
            assertThat(job.outputs())
                    .as(job.id())
                    .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        }
    }

    @EachFFmpeg
    void argumentsReadAndWriteTheFilesThatTheyName(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path folder = folder(bench);
        Plan plan = JobFile.readText("""
                version: 1
                defaults: {timeout: 1m}
                jobs:
                  - name: copy
                    each: in/*.mp4
                    matrix: {form: [mkv, mov]}
                    args: [-i, "{input}", -c, copy, -metadata, "title={stem}", "{stem}.{form}"]
                  - name: still
                    each: in/*.mp4
                    args: [-i, "{input}", -frames:v, 1, "{stem}.png"]
                  - name: back
                    each: in/*.mp4
                    needs: {job: still, same: input}
                    args: [-i, "{stem}.png", "{stem}-back.bmp"]
                  - name: frames
                    each: in/*.mp4
                    args: [-i, "{input}", -frames:v, 3, -an, "{stem}-%02d.jpg"]
                """, "jobs.yaml", folder, PlanOptions.NONE);
        assertThat(plan.jobs()).hasSize(5 * NAMES.size());
        run(bench, plan);
        for (String name : NAMES) {
            assertThat(bench.playable(folder.resolve(name + ".mkv")).frames()).isEqualTo(10);
            assertThat(folder.resolve(name + ".mov")).isNotEmptyFile();
            assertThat(folder.resolve(name + ".png")).isNotEmptyFile();
            assertThat(folder.resolve(name + "-back.bmp")).isNotEmptyFile();
            for (int i = 1; i <= 3; i++) {
                assertThat(folder.resolve(name + "-0" + i + ".jpg")).isNotEmptyFile();
            }
        }
        assertThat(bench.probe(folder.resolve("-a%d:b'c.mkv"), "format_tags=title"))
                .containsExactly("TAG:title=-a%d:b'c");
    }

    @EachFFmpeg
    void aGraphIsRunAsItIsWritten(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path folder = folder(bench);
        Plan plan = JobFile.readText("""
                version: 1
                jobs:
                  - name: branded
                    each: in/*.mp4
                    inputs:
                      talk: "{input}"
                      logo: { target: "color=red:s=8x8:d=1", options: { f: lavfi } }
                    filters:
                      - { from: [talk:v, logo:v], filter: overlay, options: { x: 10, y: 10, shortest: 1 }, to: branded }
                      - { from: branded, filter: scale, args: [32, -2], to: small }
                      - { from: talk:a, filter: volume, args: 0.5, to: quiet }
                    outputs:
                      - { file: "{stem}-branded.mkv", from: [branded, quiet], options: { c:v: ffv1, shortest: true } }
                      - { file: "{stem}-small.mkv", from: [small, talk:a?], options: { c:v: ffv1 } }
                      - { file: "{stem}.png", from: talk:v, options: { frames:v: 1 } }
                """, "jobs.yaml", folder, PlanOptions.NONE);
        run(bench, plan);
        for (String name : NAMES) {
            assertThat(bench.probe(folder.resolve(name + "-small.mkv"), "stream=codec_type,width"))
                    .containsExactly("codec_type=video", "width=32", "codec_type=audio");
            assertThat(bench.playable(folder.resolve(name + "-branded.mkv")).frames())
                    .isPositive();
            assertThat(folder.resolve(name + ".png")).isNotEmptyFile();
        }
    }

    @EachFFmpeg
    void aFolderIsConvertedFileByFile(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path folder = folder(bench);
        Plan plan = FolderPlan.of(
                new FolderOptions(List.of("in"), false, "mkv", FolderOptions.COPY, folder, JobSettings.NONE));
        assertThat(plan.jobs()).hasSize(NAMES.size());
        run(bench, plan);
        for (String name : NAMES) {
            assertThat(bench.playable(folder.resolve("in").resolve(name + ".mkv"))
                            .frames())
                    .isEqualTo(10);
        }
        assertThat(FolderPlan.of(new FolderOptions(
                                List.of("in"), false, "mkv", FolderOptions.COPY, folder, JobSettings.NONE))
                        .jobs())
                .as("a second time the same files are meant")
                .hasSize(NAMES.size());
    }
}
