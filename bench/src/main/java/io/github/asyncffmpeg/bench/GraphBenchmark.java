package io.github.asyncffmpeg.bench;

import com.sun.management.ThreadMXBean;
import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.graph.Concat;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.VideoStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Making and compiling specs of several sizes. Nothing is started. */
final class GraphBenchmark implements Benchmark {

    /** Each turn works on about this many filters, so that small graphs are not lost in the clock's noise. */
    private static final int FILTERS_A_TURN = 20_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public String sentence() {
        return "making and compiling chains of 1,000, 10,000 and 20,000 filters, and 2,000 branches of a split.";
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        int rounds = settings.rounds().orElse(15);
        List<Contender> sizes = List.of(
                size("chain-1000", 1_000, () -> chain(1_000)),
                size("chain-10000", 10_000, () -> chain(10_000)),
                size("chain-20000", 20_000, () -> chain(20_000)),
                size("split-2000", 2_000, () -> branches(2_000)));
        report.say(rounds + " rounds; a ratio of 1 between the ns of two sizes is linear time");
        Samples.cold(sizes, 10); // the compiler's turn
        report.tables("", Samples.cold(sizes, rounds), "chain-1000");
        report.tables("retained", Samples.cold(List.of(new Contender("chain-20000", () -> retained(20_000))), 3), null);
    }

    static Output chain(int length) {
        VideoStream stream = FFmpeg.input("in.mp4").video();
        for (int i = 0; i < length; i++) {
            stream = stream.filter("scale", 768, -1);
        }
        return stream.output("out.mp4");
    }

    static Output branches(int count) {
        VideoStream shared = FFmpeg.input("in.mp4").video().hflip();
        List<VideoStream> branches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            branches.add(shared.filter("scale", 768, -1));
        }
        return Concat.video(branches).output("out.mp4");
    }

    private static Contender size(String name, int filters, Supplier<Output> make) {
        return new Contender(name, () -> turn(filters, make));
    }

    private static Map<String, Double> turn(int filters, Supplier<Output> make) {
        int times = Math.max(1, FILTERS_A_TURN / filters);
        long making = 0;
        long compiling = 0;
        long madeBytes = 0;
        long compiledBytes = 0;
        for (int i = 0; i < times; i++) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long now = System.nanoTime();
            Output spec = make.get();
            making += System.nanoTime() - now;
            madeBytes += THREADS.getCurrentThreadAllocatedBytes() - bytes;
            bytes = THREADS.getCurrentThreadAllocatedBytes();
            now = System.nanoTime();
            List<String> arguments = FFmpegCommand.of(spec).arguments();
            compiling += System.nanoTime() - now;
            compiledBytes += THREADS.getCurrentThreadAllocatedBytes() - bytes;
            if (arguments.size() < 5) {
                throw new IllegalStateException("not a command: " + arguments);
            }
        }
        double all = (double) times * filters;
        return Map.of(
                "make_ms", making / 1e6 / times,
                "compile_ms", compiling / 1e6 / times,
                "make_ns_per_filter", making / all,
                "compile_ns_per_filter", compiling / all,
                "make_bytes_per_filter", madeBytes / all,
                "compile_bytes_per_filter", compiledBytes / all);
    }

    /** What a spec keeps of the heap while it is held. */
    private static Map<String, Double> retained(int filters) {
        long before = used();
        Output spec = chain(filters);
        try {
            return Map.of("bytes_per_filter", (used() - before) / (double) filters);
        } finally {
            Reference.reachabilityFence(spec);
        }
    }

    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
