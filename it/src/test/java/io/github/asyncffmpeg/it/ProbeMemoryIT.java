package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.probe.FrameInfo;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.PacketInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much memory an ffprobe takes for files that announce a great deal. */
@Tag("media")
class ProbeMemoryIT {

    private static final long MIB = 1024 * 1024;
    private static final long MOST = 256 * MIB;

    /** Code and read-only data of 215 libraries, which the limit does not count. */
    private static final long LIBRARIES = 96 * MIB;

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @BeforeEach
    void onlyWhereMemoryCanBeHeld() {
        Conditions.require(Files.isExecutable(Path.of("/usr/bin/prlimit")), "`prlimit` of util-linux");
    }

    private static OptionalLong pidOfProbe() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("ffprobe"))
                .mapToLong(ProcessHandle::pid)
                .findFirst();
    }

    private static OptionalLong awaitProbe() {
        await("an ffprobe").atMost(Child.LIMIT).until(() -> pidOfProbe().isPresent());
        return pidOfProbe();
    }

    /** The most it has had so far; zero when it is gone. */
    private static long peak(OptionalLong pid) {
        if (pid.isEmpty()) {
            return 0;
        }
        try {
            return Files.readAllLines(Path.of("/proc/" + pid.orElseThrow() + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    private static long limit(OptionalLong pid) throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + pid.orElseThrow() + "/limits")).stream()
                .filter(each -> each.startsWith("Max data size"))
                .findFirst()
                .orElseThrow();
        String soft = line.substring("Max data size".length()).strip().split(" ")[0];
        return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
    }

    @EachFFmpeg
    @Tag("long")
    void aFileThatAnnouncesMuchEndsAtTheLimitOnMemory(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Map<String, byte[]> files = Map.of(
                "samples.mov", HungryMedia.announcedSamples(20),
                "fragments.mp4", HungryMedia.announcedFragments(200),
                "index.mov", HungryMedia.compressedIndex());
        for (Map.Entry<String, byte[]> entry : files.entrySet()) {
            Path file = HostileMedia.write(bench.file(entry.getKey()), entry.getValue());
            CompletableFuture<MediaInfo> answer = bench.ffmpeg()
                    .ffprobe()
                    .execute(ProbeRequest.of(file)
                            .untrusted(UntrustedMedia.strict())
                            .maxMemory(MOST));
            AtomicLong most = new AtomicLong();
            await("the end of the probe")
                    .pollInterval(5, TimeUnit.MILLISECONDS)
                    .atMost(Child.LIMIT)
                    .until(() -> {
                        most.accumulateAndGet(peak(pidOfProbe()), Math::max);
                        return answer.isDone();
                    });
            long peak = most.get();
            System.out.println("probe of " + entry.getKey() + " (" + entry.getValue().length + " bytes), "
                    + installation + ": at most " + peak / MIB + " MiB of " + MOST / MIB);
            assertThat(peak).as(entry.getKey()).isLessThan(MOST + LIBRARIES);
            try {
                MediaInfo info = answer.get();
                // FFmpeg goes on without the index that it has no memory for.
                assertThat(entry.getKey()).isEqualTo("samples.mov");
                assertThat(info.videoStreams()).hasSize(20);
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOfSatisfying(FFmpegProcessException.class, failure -> {
                    assertThat(failure.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
                    assertThat(failure)
                            .hasMessageContaining(entry.getKey())
                            .hasMessageContaining("it needs more memory than maxMemory allows, 268435456 bytes");
                });
            }
        }
    }

    @EachFFmpeg
    @Tag("long")
    void onlyUntrustedMediaIsBoundByItself(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = HostileMedia.write(bench.file("fragments.mp4"), HungryMedia.announcedFragments(200));
        ProbeRequest request = ProbeRequest.of(file);
        CompletableFuture<MediaInfo> trusting = bench.ffmpeg().ffprobe().execute(request);
        OptionalLong pid = awaitProbe();
        await("what it takes without a limit")
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .atMost(Child.LIMIT)
                .until(() -> peak(pid) > MOST + LIBRARIES);
        assertThat(limit(pid)).isEqualTo(Long.MAX_VALUE);
        trusting.cancel(true);
        await("its end").atMost(Child.LIMIT).until(() -> pidOfProbe().isEmpty());

        ProbeRequest untrusted = request.untrusted(UntrustedMedia.strict());
        CompletableFuture<MediaInfo> answer = bench.ffmpeg().ffprobe().execute(untrusted);
        assertThat(limit(awaitProbe())).isEqualTo(1024 * MIB);
        answer.cancel(true);
        await("its end").atMost(Child.LIMIT).until(() -> pidOfProbe().isEmpty());
        try (Stream<PacketInfo> packets = bench.ffmpeg().ffprobe().packets(untrusted)) {
            assertThat(limit(awaitProbe())).isEqualTo(1024 * MIB);
            assertThat(packets).isNotNull();
        }
        try (Stream<FrameInfo> frames = bench.ffmpeg().ffprobe().frames(untrusted)) {
            assertThat(limit(awaitProbe())).isEqualTo(4096 * MIB);
            assertThat(frames).isNotNull();
        }
    }

    @EachFFmpeg
    void ordinaryFilesNeedLittle(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path large = bench.file("large.png");
        bench.run(StreamSpec.ofArguments(
                List.of("-f", "lavfi", "-i", "color=s=1920x1080", "-frames:v", "1", large.toString())));
        for (Path file : List.of(large, bench.media().videoWithAudio(Duration.ofSeconds(2)))) {
            ProbeRequest request =
                    ProbeRequest.of(file).untrusted(UntrustedMedia.strict()).maxMemory(64 * MIB);
            assertThat(bench.ffmpeg().ffprobe().probe(request).video()).isPresent();
        }
    }
}
