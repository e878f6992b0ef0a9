package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The program {@code asyncffmpeg} as it is installed: its start, many tiny jobs, its memory. */
final class CliBenchmark implements Benchmark {

    private static final List<String> TINY = List.of("-f", "lavfi", "-i", "testsrc2=s=64x48:d=0.04", "-f", "null", "-");
    private static final Path DEBIAN = Path.of("/usr/bin/ffmpeg");

    @Override
    public String name() {
        return "cli";
    }

    @Override
    public String sentence() {
        return "the program: CPU of a start, 1,000 tiny jobs beside xargs and GNU parallel, memory at 2,000 jobs.";
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        Path scratch = Files.createTempDirectory("bench-cli");
        try {
            InstalledProgram program = InstalledProgram.in(Path.of(System.getProperty("bench.root")), scratch);
            FFmpegBinary binary = settings.library().binary();
            start(settings, report, program, binary, scratch);
            int jobs = settings.amount().orElse(1_000);
            Path jdk = Path.of(System.getProperty("java.home"));
            if (!program.call(jdk, true, "run", jobFile(scratch, 1).toString()).works()) {
                report.say("The program has no command \"run\": no tiny jobs, no memory.");
                return;
            }
            tiny(settings, report, program, jdk, scratch, jobs, "", binary.ffmpeg(), environment(binary));
            if (Files.isExecutable(DEBIAN) && !DEBIAN.equals(binary.ffmpeg())) {
                tiny(settings, report, program, jdk, scratch, jobs, "other", DEBIAN, Map.of());
            }
            Path many = jobFile(scratch, 2 * jobs);
            Contender memory = new Contender(
                    "asyncffmpeg",
                    () -> program.call(jdk, true, "run", many.toString(), "-j", "2", "--progress", "none")
                            .with(Map.of("ASYNCFFMPEG_FFMPEG", binary.ffmpeg().toString()))
                            .peakMemory());
            report.tables(2 * jobs + "_jobs", Samples.cold(List.of(memory), 1), null);
        } finally {
            try (Stream<Path> files = Files.walk(scratch)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** What the JVM, and the archives, make of the start; beyond FFmpeg's own for the job. */
    private static void start(
            Settings settings, Report report, InstalledProgram program, FFmpegBinary binary, Path scratch)
            throws Exception {
        int rounds = settings.rounds().orElse(15);
        Path video = scratch.resolve("video.mkv");
        ffmpeg(binary.ffmpeg(), environment(binary), "-f", "lavfi", "-i", "testsrc2=d=0.2", video.toString())
                .run();
        Path one = jobFile(scratch, 1);
        Map<String, String[]> calls = new LinkedHashMap<>();
        calls.put("version", new String[] {"--version"});
        calls.put("help", new String[] {"quickstart", "--help"});
        calls.put("probe", new String[] {"probe", video.toString()});
        calls.put("run", new String[] {"run", one.toString(), "--progress", "none"});
        for (Path jdk : jdks()) {
            String java = jdk.getFileName().toString();
            program.makeArchive(jdk);
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new Contender("hello", hello(jdk)::run));
            for (Map.Entry<String, String[]> call : calls.entrySet()) {
                TimedCommand with = program.call(jdk, true, call.getValue());
                if (!with.works()) {
                    report.say("left out, because it does not work: " + String.join(" ", call.getValue()));
                    continue;
                }
                contenders.add(new Contender(call.getKey(), with::run));
                contenders.add(
                        new Contender(call.getKey() + "_no_archive", program.call(jdk, false, call.getValue())::run));
            }
            contenders.add(new Contender(
                    "ffmpeg_job", ffmpeg(binary.ffmpeg(), environment(binary), TINY.toArray(String[]::new))::run));
            report.tables(java, Samples.of(contenders, rounds), "hello");
        }
    }

    private static void tiny(
            Settings settings,
            Report report,
            InstalledProgram program,
            Path jdk,
            Path scratch,
            int jobs,
            String part,
            Path ffmpeg,
            Map<String, String> environment)
            throws Exception {
        Path file = jobFile(scratch, jobs);
        String line = String.join(
                " ", ffmpeg(ffmpeg, environment, TINY.toArray(String[]::new)).command());
        Map<String, String> chosen = new HashMap<>(environment);
        chosen.put("ASYNCFFMPEG_FFMPEG", ffmpeg.toString());
        List<Contender> contenders = new ArrayList<>();
        TimedCommand shell = new TimedCommand(List.of("bash", "-c"), environment);
        contenders.add(new Contender("xargs", shell.with("seq " + jobs + " | xargs -P 2 -I{} " + line)::run));
        contenders.add(new Contender(
                "asyncffmpeg",
                program.call(jdk, true, "run", file.toString(), "-j", "2", "--progress", "none")
                        .with(chosen)::run));
        if (shell.with("command -v parallel").works()) {
            contenders.add(new Contender("parallel", shell.with("seq " + jobs + " | parallel -j 2 -n0 " + line)::run));
        } else {
            report.say("There is no GNU parallel here.");
        }
        report.say(jobs + " jobs, two at a time, with " + ffmpeg.getFileName() + " of "
                + (part.isEmpty() ? "the library" : ffmpeg.getParent()));
        report.tables(
                part.isEmpty() ? "tiny" : "tiny_" + part,
                Samples.of(contenders, settings.rounds().orElse(3)),
                "xargs");
    }

    private static TimedCommand ffmpeg(Path ffmpeg, Map<String, String> environment, String... arguments) {
        return new TimedCommand(
                        List.of(ffmpeg.toString(), "-hide_banner", "-nostdin", "-loglevel", "error"), environment)
                .with(arguments);
    }

    private static Map<String, String> environment(FFmpegBinary binary) {
        Map<String, String> environment = new HashMap<>();
        binary.prepare(environment);
        return environment;
    }

    private static TimedCommand hello(Path jdk) {
        return new TimedCommand(
                List.of(
                        jdk.resolve("bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HelloJvm.class.getName()),
                Map.of());
    }

    private static Path jobFile(Path scratch, int jobs) throws IOException {
        StringBuilder yaml = new StringBuilder("version: 1\njobs:\n");
        String args =
                String.join(", ", TINY.stream().map(arg -> "'" + arg + "'").toList());
        for (int i = 1; i <= jobs; i++) {
            yaml.append("  - {name: j")
                    .append(i)
                    .append(", args: [")
                    .append(args)
                    .append("]}\n");
        }
        return Files.writeString(scratch.resolve(jobs + ".yaml"), yaml);
    }

    /** This one, and the newest of those beside it. */
    private static List<Path> jdks() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        Path newest = own;
        try (Stream<Path> beside = Files.list(own.resolveSibling(""))) {
            for (Path other : beside.filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
                    .toList()) {
                newest = version(other) > version(newest) ? other : newest;
            }
        }
        return newest.equals(own) ? List.of(own) : List.of(own, newest);
    }

    private static int version(Path jdk) throws IOException {
        Path release = jdk.resolve("release");
        return !Files.isReadable(release)
                ? 0
                : Files.readString(release)
                        .lines()
                        .filter(line -> line.startsWith("JAVA_VERSION=\""))
                        .map(line -> line.substring(14).replaceFirst("[^0-9].*", ""))
                        .mapToInt(Integer::parseInt)
                        .findFirst()
                        .orElse(0);
    }
}
