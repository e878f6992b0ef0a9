package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.pool.FFmpegPool;
import java.util.List;
import java.util.Map;

/** What a job costs on the heap while it waits in a pool. */
final class QueueBenchmark implements Benchmark {

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String sentence() {
        return "10,000 jobs that wait in a pool behind one that runs: heap, by job, and how long it takes to drop them.";
    }

    /** As users write them: no two jobs are the same. */
    private static StreamSpec job(int number) {
        return FFmpeg.input("in" + number + ".mp4").filter("scale", 768, -2).output("out" + number + ".mp4");
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        int jobs = settings.amount().orElse(10_000);
        FFmpeg ffmpeg = settings.library();
        ffmpeg.binary();
        report.tables(
                "",
                Samples.of(
                        List.of(new Contender("ours", () -> queued(ffmpeg, jobs))),
                        settings.rounds().orElse(5)),
                null);
    }

    private static Map<String, Double> queued(FFmpeg ffmpeg, int jobs) throws Exception {
        StreamSpec[] specs = new StreamSpec[jobs];
        double before = used();
        for (int i = 0; i < jobs; i++) {
            specs[i] = job(i);
        }
        double made = used();
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            pool.enqueue(ThreadsBenchmark.slowJob());
            long begun = System.nanoTime();
            for (StreamSpec spec : specs) {
                pool.enqueue(spec);
            }
            double micros = (System.nanoTime() - begun) / 1e3 / jobs;
            double queued = used();
            long stopping = System.nanoTime();
            pool.quitAll();
            double dropped = (System.nanoTime() - stopping) / 1e6;
            return Map.of(
                    "spec_bytes_per_job",
                    (made - before) * 1024 * 1024 / jobs,
                    "queue_bytes_per_job",
                    (queued - made) * 1024 * 1024 / jobs,
                    "enqueue_us_per_job",
                    micros,
                    "quit_all_ms",
                    dropped);
        }
    }

    private static double used() throws InterruptedException {
        System.gc();
        System.gc();
        return Machine.heapMegabytes();
    }
}
