package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.probe.FFprobe;
import io.github.asyncffmpeg.probe.FrameInfo;
import io.github.asyncffmpeg.probe.FrameTiming;
import io.github.asyncffmpeg.probe.PacketInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.probe.SideData;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Packets and frames, one by one. */
class ProbeStreamIT {

    private static final Duration TWO = Duration.ofSeconds(2);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void packetsComeWithTheirTimes(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        ProbeRequest file = ProbeRequest.of(bench.media().videoWithAudio(TWO));
        FFprobe ffprobe = bench.ffmpeg().ffprobe();
        try (Stream<PacketInfo> packets = ffprobe.packets(file)) {
            assertThat(packets.collect(Collectors.groupingBy(PacketInfo::streamIndex, Collectors.counting())))
                    .containsEntry(0, 50L)
                    .containsKey(1)
                    .hasSize(2);
        }
        try (Stream<PacketInfo> packets = ffprobe.packets(file.streams("v"))) {
            PacketInfo second = packets.skip(1).findFirst().orElseThrow();
            assertThat(second.ptsTime()).contains(Duration.ofMillis(40));
            assertThat(second.dts()).isEqualTo(second.pts());
            assertThat(second.duration()).contains(Duration.ofMillis(40));
            assertThat(second.size().orElseThrow()).isPositive();
            assertThat(second.position().orElseThrow()).isPositive();
            assertThat(second.isKey() || second.isDiscarded()).isFalse();
        }
        try (Stream<PacketInfo> packets = ffprobe.packets(file.streams("a"))) {
            assertThat(packets.findFirst().orElseThrow().sideData())
                    .singleElement()
                    .satisfies(side -> assertThat(side.type()).isEqualTo("Skip Samples"));
        }
    }

    @EachFFmpeg
    void framesComeDecoded(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        ProbeRequest file = ProbeRequest.of(bench.media().videoWithAudio(TWO));
        try (Stream<FrameInfo> frames = bench.ffmpeg().ffprobe().frames(file)) {
            List<FrameInfo> all = frames.toList();
            List<FrameInfo> video =
                    all.stream().filter(frame -> frame.streamIndex() == 0).toList();
            assertThat(video).hasSize(50);
            FrameInfo first = video.get(0);
            assertThat(first.mediaType()).contains("video");
            assertThat(first.isKey()).isTrue();
            assertThat(first.pictureType()).contains("I");
            assertThat(first.size()).contains(new FrameSize(320, 240));
            assertThat(video.get(49).ptsTime()).contains(Duration.ofMillis(1960));
            assertThat(video.get(49).duration()).contains(Duration.ofMillis(40));
            FrameInfo sound = all.stream()
                    .filter(frame -> frame.mediaType().filter("audio"::equals).isPresent())
                    .findFirst()
                    .orElseThrow();
            assertThat(sound.samples().orElseThrow()).isPositive();
        }
    }

