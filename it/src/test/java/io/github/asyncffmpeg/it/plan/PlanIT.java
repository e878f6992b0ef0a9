package io.github.asyncffmpeg.it.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.jobs.Plan;
import io.github.asyncffmpeg.jobs.PlanEvent;
import io.github.asyncffmpeg.jobs.PlanException;
import io.github.asyncffmpeg.jobs.PlanResult;
import io.github.asyncffmpeg.jobs.PlanRunner;
import io.github.asyncffmpeg.jobs.Recipe;
import io.github.asyncffmpeg.jobs.StepStatus;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The four things that plans are for, with a real FFmpeg: from Java, and as the data that travels. */
@Tag("media")
class PlanIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** A film of 1280×720 or another size, with a quiet tone. */
    private static void film(Workbench bench, String size, int seconds) {
        bench.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=" + size + ":r=25",
                "-f",
                "lavfi",
                "-i",
                "sine=f=440:r=48000,volume=-12dB",
                "-t",
                "" + seconds,
                "-c:v",
                "mpeg4",
                "-q:v",
                "5",
                "-c:a",
                "flac",
                "-ac",
                "2", // no priming: frames can be counted
                bench.file("in.mkv").toString()));
    }

    /** As data and back: what a cluster would get. */
    private static Plan travelled(Plan plan) {
        Plan same = Plan.parse(plan.toJson());
        assertThat(same).isEqualTo(plan);
        return same;
    }

    private static PlanRunner runner(FFmpegPool pool) {
        PlanRunner runner = PlanRunner.on(pool);
        for (Recipe recipe : PlanCases.recipes()) {
            runner = runner.recipe(recipe);
        }
        return runner;
    }

    private static PlanResult run(Workbench bench, Plan plan) throws Exception {
        try (FFmpegPool pool = bench.ffmpeg().pool(2)) {
            PlanResult result = runner(pool).start(plan).result().get(120, TimeUnit.SECONDS);
            assertThat(result.isDone()).as(result.toString()).isTrue();
            return result;
        }
    }

    private static double loudness(Workbench bench, Path file) {
        String log = String.join(
                "\n",
                bench.run(StreamSpec.ofArguments("-i", file.toString(), "-af", "ebur128", "-f", "null", "-"))
                        .logTail());
        String last = log.substring(log.lastIndexOf("I: ") + 3).strip();
        return Double.parseDouble(last.substring(0, last.indexOf(' ')));
    }

    @EachFFmpeg
    void levelsLoudnessInTwoPasses(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        film(bench, "1280x720", 4);
        PlanResult result = run(bench, travelled(PlanCases.loudness(bench.file("."))));
        assertThat(result.value("measure", "input_i")).isPresent();
        assertThat(result.value("level", "bytes")).contains("" + Files.size(bench.file("out.mp4")));
        assertThat(loudness(bench, bench.file("in.mkv"))).isLessThan(-25);
        assertThat(loudness(bench, bench.file("out.mp4"))).isBetween(-16.5, -15.5);
        assertThat(playable(installation, bench).frames()).isEqualTo(100);
    }

    private static Playable playable(Installation installation, Workbench bench) {
        return Playable.check(installation.ffmpeg(), installation.environment(), bench.file("out.mp4"));
    }

    @EachFFmpeg
    void scalesOnlyWhatIsTallerThan720(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        film(bench, "1280x720", 1);
        Plan plan = travelled(PlanCases.taller(bench.file(".")));
        PlanResult low = run(bench, plan);
        assertThat(low.steps().get("smaller").status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(low.steps().get("smaller").because()).contains("look.video.height is 720");
        assertThat(bench.file("out.mp4")).doesNotExist();
        Files.delete(bench.file("in.mkv"));
        film(bench, "1920x1080", 1);
        run(bench, plan);
        MediaInfo info = bench.ffmpeg().probe(bench.file("out.mp4"));
        assertThat(info.displaySize().orElseThrow().height()).isEqualTo(720);
        assertThat(playable(installation, bench).frames()).isEqualTo(25);
    }

    @EachFFmpeg
    @Tag("long")
    void fitsAFilmIntoItsSize(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        film(bench, "640x360", 6);
        PlanResult result = run(bench, travelled(PlanCases.fit(bench.file("."), 300_000)));
        assertThat(Files.size(bench.file("out.mp4"))).isBetween(150_000L, 300_000L);
        assertThat(result.steps()).containsKeys("fit", "fit/1/first", "fit/1/second");
        assertThat(result.steps().get("fit").because()).contains("bit/s");
        assertThat(playable(installation, bench).frames()).isEqualTo(150);
    }

    @EachFFmpeg
    @Tag("long")
    void makesAJobForEachTenSecondsAndJoinsThem(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        film(bench, "320x180", 34);
        PlanResult result = run(bench, travelled(PlanCases.chunks(bench.file("."))));
        assertThat(result.steps()).containsKeys("chunks/1/part-0", "chunks/1/part-3", "chunks/1/join");
        assertThat(playable(installation, bench).frames()).isEqualTo(34 * 25);
        try (var files = Files.list(bench.file("."))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("chunk"));
        }
    }

    /** The events tell each step once, in an order that its needs allow, and the sums end at one. */
    @EachFFmpeg
    @Tag("long")
    void tellsWhatHappens(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        film(bench, "320x180", 21);
        List<String> told = new ArrayList<>();
        ConcurrentLinkedQueue<PlanEvent> events = new ConcurrentLinkedQueue<>();
        try (FFmpegPool pool = bench.ffmpeg().pool(2)) {
            var plan = runner(pool).start(PlanCases.chunks(bench.file(".")));
            plan.on(PlanEvent.class, events::add);
            plan.result().get(120, TimeUnit.SECONDS);
            assertThat(plan.progress().fraction()).hasValue(1);
            assertThat(plan.progress().running()).isZero();
            assertThat(plan.progress().steps()).isEqualTo(2 + 3 + 3);
        }
        await().until(() -> events.stream()
                .anyMatch(event ->
                        event instanceof PlanEvent.StepEnded end && end.step().equals("chunks")));
        events.forEach(event -> {
            if (event instanceof PlanEvent.StepEnded end) {
                told.add(end.step());
            }
        });
        assertThat(told).doesNotHaveDuplicates().contains("chunks/1/join", "chunks");
        assertThat(told.indexOf("chunks/1/join")).isLessThan(told.indexOf("chunks/1/sweep"));
        assertThat(told.indexOf("chunks/1/part-1")).isLessThan(told.indexOf("chunks/1/list"));
    }

    /** A step that fails says so with FFmpeg's own reason, and what does not need it is done. */
    @EachFFmpeg
    void goesOnAfterAFailure(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Plan plan = Plan.parse("""
                {"version":1,"steps":[
                 {"id":"bad","job":{"version":1,"args":["-i","%1$s/none.mp4","%1$s/a.mp4"]}},
                 {"id":"after","needs":["bad"],"job":{"version":1,"args":["-i","%1$s/a.mp4","%1$s/b.mp4"]}},
                 {"id":"good","job":{"version":1,"args":["-f","lavfi","-i","testsrc2=d=1:s=1280x720","-c:v","mpeg4","%1$s/out.mp4"]}}
                ]}""".formatted(bench.file(".")));
        try (FFmpegPool pool = bench.ffmpeg().pool(2)) {
            assertThatThrownBy(() -> PlanRunner.on(pool).start(plan).result().get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PlanException.class)
                    .cause()
                    .hasMessageContaining("step 'bad'")
                    .hasMessageContaining("none.mp4")
                    .satisfies(thrown -> {
                        PlanResult result = ((PlanException) thrown).result();
                        assertThat(result.steps(StepStatus.FAILED)).containsExactly("bad");
                        assertThat(result.steps(StepStatus.CANCELLED)).containsExactly("after");
                        assertThat(result.steps(StepStatus.DONE)).containsExactly("good");
                    });
        }
        assertThat(playable(installation, bench).frames()).isEqualTo(25);
    }

    /** A stop lets what runs finish its file; the same journal goes on from there. */
    @EachFFmpeg
    @Tag("long")
    void stopsAndGoesOn(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        film(bench, "320x180", 34);
        Plan plan = PlanCases.chunks(bench.file("."));
        Path journal = bench.file("run.journal");
        try (FFmpegPool pool = bench.ffmpeg().pool(1)) {
            var first = runner(pool).journal(journal).start(plan);
            first.on(PlanEvent.StepEnded.class, end -> {
                if (end.step().equals("chunks/1/part-0")) {
                    first.quit();
                }
            });
            PlanResult stopped = first.result().get(60, TimeUnit.SECONDS);
            assertThat(stopped.isDone()).isFalse();
            assertThat(stopped.steps(StepStatus.CANCELLED)).contains("chunks/1/join");
            PlanResult done = runner(pool)
                    .journal(journal)
                    .resume(true)
                    .before((step, job) -> assertThat(step).isNotEqualTo("chunks/1/part-0"))
                    .start(plan)
                    .result()
                    .get(60, TimeUnit.SECONDS);
            assertThat(done.isDone()).as(done.toString()).isTrue();
        }
        assertThat(playable(installation, bench).frames()).isEqualTo(34 * 25);
    }

    /** Another input, or other work, is noticed; a new timeout is not other work. */
    @EachFFmpeg
    @Tag("long")
    void noticesWhatHasChanged(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        film(bench, "1280x720", 1);
        String text = """
                {"version":1,"steps":[{"id":"look","probe":{"file":"%1$s/in.mkv"}},
                 {"id":"encode","needs":["look"],"job":{"version":1,"partial":"delete","skip-existing":true,"timeout":"%2$s",
                  "args":["-i","%1$s/in.mkv","-c:v","mpeg4","-q:v","%3$s","%1$s/out.mp4"]}}]}""";
        Path folder = bench.file(".");
        for (Map.Entry<List<String>, List<String>> each : List.of(
                Map.entry(List.of("60s", "9"), List.of("look", "encode")),
                Map.entry(List.of("60s", "9"), List.<String>of()),
                Map.entry(List.of("70s", "9"), List.<String>of()),
                Map.entry(List.of("70s", "8"), List.of("encode")),
                Map.entry(List.of("70s", "8"), List.<String>of()))) {
            Plan plan = Plan.parse(
                    text.formatted(folder, each.getKey().get(0), each.getKey().get(1)));
            assertThat(begun(bench, plan)).as(each.toString()).isEqualTo(each.getValue());
        }
        Plan plan = Plan.parse(text.formatted(folder, "70s", "8"));
        Files.copy(bench.file("in.mkv"), bench.file("other.mkv"));
        Files.delete(bench.file("in.mkv"));
        film(bench, "1280x720", 2);
        assertThat(begun(bench, plan)).containsExactly("look", "encode");
        assertThat(playable(installation, bench).frames()).isEqualTo(50);
        Files.delete(bench.file("out.mp4"));
        assertThat(begun(bench, plan)).containsExactly("encode");
        Files.move(bench.file("other.mkv"), bench.file("in.mkv"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(begun(bench, plan)).containsExactly("look", "encode");
        assertThat(playable(installation, bench).frames()).isEqualTo(25);
    }

    private static List<String> begun(Workbench bench, Plan plan) throws Exception {
        try (FFmpegPool pool = bench.ffmpeg().pool(2)) {
            var running = PlanRunner.on(pool)
                    .journal(bench.file("run.journal"))
                    .resume(true)
                    .start(plan);
            PlanResult result = running.result().get(60, TimeUnit.SECONDS);
            assertThat(result.isDone()).as(result.toString()).isTrue();
        }
        List<String> started = Files.readAllLines(bench.file("run.journal")).stream()
                .filter(line -> line.contains("\"type\":\"plan-begun\"") || line.contains("\"type\":\"plan-resumed\""))
                .toList();
        assertThat(started).isNotEmpty();
        List<String> lines = Files.readAllLines(bench.file("run.journal"));
        int last = lines.lastIndexOf(started.get(started.size() - 1));
        return lines.subList(last, lines.size()).stream()
                .filter(line -> line.contains("\"type\":\"step-started\""))
                .map(line -> line.replaceAll(".*\"step\":\"([^\"]*)\".*", "$1"))
                .toList();
    }
}
