package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

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
        return "tiny jobs beside a bare ProcessBuilder with the same command line, Jaffree and ffmpeg-cli-wrapper: one by one,"
                + " four at a time, cold.";
    }

    /** Jobs in a bundle, for the CPU time, which the system counts in steps of 10 ms. */
    private static final int IN_A_BUNDLE = 20;

    static final String TINY_GRAPH = "testsrc=d=0.04";

    static StreamSpec tinyJob() {
        return StreamSpec.ofArguments("-f", "lavfi", "-i", TINY_GRAPH, "-frames:v", "1", "-f", "null", "-");
    }

    /** A way to run one tiny job. */
    private record Way(String name, Cost.Work job) {}

    @Override
    public void run(Settings settings, Report report) throws Exception {
        int jobs = settings.amount().orElse(100);
        int rounds = settings.rounds().orElse(10);
        FFmpeg ffmpeg = settings.library();
        BareProcess bare = new BareProcess(commandLine(ffmpeg), ffmpeg.binary()::prepare);
        report.say("command    " + String.join(" ", bare.command()));
        report.say(rounds + " rounds of " + jobs + " jobs each; bare reads both pipes as one, discard reads nothing");
        Way ours = new Way("ours", () -> ffmpeg.run(tinyJob()));
        List<Way> floor = List.of(new Way("bare", bare::read), new Way("discard", bare::discard));
        List<Way> peers = peers(ffmpeg, bare);
        inThreads(WARM_UP, ours.job());
        for (Way way : floor) {
            inThreads(jobs, way.job()); // they have no code to speak of
        }
        report.tables(
                "sequential",
                Samples.cold(
                        contenders(all(ours, floor, List.of()), jobs, way -> () -> sequentially(jobs, way.job())),
                        rounds),
                "bare");
        report.tables(
                "parallel",
                Samples.of(
                        contenders(all(ours, floor, peers), jobs, way -> () -> {
                            if (way.equals(ours)) {
                                pooled(ffmpeg, jobs);
                            } else {
                                inThreads(jobs, way.job());
                            }
                        }),
                        rounds),
                "bare");
        // Job by job in turn: load from elsewhere comes in bursts longer than a job, and hits all alike.
        List<Contender> single = new ArrayList<>();
        all(ours, floor, peers).forEach(way -> single.add(single(way.name(), way.job())));
        report.tables("single", Samples.cold(single, Math.max(200, jobs * Math.min(3, rounds))), "bare");
        report.tables(
                "bundle",
                Samples.cold(
                        contenders(
                                all(ours, floor, peers),
                                IN_A_BUNDLE,
                                way -> () -> sequentially(IN_A_BUNDLE, way.job())),
                        rounds),
                "bare");
        report.tables("cold", cold(settings, bare, Math.max(15, rounds)), "bare");
    }

    /** None where the FFmpeg needs an environment: neither library can hand it one. */
    private static List<Way> peers(FFmpeg ffmpeg, BareProcess bare) throws IOException {
        if (!bare.environment().equals(System.getenv())) {
            return List.of();
        }
        Path executable = ffmpeg.binary().ffmpeg();
        net.bramp.ffmpeg.FFmpeg wrapper = PeerJobs.wrapper(executable);
        return List.of(
                new Way("cli-wrapper", () -> PeerJobs.tinyByWrapper(wrapper)),
                new Way("jaffree", () -> PeerJobs.tinyByJaffree(executable)));
    }

    private static List<Way> all(Way ours, List<Way> floor, List<Way> peers) {
        List<Way> all = new ArrayList<>(List.of(ours));
        all.addAll(floor);
        all.addAll(peers);
        return all;
    }

    private static List<Contender> contenders(List<Way> ways, int jobs, Function<Way, Cost.Work> work) {
        return ways.stream()
                .map(way -> contender(way.name(), jobs, work.apply(way)))
                .toList();
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
        for (String name : List.of("ours", "bare", "discard", "cli-wrapper", "jaffree")) {
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
