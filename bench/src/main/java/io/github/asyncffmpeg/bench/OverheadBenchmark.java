package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the library adds to a job that is hardly one: one frame, made and thrown away. */
final class OverheadBenchmark implements Benchmark {

    private static final int AT_A_TIME = 4;

    /** After fewer jobs than this the library's code is mostly interpreted. The compiler is not done for thousands. */
    private static final int WARM_UP = 1_000;

    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public String sentence() {
        return "tiny jobs beside a bare ProcessBuilder with the same command line: one by one, four at a time, cold.";
    }

    /** Pairs of bundles for the CPU time, which the system counts in steps of 10 ms. */
    private static final int PAIRS = 30;

    private static final int IN_A_BUNDLE = 20;

    static StreamSpec tinyJob() {
        return StreamSpec.ofArguments("-f", "lavfi", "-i", "testsrc=d=0.04", "-frames:v", "1", "-f", "null", "-");
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        int jobs = settings.amount().orElse(100);
        int rounds = settings.rounds().orElse(7);
        FFmpeg ffmpeg = settings.library();
        BareProcess bare = new BareProcess(commandLine(ffmpeg), ffmpeg.binary()::prepare);
        report.say("command    " + String.join(" ", bare.command()));
        report.say(rounds + " rounds of " + jobs + " jobs each; bare reads both pipes as one, discard reads nothing");
        for (int i = 0; i < WARM_UP; i++) {
            ffmpeg.run(tinyJob());
            bare.read();
            bare.discard();
        }
        report.tables(
                "sequential",
                Samples.cold(
                        List.of(
                                contender("ours", jobs, () -> sequentially(jobs, () -> ffmpeg.run(tinyJob()))),
                                contender("bare", jobs, () -> sequentially(jobs, bare::read)),
                                contender("discard", jobs, () -> sequentially(jobs, bare::discard))),
                        rounds),
                "bare");
        report.tables(
                "parallel",
                Samples.of(
                        List.of(
                                contender("ours", jobs, () -> pooled(ffmpeg, jobs)),
                                contender("bare", jobs, () -> inThreads(jobs, bare::read)),
                                contender("discard", jobs, () -> inThreads(jobs, bare::discard))),
                        rounds),
                "bare");
        // Job by job in turn: load from elsewhere comes in bursts longer than a job, and hits all three alike.
        report.tables(
                "single",
                Samples.cold(
                        List.of(
                                single("ours", () -> ffmpeg.run(tinyJob())),
                                single("bare", bare::read),
                                single("discard", bare::discard)),
                        Math.max(200, jobs * Math.min(3, rounds))),
                "bare");
        report.tables(
                "bundle",
                Samples.cold(
                        List.of(
                                contender(
                                        "ours",
                                        IN_A_BUNDLE,
                                        () -> sequentially(IN_A_BUNDLE, () -> ffmpeg.run(tinyJob()))),
                                contender("bare", IN_A_BUNDLE, () -> sequentially(IN_A_BUNDLE, bare::read))),
                        PAIRS),
                "bare");
        report.tables("cold", cold(settings, bare, Math.max(7, rounds)), "bare");
    }

    private static List<String> commandLine(FFmpeg ffmpeg) {
        try (FFmpegProcess once = ffmpeg.start(tinyJob())) {
            once.result().join();
            return once.command();
        }
    }

    private static Contender contender(String name, int jobs, Cost.Work work) {
        return new Contender(name, () -> Cost.of(work).perJob(jobs));
    }

    private static Contender single(String name, Cost.Work job) {
        return new Contender(name, () -> Map.of("wall_ms", Cost.of(job).wallMillis()));
    }

    private static void sequentially(int jobs, Cost.Work job) throws Exception {
        for (int i = 0; i < jobs; i++) {
            job.run();
        }
    }

    private static void pooled(FFmpeg ffmpeg, int jobs) {
        List<CompletableFuture<?>> results = new ArrayList<>();
        try (FFmpegPool pool = ffmpeg.pool(AT_A_TIME)) {
            for (int i = 0; i < jobs; i++) {
                results.add(pool.submit(tinyJob()));
            }
        }
        results.forEach(CompletableFuture::join);
    }

    private static void inThreads(int jobs, Cost.Work job) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                results.add(threads.submit(() -> {
                    job.run();
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Samples cold(Settings settings, BareProcess bare, int rounds) throws Exception {
        List<Contender> contenders = new ArrayList<>();
        for (String name : List.of("ours", "bare", "discard")) {
            contenders.add(new Contender(name, () -> coldly(name, settings, bare)));
        }
        return Samples.cold(contenders, rounds);
    }

    private static Map<String, Double> coldly(String name, Settings settings, BareProcess bare) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(name));
        if (!name.equals("ours")) {
            arguments.addAll(bare.command());
        } else if (settings.ffmpeg() != null) {
            arguments.addAll(List.of("--ffmpeg", settings.ffmpeg().toString()));
        }
        // The bare ones do not know what environment a bundled FFmpeg needs, so their JVM has it from the beginning.
        return ChildJvm.run(ColdJob.class, arguments, name.equals("ours") ? Map.of() : bare.environment());
    }
}
