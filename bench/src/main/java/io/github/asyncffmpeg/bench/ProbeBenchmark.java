package io.github.asyncffmpeg.bench;

import com.github.kokorin.jaffree.ffprobe.FFprobe;
import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * How many small files are probed in a second through a pool of 1, 2 and 4, beside the same command lines by
 * {@code xargs -P} and beside two other libraries; and what packets cost.
 */
final class ProbeBenchmark implements Benchmark {

    private static final List<String> KINDS =
            List.of("a.mp4", "a.mkv", "a.ts", "a.avi", "a.flac", "a.png", "a.wav", "a.mov");

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public String sentence() {
        return "small files probed by a pool of 1, 2 and 4 beside xargs -P ffprobe, Jaffree and ffmpeg-cli-wrapper.";
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        int count = settings.amount().orElse(40);
        int rounds = settings.rounds().orElse(10);
        Path folder = Files.createTempDirectory("asyncffmpeg-bench");
        try {
            List<Path> files = files(settings.library(), folder, count);
            report.say(rounds + " rounds of " + count + " files each: " + String.join(" ", KINDS)
                    + "; xargs throws the answers away, bare is a ProcessBuilder that reads them");
            for (Map.Entry<String, FFmpeg> each : ffmpegs(settings).entrySet()) {
                probes(each.getKey(), each.getValue(), files, rounds, report);
            }
            packets(settings, folder, rounds, report);
        } finally {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** The usual one, and without {@code --ffmpeg} the one on PATH as well. */
    private static Map<String, FFmpeg> ffmpegs(Settings settings) {
        Map<String, FFmpeg> all = new LinkedHashMap<>();
        FFmpeg usual = settings.library();
        all.put("usual", usual);
        FFmpeg onPath = FFmpeg.builder().pathFirst(true).build();
        if (settings.ffmpeg() == null
                && !onPath.binary().ffmpeg().equals(usual.binary().ffmpeg())) {
            all.put("path", onPath);
        }
        return all;
    }

    private static void probes(String which, FFmpeg ffmpeg, List<Path> files, int rounds, Report report)
            throws Exception {
        FFmpegBinary binary = ffmpeg.binary();
        List<String> command = command(ffmpeg, files.get(0).resolveSibling("missing"));
        report.say(which + " is " + binary.version() + " (" + binary.origin() + "): " + String.join(" ", command));
        for (int width : List.of(1, 2, 4)) {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(contender("ours", files.size(), () -> ours(ffmpeg, files, width)));
            contenders.add(contender("xargs", files.size(), () -> xargs(binary, command, files, width)));
            contenders.add(contender(
                    "bare",
                    files.size(),
                    () -> inThreads(files, width, file -> {
                        List<String> whole = new ArrayList<>(command);
                        whole.add("file:" + file);
                        new BareProcess(whole, binary::prepare).read();
                        return file;
                    })));
            // Neither can hand an environment to ffprobe, which the bundled one needs: LD_LIBRARY_PATH.
            if (new BareProcess(command, binary::prepare).environment().equals(System.getenv())) {
                Path ffprobe = binary.requireFFprobe();
                contenders.add(contender(
                        "jaffree",
                        files.size(),
                        () -> inThreads(
                                files,
                                width,
                                file -> FFprobe.atPath(ffprobe.getParent())
                                        .setShowStreams(true)
                                        .setShowFormat(true)
                                        .setInput(file)
                                        .execute())));
                net.bramp.ffmpeg.FFprobe bramp = new net.bramp.ffmpeg.FFprobe(ffprobe.toString());
                contenders.add(contender(
                        "cli-wrapper",
                        files.size(),
                        () -> inThreads(files, width, file -> bramp.probe(file.toString()))));
            }
            report.tables(which + ".width" + width, Samples.of(contenders, rounds), "xargs");
        }
    }

    private static Contender contender(String name, int probes, Cost.Work work) {
        return new Contender(name, () -> {
            Cost cost = Cost.of(work);
            return Map.of(
                    "probes_per_s",
                    probes / cost.wallMillis() * 1000,
                    "jvm_cpu_ms_per_probe",
                    cost.cpuMillis() / probes,
                    "jvm_cpu_ms_per_probe_without_compiler",
                    (cost.cpuMillis() - cost.compilerMillis()) / probes);
        });
    }

    private static void ours(FFmpeg ffmpeg, List<Path> files, int width) {
        List<CompletableFuture<MediaInfo>> infos = new ArrayList<>();
        try (FFmpegPool pool = ffmpeg.pool(width)) {
            for (Path file : files) {
                ProbeRequest request = ProbeRequest.of(file);
                infos.add(pool.submit(() -> ffmpeg.ffprobe().execute(request)));
            }
        }
        infos.forEach(info -> info.join().duration());
    }

    /** The library's own command line up to the file: an exception tells it. */
    private static List<String> command(FFmpeg ffmpeg, Path missing) {
        try {
            ffmpeg.probe(missing);
            throw new IllegalStateException(missing + " is there");
        } catch (FFmpegProcessException e) {
            return e.command().subList(0, e.command().size() - 1);
        }
    }

    private static void xargs(FFmpegBinary binary, List<String> command, List<Path> files, int width)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("xargs", "-0", "-n", "1", "-P", Integer.toString(width)));
        all.addAll(command);
        Process xargs = new BareProcess(all, binary::prepare).discarding().start();
        StringBuilder names = new StringBuilder();
        files.forEach(file -> names.append("file:").append(file).append('\0'));
        xargs.getOutputStream().write(names.toString().getBytes(StandardCharsets.UTF_8));
        xargs.getOutputStream().close();
        int code = xargs.waitFor();
        if (code != 0) {
            throw new IOException("xargs ended with " + code);
        }
    }