    @EachFFmpeg
    void theSideDataOfHdrIsTyped(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("hdr.mkv");
        bench.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=64x64:d=0.2",
                "-pix_fmt",
                "yuv420p10le",
                "-c:v",
                "libx265",
                "-x265-params",
                "log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:max-cll=1000,400:"
                        + "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)",
                file.toString()));
        try (Stream<FrameInfo> frames = bench.ffmpeg().ffprobe().frames(ProbeRequest.of(file))) {
            List<SideData> side = frames.findFirst().orElseThrow().sideData();
            assertThat(side)
                    .hasAtLeastOneElementOfType(SideData.MasteringDisplay.class)
                    .hasAtLeastOneElementOfType(SideData.ContentLight.class);
            assertThat(side.toString()).contains("max_content=1000");
        }
    }

    @EachFFmpeg
    void intervalsAreReadAlone(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        ProbeRequest file =
                ProbeRequest.of(bench.media().videoOnly(Duration.ofSeconds(4))).streams("v");
        FFprobe ffprobe = bench.ffmpeg().ffprobe();
        try (Stream<PacketInfo> packets = ffprobe.packets(file.interval("%+#7"))) {
            assertThat(packets).hasSize(7);
        }
        try (Stream<PacketInfo> packets =
                ffprobe.packets(file.interval(Duration.ofSeconds(2), Duration.ofMillis(400)))) {
            List<Duration> times =
                    packets.map(packet -> packet.ptsTime().orElseThrow()).toList();
            assertThat(times).contains(Duration.ofSeconds(2)).hasSizeBetween(10, 25);
            assertThat(times).allMatch(time -> time.compareTo(Duration.ofMillis(2500)) < 0);
        }
    }

    @EachFFmpeg
    void aVariableFrameRateIsSeenInThePackets(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FFprobe ffprobe = bench.ffmpeg().ffprobe();
        for (String container : List.of("mp4", "mkv", "avi", "ts")) {
            Path constant = bench.file("constant." + container);
            bench.run(StreamSpec.ofArguments(
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc=s=64x48:r=30000/1001:d=2",
                    "-c:v",
                    "mpeg2video",
                    "-g",
                    "15",
                    "-bf",
                    "2",
                    constant.toString()));
            FrameTiming timing = ffprobe.frameTiming(ProbeRequest.of(constant)).orElseThrow();
            assertThat(timing.isVariable()).as(timing.toString()).isFalse();
            assertThat(timing.frames()).isEqualTo(60);
            assertThat(ffprobe.keyFrameTimes(ProbeRequest.of(constant)))
                    .as(container)
                    .hasSizeBetween(4, 5)
                    .isSorted();
        }
        Path variable = bench.file("variable.mp4");
        bench.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=64x48:r=25:d=2",
                "-vf",
                "select=not(between(n\\,20\\,29))",
                "-vsync",
                "vfr",
                "-c:v",
                "mpeg4",
                variable.toString()));
        FrameTiming timing = ffprobe.frameTiming(ProbeRequest.of(variable)).orElseThrow();
        assertThat(timing.isVariable()).isTrue();
        assertThat(timing.frames()).isEqualTo(40);
        assertThat(timing.last()).contains(Duration.ofMillis(1960));
    }

    @EachFFmpeg
    void aFailureComesAtItsPlace(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        FFprobe ffprobe = bench.ffmpeg().ffprobe();
        try (Stream<PacketInfo> packets = ffprobe.packets(ProbeRequest.of(bench.file("missing.mp4")))) {
            assertThatThrownBy(packets::count)
                    .isInstanceOf(FFmpegProcessException.class)
                    .hasMessageContaining("missing.mp4")
                    .hasMessageContaining("No such file");
        }
        byte[] whole = Files.readAllBytes(bench.media().videoOnly(TWO));
        Path ts = bench.file("whole.ts");
        Files.write(bench.file("whole.mp4"), whole);
        bench.run(
                StreamSpec.ofArguments("-i", bench.file("whole.mp4").toString(), "-c:v", "mpeg2video", ts.toString()));
        byte[] bytes = Files.readAllBytes(ts);
        Path cut = Files.write(bench.file("cut.ts"), Arrays.copyOf(bytes, bytes.length / 2));
        try (Stream<FrameInfo> frames = ffprobe.frames(ProbeRequest.of(cut))) {
            assertThat(frames.count()).isBetween(5L, 49L);
        }
    }

    /** A JVM of its own with 64 MB, which would not hold a tenth of the answer. */
    @EachFFmpeg
    @Tag("long")
    void anHoursPacketsNeedLittleMemory(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path minute = bench.file("minute.mkv");
        bench.run(StreamSpec.ofArguments(
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
        Path hour = bench.file("hour.mkv");
        bench.run(StreamSpec.ofArguments(
                "-stream_loop", "59", "-i", minute.toString(), "-map", "0", "-c", "copy", hour.toString()));
        List<String> command = new ArrayList<>(
                Jvm.command(ProbeHost.class, "packets", installation.ffmpeg().toString(), hour.toString()));
        command.replaceAll(argument -> argument.startsWith("-Xmx") ? "-Xmx64m" : argument);
        java.util.Map<String, String> environment = new java.util.HashMap<>(installation.environment());
        environment.putAll(leaks.environment());
        try (Child jvm = Child.start(leaks.tempDirectory(), environment, command)) {
            assertThat(jvm.exitCode(Duration.ofSeconds(120))).as(jvm.stderr()).isZero();
            assertThat(jvm.awaitNumber("packets")).isGreaterThan(230_000);
            assertThat(jvm.awaitNumber("used_mb")).isLessThan(64);
            System.out.println("ProbeStreamIT: an hour's packets (" + installation + "): "
                    + jvm.stdout().replace('\n', ' '));
        }
    }
}
