package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.probe.PacketInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads all packets of a file, in a JVM whose heap is watched. */
final class PacketsJob {

    private PacketsJob() {}

    /**
     * Reads.
     *
     * @param arguments the file, and options as those of {@code bench/run}
     */
    public static void main(String[] arguments) {
        FFmpeg ffmpeg =
                Settings.of(List.of(arguments).subList(1, arguments.length)).library();
        ffmpeg.binary();
        long begun = System.nanoTime();
        double packets;
        try (Stream<PacketInfo> all = ffmpeg.ffprobe().packets(ProbeRequest.of(Path.of(arguments[0])))) {
            packets =
                    all.mapToLong(packet -> packet.pts().orElse(0) < 0 ? 0 : 1).sum();
        }
        ChildJvm.tell("wall_ms", (System.nanoTime() - begun) / 1e6);
        ChildJvm.tell("packets", packets);
        ChildJvm.tell("jvm_cpu_ms", Machine.cpuMillis());
        double peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        ChildJvm.tell("peak_heap_mb", peak / 1e6);
    }
}
