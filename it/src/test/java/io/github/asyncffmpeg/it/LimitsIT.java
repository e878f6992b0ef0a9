package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.MediaBytes;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.run.ResourceLimits;
import io.github.asyncffmpeg.testkit.Behaviour;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.StandInFFmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Limits on what FFmpeg may use and write: they are really held, and the one that is broken is named. Long, because there
 * are many limits, and each is broken once.
 */
@Tag("media")
class LimitsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** Runs until it is stopped, at the pace of a player. */
    private static StreamSpec endless(String... output) {
        List<String> line = new ArrayList<>(List.of("-re", "-f", "lavfi", "-i", "testsrc2=s=320x240"));
        line.addAll(List.of(output));
        return StreamSpec.ofArguments(line);
    }

    private static FFmpegProcessException failureOf(FFmpeg ffmpeg, FFmpegJob job) {
        FFmpegProcessException failure =
                catchThrowableOfType(FFmpegProcessException.class, () -> ffmpeg.run(job.timeout(LIMIT)));
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private static int niceness(long pid) throws IOException {
        // The 19th field; the second, the name in brackets, may hold spaces.
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    private static String ionice(long pid) throws Exception {
        Process asked = new ProcessBuilder("ionice", "-p", "" + pid).start();
        return new String(asked.getInputStream().readAllBytes()).strip();
    }

    @EachFFmpeg
    void nicenessAndIoClassAreThoseOfFFmpegItself(Installation installation) throws Exception {
        Conditions.require(Files.isExecutable(Path.of("/usr/bin/ionice")), "`ionice` of util-linux");
        Workbench bench = new Workbench(installation, leaks);
        int ours = niceness(ProcessHandle.current().pid());
        ResourceLimits nice = ResourceLimits.none().niceness(7).ioPriority(6);
        for (ResourceLimits limits :
                List.of(nice, ResourceLimits.none().niceness(19).ioIdle())) {
            try (FFmpegProcess process = bench.ffmpeg()
                    .start(FFmpegJob.of(endless("-f", "null", "-")).limits(limits))) {
                await().atMost(Child.LIMIT).until(() -> process.lastProgress().isPresent());
                assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/comm"))
                                .strip())
                        .startsWith("ffmpeg");
                assertThat(niceness(process.pid()))
                        .isEqualTo(Math.min(19, ours + limits.niceness().orElseThrow()));
                assertThat(ionice(process.pid())).isEqualTo(limits.isIoIdle() ? "idle" : "best-effort: prio 6");
            }
        }
    }

    private int threads(Workbench bench, Path in, ResourceLimits limits) throws Exception {
        StreamSpec spec = StreamSpec.ofArguments(
                "-re",
                "-stream_loop",
                "-1",
                "-i",
                in.toString(),
                "-vf",
                "scale=640:480",
                "-f",
                "mp4",
                "-movflags",
                "frag_keyframe",
                "-y",
                bench.file("threads.mp4").toString());
        try (FFmpegProcess process = bench.ffmpeg().start(FFmpegJob.of(spec).limits(limits))) {
            await().atMost(Child.LIMIT)
                    .until(() ->
                            process.lastProgress().filter(p -> p.hasOutput()).isPresent());
            try (var tasks = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
                return (int) tasks.count();
            }
        }
    }

    @EachFFmpeg
    void aBoundOnThreadsLeavesFewerOfThem(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path in = bench.media().videoWithAudio(Duration.ofSeconds(2));
        int free = threads(bench, in, ResourceLimits.none());
        int one = threads(bench, in, ResourceLimits.none().threads(1));
        System.out.println("threads of " + installation + ": " + free + " unbounded, " + one + " with threads(1)");
        assertThat(one).isLessThan(free);
    }

    @EachFFmpeg
    void anOutputThatGrowsTooLargeEndsTheRunAndStaysWhole(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        long most = 400_000;
        StreamSpec fast = StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=640x480:d=60",
                "-c:v",
                "mpeg4",
                "-b:v",
                "8M",
                bench.file("big.mkv").toString());
        FFmpegProcessException failure = failureOf(
                bench.ffmpeg(),
                FFmpegJob.of(fast).name("big").limits(ResourceLimits.none().maxOutputSize(most)));
        long size = Files.size(bench.file("big.mkv"));
        System.out.println("maxOutputSize " + most + ", " + installation + ": the file has " + size);
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(failure.outcome()).isEqualTo(new Outcome.Stopped(StopReason.LIMIT, true));
        assertThat(failure)
                .hasMessageContaining("job \"big\"")
                .hasMessageContaining("maxOutputSize allows: 400000 bytes");
        assertThat(failure).hasMessageContaining("whole but short");
        assertThat(size).isBetween(most, most + 200_000);
        assertThat(bench.playable(bench.file("big.mkv")).frames()).isPositive();
    }

    /** It completed with the first 64 KiB. */
    @EachFFmpeg
    void mediaOnStandardOutputIsNeverCutInSilence(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        StreamSpec large = StreamSpec.ofArguments(
                "-f", "lavfi", "-i", "testsrc2=s=320x240:d=5", "-c:v", "mpeg4", "-b:v", "4M", "-f", "mpegts", "pipe:1");
        FFmpegProcessException failure = failureOf(bench.ffmpeg(), FFmpegJob.of(large));
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(failure.failure().limit()).contains(Failure.Limit.CAPTURED_OUTPUT);
        assertThat(failure).hasMessageContaining("set captureStdout(bytes), or write to a MediaSink or a file");
        StreamSpec small = StreamSpec.ofArguments("-f", "lavfi", "-i", "anullsrc=d=0.1", "-f", "s16le", "-");
        assertThat(bench.ffmpeg().run(small).stdout()).hasSize(4410 * 2 * 2);
    }

    /** It was told as a fault of the program's own code. */
    @EachFFmpeg
    void anOutputThatIsLargerThanItsMemoryEndsTheRun(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        MediaBytes memory = MediaSink.toBytes(1000);
        StreamSpec spec = FFmpeg.input("testsrc2=s=64x48:d=5")
                .format("lavfi")
                .output(memory)
                .format("mpegts")
                .codec("v", "mpeg4");
        FFmpegProcessException failure = failureOf(bench.ffmpeg(), FFmpegJob.of(spec));
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(failure.failure().limit()).contains(Failure.Limit.CAPTURED_OUTPUT);
        assertThat(failure).hasMessageContaining("than MediaSink.toBytes allows: 1000 bytes");
        assertThat(memory.bytes()).isEmpty();
    }

    @EachFFmpeg
    void theSizesOfAllOutputsAreAddedUp(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        // Each of the two alone stays below the bound, and FFmpeg reports the first one only.
        StreamSpec two = StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "anullsrc=r=48000:cl=stereo:d=10",
                bench.file("a.wav").toString(),
                bench.file("b.wav").toString());
        FFmpegProcessException failure = failureOf(
                bench.ffmpeg(), FFmpegJob.of(two).limits(ResourceLimits.none().maxOutputSize(3_000_000)));
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(failure).hasMessageContaining("3000000 bytes");
        bench.ffmpeg()
                .run(FFmpegJob.of(two.overwrite()).limits(ResourceLimits.none().maxOutputSize(4_000_000)));
    }

    /** They had no limit at all. */
    @EachFFmpeg
    void theFilesOfAnOutputOfManyFilesAreCounted(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        List<List<String>> outputs = List.of(
                List.of("-c:v", "mpeg4", "-b:v", "8M", "-hls_time", "1", "p.m3u8"),
                List.of("-c:v", "mpeg4", "-b:v", "8M", "-seg_duration", "1", "m.mpd"),
                List.of("-c:v", "mpeg4", "-b:v", "8M", "-f", "segment", "-segment_time", "1", "s%d.mkv"),
                List.of("-c:v", "mpeg4", "-b:v", "8M", "-f", "tee", "-map", "0", "t.mkv|u.mkv"),
                List.of("-c:v", "png", "f%d.png"));
        for (List<String> output : outputs) {
            for (PartialOutput policy : Arrays.asList(null, PartialOutput.KEEP)) {
                if (policy != null && output.contains("tee")) {
                    continue; // has no temporary names
                }
                Path folder = Files.createDirectories(leaks.tempDirectory()
                        .resolve(policy + output.get(output.size() - 1).substring(0, 1)));
                List<String> line = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=s=640x480:d=600"));
                line.addAll(output);
                FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments(line))
                        .directory(folder)
                        .limits(ResourceLimits.none().maxOutputSize(1_000_000));
                FFmpegProcessException failure =
                        failureOf(bench.ffmpeg(), policy == null ? job : job.partialOutput(policy));
                assertThat(failure.failure().kind()).as(line.toString()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
                assertThat(failure.failure().limit()).contains(Failure.Limit.OUTPUT_SIZE);
                assertThat(failure.outcome()).isEqualTo(new Outcome.Stopped(StopReason.LIMIT, true));
                long size = 0;
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        size += Files.size(file);
                    }
                }
                System.out.println(
                        "maxOutputSize 1000000, " + installation + ", " + policy + ", " + output + ": " + size);
                assertThat(size).as(line.toString()).isBetween(1_000_000L, 40_000_000L);
            }
        }
    }

    @EachFFmpeg
    void anOutputOfManyFilesThatKeepsToItsSizeCompletes(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        StreamSpec spec = StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x48:d=2",
                "-c:v",
                "mpeg4",
                bench.file("p.m3u8").toString());
        FFmpegJob job = FFmpegJob.of(spec).limits(ResourceLimits.none().maxOutputSize(1_000_000));
        assertThat(bench.ffmpeg().run(job).outcome()).isEqualTo(new Outcome.Completed());
    }

    @EachFFmpeg
    void anOutputOfManyFilesThatCannotBeCountedIsRefused(Installation installation) throws Exception {
        FFmpeg ffmpeg = new Workbench(installation, leaks).ffmpeg();
        for (String[] output : List.of(
                new String[] {"-f", "hls", "http://127.0.0.1:9/p.m3u8"},
                new String[] {"-f", "smoothstreaming", "folder"},
                new String[] {"-f", "webm_chunk", "-header", "h", "c%d.chk"})) {
            FFmpegJob job =
                    FFmpegJob.of(endless(output)).limits(ResourceLimits.none().maxOutputSize(1_000_000));
            assertThatThrownBy(() -> ffmpeg.run(job))
                    .isInstanceOf(FFmpegSpecException.class)
                    .hasMessageContaining("maxOutputSize cannot be held for output '" + output[output.length - 1]);
        }
    }

    @EachFFmpeg
    void anOutputThatPlaysTooLongEndsTheRunAndStaysWhole(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path out = bench.file("long.mp4");
        StreamSpec spec = StreamSpec.ofArguments(
                "-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=600", "-c:v", "mpeg4", out.toString());
        Duration most = Duration.ofSeconds(10);
        FFmpegProcessException failure = failureOf(
                bench.ffmpeg(), FFmpegJob.of(spec).limits(ResourceLimits.none().maxOutputDuration(most)));
        Duration length = bench.playable(out).duration();
        System.out.println("maxOutputDuration 10 s, " + installation + ": the file plays " + length);
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(failure.outcome()).isEqualTo(new Outcome.Stopped(StopReason.LIMIT, true));
        assertThat(failure).hasMessageContaining("maxOutputDuration allows: 10 s");
        assertThat(length).isBetween(most, most.plusMillis(1_100));
    }

    @EachFFmpeg
    void whatKeepsToItsLimitsCompletes(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        StreamSpec spec = StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x48:r=25:d=2",
                "-c:v",
                "mpeg4",
                bench.file("kept.mp4").toString());
        ResourceLimits wide = ResourceLimits.none()
                .niceness(1)
                .threads(1)
                .memory(1_000_000_000)
                .maxOutputSize(10_000_000)
                .maxOutputDuration(Duration.ofSeconds(2))
                .maxLogSize(1_000_000);
        assertThat(bench.ffmpeg()
                        .run(FFmpegJob.of(spec).timeout(LIMIT).limits(wide))
                        .outcome())
                .isEqualTo(new Outcome.Completed());
        assertThat(bench.playable(bench.file("kept.mp4")).frames()).isEqualTo(50);
    }

    @Test
    void aLogThatGrowsTooLongEndsTheRun() throws Exception {
        FFmpeg.Builder builder =
                FFmpeg.builder().executable(StandInFFmpeg.install(leaks.tempDirectory(), Behaviour.floodsStderr()));
        leaks.environment().forEach(builder::environment);
        FFmpegProcessException failure = failureOf(
                builder.build(),
                FFmpegJob.of(StreamSpec.ofArguments("-i", "in.mp4", "out.mp4"))
                        .limits(ResourceLimits.none().maxLogSize(1_000_000)));
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(failure).hasMessageContaining("maxLogSize allows: 1000000 bytes");
        assertThat(failure.elapsed()).isLessThan(LIMIT);
    }

    /** In a JVM with 128 MB: what was kept of the gigabyte would not fit. */
    @Test
    @Tag("long")
    void aGigabyteOfLogIsSurvivedInConstantMemory() throws Exception {
        Path flood = leaks.tempDirectory().resolve("ffmpeg");
        Files.writeString(
                flood,
                "#!/bin/sh\n[ \"$1\" = -version ] && { echo 'ffmpeg version 8.0.1 stand-in'; exit 0; }\n"
                        + "yes '[error] all of this is wrong, and nobody will ever read it to its end, whatever happens'"
                        + " | head -c 1000000000 >&2\n");
        Files.setPosixFilePermissions(flood, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path flat = leaks.tempDirectory();
        try (Child jvm = Jvm.start(flat, leaks.environment(), FloodHost.class, flood.toString())) {
            assertThat(jvm.exitCode(Duration.ofMinutes(5))).as(jvm.stderr()).isEqualTo(0); // ten million lines
            System.out.println("1 GB of log: " + jvm.stdout().strip());
            assertThat(jvm.stdout()).startsWith("Completed");
        }
    }

    /** Memory that is not to be had: FFmpeg says so or dies, and the limit is named. */
    @EachFFmpeg
    void aBoundOnMemoryIsHeldAndNamed(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path in = bench.media().videoOnly(Duration.ofSeconds(1));
        StreamSpec huge = StreamSpec.ofArguments(
                "-threads",
                "1",
                "-filter_threads",
                "1",
                "-i",
                in.toString(),
                "-vf",
                "scale=12000:12000",
                "-threads",
                "1",
                "-f",
                "null",
                "-");
        FFmpegProcessException failure = failureOf(
                bench.ffmpeg(), FFmpegJob.of(huge).limits(ResourceLimits.none().memory(300_000_000)));
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(failure).hasMessageContaining("limit on memory is 300000000 bytes");
        // Less than it takes to start one thread after the other.
        FFmpegProcessException small = failureOf(
                bench.ffmpeg(),
                FFmpegJob.of(StreamSpec.ofArguments(
                                "-i", in.toString(), bench.file("o.mp4").toString()))
                        .stallTimeout(Duration.ofSeconds(10))
                        .limits(ResourceLimits.none().memory(64L * 1024 * 1024)));
        System.out.println("64 MiB, " + installation + ": " + small.getMessage());
        assertThat(small.failure().kind())
                .isIn(
                        FailureKind.LIMIT_EXCEEDED,
                        FailureKind.LIBRARY_NOT_LOADED,
                        FailureKind.ENCODER_REFUSED); // x264 in 5.1 gives no reason
        assertThat(small).hasMessageContaining("limit on memory is 67108864 bytes");
    }

    /** Seen once with 8.0.1 and 300 MB of address space: it waits for a thread that it could not start. */
    @Test
    @Tag("long")
    void anFFmpegThatHangsForLackOfMemoryIsStopped() throws Exception {
        FFmpeg.Builder builder = FFmpeg.builder()
                .executable(StandInFFmpeg.install(
                        leaks.tempDirectory(),
                        Behaviour.logsFirst("[error] pthread_create() failed: Resource temporarily unavailable"),
                        Behaviour.writesNoProgress()));
        leaks.environment().forEach(builder::environment);
        FFmpegProcessException failure = failureOf(
                builder.build(),
                FFmpegJob.of(StreamSpec.ofArguments("-i", "in.mp4", "out.mp4"))
                        .limits(ResourceLimits.none().memory(8L << 30)));
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(failure)
                .hasMessageContaining("pthread_create")
                .hasMessageContaining("limit on memory is 8589934592");
    }

    /** By `prlimit`, and, on a PATH that has only a shell, by that. */
    @Test
    void theBoundOnMemoryReachesTheProgram() throws Exception {
        Path here = leaks.tempDirectory();
        Path ffmpeg = Files.writeString(
                here.resolve("ffmpeg"),
                "#!/bin/sh\n[ \"$1\" = -version ] && { echo 'ffmpeg version 8.0.1 stand-in'; exit 0; }\n"
                        + "echo \"[error] its data segment has $(ulimit -d) KiB\" >&2; exit 1\n");
        Files.setPosixFilePermissions(ffmpeg, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path shellOnly = Files.createDirectory(here.resolve("path"));
        Files.createSymbolicLink(shellOnly.resolve("sh"), Path.of("/bin/sh"));
        for (String path : List.of(System.getenv("PATH"), shellOnly.toString())) {
            Map<String, String> environment = new HashMap<>(leaks.environment());
            environment.put("PATH", path);
            try (Child jvm = Child.start(here, environment, javaLine(ffmpeg, "memory"))) {
                assertThat(jvm.exitCode()).as(jvm.stderr()).isZero();
                assertThat(jvm.stdout()).contains("its data segment has 1048576 KiB");
            }
        }
    }

    /** A PATH without `nice`: the limit is not left out in silence. */
    @Test
    void aLimitThatNobodyCanHoldIsAnErrorThatNamesWhatIsMissing() throws Exception {
        Path records = leaks.tempDirectory();
        Path ffmpeg = StandInFFmpeg.install(records, Behaviour.exitsAfter(1, 0));
        Map<String, String> poor = new HashMap<>(leaks.environment());
        poor.put("PATH", records.toString());
        List<String> said = new ArrayList<>();
        for (String limit : List.of("nice", "ionice", "memory")) {
            try (Child jvm = Child.start(leaks.tempDirectory(), poor, javaLine(ffmpeg, limit))) {
                assertThat(jvm.exitCode()).as(jvm.stderr()).isEqualTo(0);
                said.add(jvm.stdout().strip());
            }
        }
        assertThat(said.get(0))
                .startsWith("FFmpegStartException")
                .contains("`nice`")
                .contains("niceness");
        assertThat(said.get(1)).startsWith("FFmpegStartException").contains("`ionice`");
        assertThat(said.get(2)).startsWith("FFmpegStartException").contains("can hold no limit on memory");
    }

    /** Without {@code env} in front, which that PATH does not have. */
    private static List<String> javaLine(Path ffmpeg, String limit) {
        List<String> line = Jvm.command(LimitHost.class, ffmpeg.toString(), limit);
        int java = 0;
        while (!line.get(java).endsWith("/java")) {
            java++;
        }
        return line.subList(java, line.size());
    }
}
