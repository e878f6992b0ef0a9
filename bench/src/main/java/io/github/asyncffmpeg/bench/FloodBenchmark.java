package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How fast a child may write its log. The child is a shell script in FFmpeg's place that writes a file from memory, as
 * fast as somebody reads. And what that does to the progress of another job.
 */
final class FloodBenchmark implements Benchmark {

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String sentence() {
        return "a child that floods its stderr, in MB/s; and how late the progress of another job comes meanwhile.";
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        int megabytes = settings.amount().orElse(256);
        int rounds = settings.rounds().orElse(7);
        int seconds = settings.seconds().orElse(10);
        try (Flooder flooder = Flooder.create()) {
            report.say(rounds + " rounds of " + megabytes + " MB in lines of " + Flooder.LINE_BYTES
                    + " bytes; reader is a loop of blocking reads, cat is a shell's pipe");
            FFmpeg ffmpeg = FFmpeg.builder().executable(flooder.program()).build();
            StreamSpec spec = StreamSpec.ofArguments("flood", Integer.toString(megabytes));
            report.tables(
                    "",
                    Samples.of(
                            List.of(
                                    contender("ours", megabytes, () -> ffmpeg.run(spec)),
                                    contender("ours.listening", megabytes, () -> listening(ffmpeg, spec)),
                                    contender("reader", megabytes, () -> reader(flooder, megabytes)),
                                    contender("cat", megabytes, () -> cat(flooder, megabytes))),
                            rounds),
                    "reader");
            report.say("late is from the moment a second job writes a progress block until its listener is called");
            report.tables("latency", latencies(ffmpeg, seconds, Math.min(3, rounds)), "alone");
        }
    }

    private static Contender contender(String name, int megabytes, Cost.Work work) {
        return new Contender(name, () -> {
            Cost cost = Cost.of(work);
            double perSecond = megabytes / cost.wallMillis() * 1000;
            return Map.of(
                    "mb_per_s", perSecond,
                    "lines_per_s", perSecond * (1024 * 1024) / Flooder.LINE_BYTES,
                    "cpu_ms_per_mb", cost.cpuMillis() / megabytes);
        });
    }

    private static void listening(FFmpeg ffmpeg, StreamSpec spec) {
        LongAdder lines = new LongAdder();
        try (FFmpegProcess process = ffmpeg.start(spec)) {
            process.on(LogLine.class, line -> lines.increment());
            process.result().join();
        }
    }

    private static void reader(Flooder flooder, int megabytes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(flooder.program().toString(), "flood", Integer.toString(megabytes))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        try (InputStream pipe = process.getErrorStream()) {
            for (int n = pipe.read(buffer); n >= 0; n = pipe.read(buffer)) {
                total += n;
            }
        }
        if (process.waitFor() != 0 || total < megabytes * 1024L * 1024L) {
            throw new IOException("only " + total + " bytes");
        }
    }

    private static void cat(Flooder flooder, int megabytes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "\"$0\" flood \"$1\" 2>&1 >/dev/null | cat >/dev/null",
                        flooder.program().toString(),
                        Integer.toString(megabytes))
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("cat failed");
        }
    }

    private static Samples latencies(FFmpeg ffmpeg, int seconds, int rounds) throws Exception {
        return Samples.cold(
                List.of(new Contender("alone", () -> latency(ffmpeg, seconds)), new Contender("beside-a-flood", () -> {
                    // A flood without end, as far as this measurement goes.
                    FFmpegProcess flood = ffmpeg.start(StreamSpec.ofArguments("flood", "1000000"));
                    try {
                        return latency(ffmpeg, seconds);
                    } finally {
                        flood.kill();
                        flood.close();
                    }
                })),
                rounds);
    }

    private static Map<String, Double> latency(FFmpeg ffmpeg, int seconds) throws InterruptedException {
        List<Double> late = new ArrayList<>();
        FFmpegProcess clock = ffmpeg.start(StreamSpec.ofArguments("clock"));
        try {
            clock.onProgress(block -> block.outTime().ifPresent(written -> {
                double now = System.currentTimeMillis();
                synchronized (late) {
                    late.add(now - written.toNanos() / 1e6);
                }
            }));
            TimeUnit.SECONDS.sleep(seconds);
        } finally {
            clock.kill();
            clock.close();
        }
        synchronized (late) {
            return Map.of(
                    "median_ms_late", Samples.median(late),
                    "p95_ms_late", Samples.quantile(late, 0.95),
                    "most_ms_late", Samples.quantile(late, 1),
                    "blocks_per_s", late.size() / (double) seconds);
        }
    }

    /** The script in FFmpeg's place, and the file it writes, in a folder of their own that goes at the end. */
    private record Flooder(Path folder) implements AutoCloseable {

        static final int LINE_BYTES = 96;

        private static final String SCRIPT = """
                #!/bin/sh
                # In ffmpeg's place: "flood N" writes N MB to stderr, "clock" writes a progress block every 50 ms.
                here=$(dirname "$0")
                for last; do :; done
                case " $* " in
                *" -version "*) echo "ffmpeg version 8.0.1 (bench)" ;;
                *" flood "*)
                    exec 1>/dev/null
                    files=
                    n=0
                    while [ $n -lt 64 ]; do files="$files $here/megabyte"; n=$((n + 1)); done
                    left=$last
                    while [ "$left" -ge 64 ]; do cat $files >&2; left=$((left - 64)); done
                    while [ "$left" -gt 0 ]; do cat "$here/megabyte" >&2; left=$((left - 1)); done
                    ;;
                *" clock "*)
                    while :; do
                        printf 'frame=1\\nout_time_us=%s\\nprogress=continue\\n' "$(date +%s%6N)"
                        sleep 0.05
                    done
                    ;;
                esac
                """;

        static Flooder create() throws IOException {
            Flooder flooder = new Flooder(Files.createTempDirectory("asyncffmpeg-bench-"));
            Files.writeString(flooder.program(), SCRIPT);
            if (!flooder.program().toFile().setExecutable(true)) {
                throw new IOException("cannot be made executable: " + flooder.program());
            }
            String line =
                    "[info] [Parsed_showinfo_0 @ 0x55d0c0ffee00] n: 1 pts: 512 pts_time:0.04 duration: 512 fmt:yuv";
            String whole = line.substring(0, Math.min(line.length(), LINE_BYTES - 1));
            String padded = whole + ".".repeat(LINE_BYTES - 1 - whole.length()) + "\n";
            int lines = (1024 * 1024 + LINE_BYTES - 1) / LINE_BYTES;
            Files.writeString(flooder.folder().resolve("megabyte"), padded.repeat(lines));
            return flooder;
        }

        Path program() {
            return folder.resolve("ffmpeg");
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(folder.resolve("megabyte"));
            Files.deleteIfExists(program());
            Files.deleteIfExists(folder);
        }
    }
}