    /** Probes one file. */
    private interface Probe {
        Object of(Path file) throws Exception;
    }

    private static void inThreads(List<Path> files, int width, Probe probe) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(width);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (Path file : files) {
                results.add(threads.submit(() -> probe.of(file)));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static List<Path> files(FFmpeg ffmpeg, Path folder, int count) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String kind = KINDS.get(i % KINDS.size());
            Path file = folder.resolve(i + kind);
            if (i < KINDS.size()) {
                boolean sound = kind.endsWith("flac") || kind.endsWith("wav");
                List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i"));
                arguments.add(sound ? "sine=d=1" : "testsrc=s=320x240:d=1");
                if (kind.endsWith("png")) {
                    arguments.addAll(List.of("-frames:v", "1", "-update", "1"));
                }
                arguments.add(file.toString());
                ffmpeg.run(StreamSpec.ofArguments(arguments));
            } else {
                Files.copy(files.get(i % KINDS.size()), file);
            }
            files.add(file);
        }
        return files;
    }

    private static void packets(Settings settings, Path folder, int rounds, Report report) throws Exception {
        Path minute = folder.resolve("minute.mkv");
        Path hour = folder.resolve("hour.mkv");
        FFmpeg ffmpeg = settings.library();
        ffmpeg.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "color=s=16x16:r=25:d=60",
                "-f",
                "lavfi",
                "-i",
                "anullsrc=r=44100:d=60",
                "-c:v",
                "mpeg4",
                "-c:a",
                "aac",
                "-shortest",
                minute.toString()));
        ffmpeg.run(StreamSpec.ofArguments(
                "-stream_loop", "59", "-i", minute.toString(), "-map", "0", "-c", "copy", hour.toString()));
        report.say("packets of an hour of video and sound, in a JVM with 64 MB of heap; bare throws them away");
        List<String> command = new ArrayList<>(command(ffmpeg, folder.resolve("missing")));
        command.removeIf(argument -> argument.startsWith("-show_"));
        command.add(command.size() - 1, "-show_packets");
        command.add(hour.toString());
        BareProcess bare = new BareProcess(command, ffmpeg.binary()::prepare);
        List<String> arguments = new ArrayList<>(List.of(hour.toString()));
        if (settings.ffmpeg() != null) {
            arguments.addAll(List.of("--ffmpeg", settings.ffmpeg().toString()));
        }
        report.tables(
                "packets",
                Samples.cold(
                        List.of(
                                new Contender(
                                        "ours",
                                        () -> ChildJvm.run(
                                                PacketsJob.class, arguments, Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m"))),
                                new Contender(
                                        "bare",
                                        () -> Map.of(
                                                "wall_ms",
                                                Cost.of(bare::discard).wallMillis()))),
                        rounds),
                "bare");
    }
}
