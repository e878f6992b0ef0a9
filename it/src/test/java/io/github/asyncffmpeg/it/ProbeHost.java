package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.probe.PacketInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A program that reads packets in little memory, or ends while ffprobe runs. */
final class ProbeHost {

    private ProbeHost() {}

    /** Arguments: what to do, the ffmpeg to use, the file. */
    public static void main(String[] arguments) {
        FFmpeg ffmpeg = FFmpeg.builder().executable(Path.of(arguments[1])).build();
        ProbeRequest request = ProbeRequest.of(Path.of(arguments[2]));
        if (arguments[0].equals("exit")) {
            ffmpeg.ffprobe().execute(request);
            while (ProcessHandle.current().children().findAny().isEmpty()) {
                Thread.onSpinWait();
            }
            System.out.println("probing 1");
            System.exit(5);
        }
        long begun = System.nanoTime();
        try (Stream<PacketInfo> packets = ffmpeg.ffprobe().packets(request)) {
            System.out.println(
                    "packets " + packets.mapToLong(PacketInfo::streamIndex).count());
            System.out.println("ms " + (System.nanoTime() - begun) / 1_000_000);
        }
        Runtime runtime = Runtime.getRuntime();
        System.out.println("used_mb " + (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000);
    }
}
