package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.JobTemplate;
import io.github.asyncffmpeg.jobs.Plan;
import io.github.asyncffmpeg.jobs.PlanRunner;
import io.github.asyncffmpeg.jobs.Step;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a plan adds to its jobs, beside the pool alone, with an FFmpeg that is a script of the shell; and beside xargs with a real one. */
final class PlansBenchmark implements Benchmark {

    private static final int AT_A_TIME = 2;

    private static final String STAND_IN = """
            #!/bin/sh
            for last do
              case $last in -version)
                echo 'ffmpeg version 8.0.1-standin Copyright (c) 2000-2025 the FFmpeg developers'
                echo 'configuration: --enable-gpl'
                exit 0 ;;
              esac
            done
            printf 'frame=1\\nout_time_us=40000\\nprogress=end\\n'
            echo x > "$last"
            """;

    @Override
    public String name() {
        return "plans";
    }

    @Override
    public String sentence() {
        return "a plan of 10,000 jobs beside the pool alone: time, heap and journal by job; a tenth of it beside xargs.";
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        int jobs = settings.amount().orElse(10_000);
        Path scratch = Files.createTempDirectory("bench-plans");
        try {
            Path script = Files.writeString(scratch.resolve("ffmpeg"), STAND_IN);
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            FFmpeg standIn = FFmpeg.builder().executable(script).build();
            heap(report, scratch, jobs);
            int rounds = settings.rounds().orElse(3);
            report.say(jobs + " jobs of a script, " + AT_A_TIME + " at a time");
            report.tables(
                    "script",
                    Samples.of(
                            List.of(
                                    new Contender("pool", () -> pooled(standIn, scratch, jobs)),
                                    new Contender("plan", () -> planned(standIn, plan(scratch, jobs), null, jobs)),
                                    new Contender(
                                            "journal",
                                            () -> planned(standIn, plan(scratch, jobs), scratch.resolve("j"), jobs))),
                            rounds),
                    "pool");
            real(settings, report, scratch, Math.max(1, jobs / 10), rounds);
        } finally {
            try (Stream<Path> files = Files.walk(scratch)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static FFmpegJob job(Path scratch, int number) {
        return FFmpegJob.of(StreamSpec.ofArguments(
                "-y",
                "-i",
                "in" + number + ".mp4",
                scratch.resolve("out" + number % 4 + ".mkv").toString()));
    }

    private static Plan plan(Path scratch, int jobs) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            steps.add(Step.job("job-" + i, JobTemplate.of(job(scratch, i))));
        }
        return Plan.of(steps);
    }

    private static void heap(Report report, Path scratch, int jobs) throws InterruptedException {
        double before = used();
        long begun = System.nanoTime();
        Plan plan = plan(scratch, jobs);
        double made = (System.nanoTime() - begun) / 1e3 / jobs;
        double bytes = (used() - before) * 1024 * 1024 / jobs;
        String json = plan.toJson();
        begun = System.nanoTime();
        Plan same = Plan.parse(json);
        double read = (System.nanoTime() - begun) / 1e3 / jobs;
        report.say(String.format(
                "A plan of %d jobs: %.0f bytes of heap and %d characters of JSON by job; %.0f µs to make one, %.0f µs to read one%s",
                jobs, bytes, json.length() / jobs, made, read, same.equals(plan) ? "" : " (and it is another!)"));
    }

    private static Map<String, Double> pooled(FFmpeg ffmpeg, Path scratch, int jobs) throws Exception {
        double cpu = Machine.cpuMillis();
        long begun = System.nanoTime();
        try (FFmpegPool pool = ffmpeg.pool(AT_A_TIME)) {
            for (int i = 0; i < jobs; i++) {
                pool.enqueue(job(scratch, i));
            }
        }
        return figures(begun, cpu, jobs);
    }

    private static Map<String, Double> planned(FFmpeg ffmpeg, Plan plan, @Nullable Path journal, int jobs)
            throws Exception {
        double cpu = Machine.cpuMillis();
        long begun = System.nanoTime();
        Map<String, Double> figures;
        try (FFmpegPool pool = ffmpeg.pool(AT_A_TIME)) {
            PlanRunner runner = PlanRunner.on(pool);
            var running = (journal == null ? runner : runner.journal(journal)).start(plan);
            if (!running.result().join().isDone()) {
                throw new IllegalStateException(
                        "the plan is not done: " + running.result().join());
            }
            figures = figures(begun, cpu, jobs);
        }
        if (journal != null) {
            figures.put("journal_bytes_per_job", (double) Files.size(journal) / jobs);
            Files.delete(journal);
        }
        return figures;
    }

    private static Map<String, Double> figures(long begun, double cpu, int jobs) {
        Map<String, Double> figures = new HashMap<>();
        figures.put("wall_us_per_job", (System.nanoTime() - begun) / 1e3 / jobs);
        figures.put("jvm_cpu_us_per_job", (Machine.cpuMillis() - cpu) * 1e3 / jobs);
        return figures;
    }

    private static void real(Settings settings, Report report, Path scratch, int jobs, int rounds) throws Exception {
        FFmpeg ffmpeg = settings.library();
        FFmpegBinary binary = ffmpeg.binary();
        Map<String, String> environment = new HashMap<>();
        binary.prepare(environment);
        String line = binary.ffmpeg() + " -y -hide_banner -nostdin -loglevel error -f lavfi -i "
                + OverheadBenchmark.TINY_GRAPH + " -c:v mpeg4 " + scratch + "/out-{}.mkv";
        TimedCommand xargs = new TimedCommand(List.of("bash", "-c"), environment)
                .with("seq " + jobs + " | xargs -P " + AT_A_TIME + " -I{} " + line);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            steps.add(Step.job(
                    "job-" + i,
                    JobTemplate.of(FFmpegJob.of(StreamSpec.ofArguments(
                            "-y",
                            "-f",
                            "lavfi",
                            "-i",
                            OverheadBenchmark.TINY_GRAPH,
                            "-c:v",
                            "mpeg4",
                            scratch.resolve("out-" + i + ".mkv").toString())))));
        }
        Plan plan = Plan.of(steps);
        report.say(jobs + " tiny jobs of " + binary.ffmpeg().getFileName() + ", " + AT_A_TIME + " at a time");
        report.tables(
                "real",
                Samples.of(
                        List.of(new Contender("xargs", xargs::run), new Contender("plan", () -> {
                            long begun = System.nanoTime();
                            planned(ffmpeg, plan, scratch.resolve("j"), jobs);
                            return Map.of("wall_ms", (System.nanoTime() - begun) / 1e6);
                        })),
                        rounds),
                "xargs");
    }

    private static double used() throws InterruptedException {
        System.gc();
        System.gc();
        return Machine.heapMegabytes();
    }
}
