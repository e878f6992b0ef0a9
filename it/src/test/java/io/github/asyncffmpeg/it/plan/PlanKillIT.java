package io.github.asyncffmpeg.it.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The program dies within each step of each of the four plans, and between a commit and its fact; then the plan is resumed: the
 * same output in the end, and nothing but the step in which it died is done twice.
 */
@Tag("media")
@Tag("long")
class PlanKillIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private String run(Workbench bench, String name, String step, String when, int exitCode) throws Exception {
        try (Child jvm = Jvm.start(
                leaks.tempDirectory(),
                leaks.environment(),
                PlanJvm.class,
                name,
                bench.file(".").toString(),
                "",
                step,
                when)) {
            assertThat(jvm.exitCode(Duration.ofMinutes(2))).as(jvm.stderr()).isEqualTo(exitCode);
            return jvm.stdout();
        }
    }

    private static List<String> jobs(String told) {
        return told.lines()
                .filter(line -> line.startsWith("job "))
                .map(line -> line.substring(4))
                .collect(Collectors.toList());
    }

    @ParameterizedTest(name = "{0}: {2} {1}")
    @CsvSource({
        "loudness, measure, started, 100",
        "loudness, measure, after, 100",
        "loudness, level, started, 100",
        "loudness, level, after, 100",
        "taller, look, started, 100",
        "taller, smaller, started, 100",
        "taller, smaller, after, 100",
        "fit, look, started, 100",
        "fit, fit, started, 100",
        "fit, fit/1/first, started, 100",
        "fit, fit/1/first, after, 100",
        "fit, fit/1/second, started, 100",
        "fit, fit/1/second, after, 100",
        "chunks, chunks, started, 300",
        "chunks, chunks/1/part-0, started, 300",
        "chunks, chunks/1/part-0, after, 300",
        "chunks, chunks/1/list, started, 300",
        "chunks, chunks/1/join, started, 300",
        "chunks, chunks/1/join, after, 300",
        "chunks, chunks/1/sweep, started, 300"
    })
    void resumesAfterItsDeath(String name, String step, String when, long frames) throws Exception {
        Installation installation = FFmpegs.bundled();
        Workbench bench = new Workbench(installation, leaks);
        boolean chunks = name.equals("chunks");
        bench.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=r=25:s=" + (chunks ? "640x360" : "1920x1080"),
                "-f",
                "lavfi",
                "-i",
                "sine=f=440:r=48000,volume=-12dB",
                "-t",
                "" + frames / 25,
                "-c:v",
                "mpeg4",
                "-q:v",
                "5",
                "-c:a",
                "flac",
                "-ac",
                "2",
                bench.file("in.mkv").toString()));
        List<String> before = jobs(run(bench, name, step, when, 137));
        String told = run(bench, name, "", "", 0);
        List<String> after = jobs(told);
        assertThat(told).contains("done");
        assertThat(after)
                .as("only where it died is done again")
                .allMatch(job -> job.equals(step) || !before.contains(job));
        if (when.equals("after") && !step.equals("measure") && !step.endsWith("first")) {
            assertThat(after).as("it was committed").doesNotContain(step);
        }
        assertThat(Playable.check(installation.ffmpeg(), installation.environment(), bench.file("out.mp4"))
                        .frames())
                .isEqualTo(frames);
        assertThat(jobs(run(bench, name, "", "", 0))).as("it is done").isEmpty();
    }
}
