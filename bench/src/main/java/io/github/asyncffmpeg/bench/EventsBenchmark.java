package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many jobs that each report progress fifty times a second: how many blocks arrive, and what that costs this JVM. Beside
 * it a thread a process that reads the same lines into a map.
 */
final class EventsBenchmark implements Benchmark {

    private static final StreamSpec TICKING = StreamSpec.ofArguments(
            "-stats_period", "0.02", "-re", "-f", "lavfi", "-i", "nullsrc=s=16x16:r=50:d=600", "-f", "null", "-");

    @Override
    public String name() {
        return "events";
    }

    @Override
    public String sentence() {
        return "100 jobs with 50 progress blocks a second each: blocks that arrive, and the CPU time of the JVM.";
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        int jobs = settings.amount().orElse(100);
        int rounds = settings.rounds().orElse(3);
        int seconds = settings.seconds().orElse(10);
        FFmpeg ffmpeg = settings.library();
        List<String> command;
        try (FFmpegProcess once = ffmpeg.start(TICKING)) {
            command = once.command();
        }
        report.say(
                rounds + " rounds of " + jobs + " jobs, watched for " + seconds + " s each; bare has a thread a job");
        report.tables(
                "",
                Samples.of(
                        List.of(
                                new Contender("listened", () -> ours(ffmpeg, jobs, seconds, true)),
                                new Contender("unheard", () -> ours(ffmpeg, jobs, seconds, false)),
                                new Contender("bare", () -> bare(ffmpeg, command, jobs, seconds))),
                        rounds),
                "bare");
    }

    private static Map<String, Double> ours(FFmpeg ffmpeg, int jobs, int seconds, boolean listen) throws Exception {
        LongAdder blocks = new LongAdder();
        LongAdder measured = new LongAdder();
        List<FFmpegProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < jobs; i++) {
                FFmpegProcess process = ffmpeg.start(TICKING);
                processes.add(process);
                if (listen) {
                    process.on(FFmpegEvent.class, event -> {
                        if (event instanceof Progress block) {
                            blocks.increment();
                            measured.add(block.fraction().isPresent() ? 1 : 0);
                        }
                    });
                }
            }
            for (FFmpegProcess process : processes) {
                while (process.lastProgress().isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
            Map<String, Double> figures = watched(blocks, seconds);
            if (listen && measured.sum() == 0) {
                throw new IOException("no block has a fraction");
            }
            return figures;
        } finally {
            processes.forEach(FFmpegProcess::kill);
            processes.forEach(FFmpegProcess::close);
        }
    }

    private static Map<String, Double> bare(FFmpeg ffmpeg, List<String> command, int jobs, int seconds)
            throws Exception {
        LongAdder blocks = new LongAdder();
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < jobs; i++) {
                ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
                ffmpeg.binary().prepare(builder.environment());
                Process process = builder.start();
                processes.add(process);
                new Thread(() -> read(process, blocks), "bare").start();
            }
            while (blocks.sum() < jobs) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            return watched(blocks, seconds);
        } finally {
            processes.forEach(Process::destroyForcibly);
            for (Process process : processes) {
                process.waitFor();
            }
        }
    }

    private static void read(Process process, LongAdder blocks) {
        Map<String, String> keys = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    keys.put(line.substring(0, equals), line.substring(equals + 1));
                    if (line.startsWith("progress=")) {
                        blocks.add(keys.containsKey("out_time_us") ? 1 : 0);
                        keys.clear();
                    }
                }
            }
        } catch (IOException killed) {
            // the end of the measurement
        }
    }

    private static Map<String, Double> watched(LongAdder blocks, int seconds) throws Exception {
        long before = blocks.sum();
        Cost cost = Cost.of(() -> TimeUnit.SECONDS.sleep(seconds));
        double elapsed = cost.wallMillis() / 1000;
        double arrived = (blocks.sum() - before) / elapsed;
        double cpu = cost.cpuMillis() / cost.wallMillis() * 100;
        return arrived == 0
                ? Map.of("jvm_cpu_percent", cpu)
                : Map.of("blocks_per_s", arrived, "jvm_cpu_percent", cpu, "cpu_us_per_block", cpu * 1e4 / arrived);
    }
}
