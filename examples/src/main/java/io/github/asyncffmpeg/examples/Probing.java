package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.probe.FFprobe;
import io.github.asyncffmpeg.probe.FrameTiming;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.PacketInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The code of docs/probing.md. */
final class Probing {

    private Probing() {}

    static String ask(FFmpeg ffmpeg) {
        // region: probe-ask
        MediaInfo info = ffmpeg.probe(Path.of("input.mp4"));
        Duration length = info.duration().orElse(Duration.ZERO);
        FrameSize shown = info.displaySize().orElseThrow(); // after rotation and aspect ratio
        String codec = info.video().flatMap(video -> video.codecName()).orElse("none");
        // endregion
        return length + " " + shown + " " + codec;
    }

    static String trouble(FFmpeg ffmpeg, Path file) {
        // region: probe-trouble
        try {
            return ffmpeg.probe(file).formats().toString();
        } catch (FFmpegProcessException e) { // a directory, a text, half a film, a time limit that ran out
            return e.causeLine().orElse("no reason given");
        }
        // endregion
    }

    static CompletableFuture<MediaInfo> limited(FFmpeg ffmpeg, Path file) {
        // region: probe-request
        ProbeRequest request = ProbeRequest.of(file)
                .option("protocol_whitelist", "file")
                .option("probesize", 5_000_000)
                .timeout(Duration.ofSeconds(5));
        CompletableFuture<MediaInfo> answer = ffmpeg.ffprobe().execute(request); // cancel kills ffprobe
        // endregion
        return answer;
    }

    static long packets(FFmpeg ffmpeg, Path file) {
        // region: probe-packets
        ProbeRequest video = ProbeRequest.of(file).streams("v:0");
        try (Stream<PacketInfo> packets = ffmpeg.ffprobe().packets(video)) {
            return packets.mapToLong(packet -> packet.size().orElse(0)).sum();
        }
        // endregion
    }

    static String timing(FFmpeg ffmpeg, Path file) {
        // region: probe-timing
        FFprobe ffprobe = ffmpeg.ffprobe();
        Optional<FrameTiming> timing = ffprobe.frameTiming(ProbeRequest.of(file));
        boolean variable = timing.filter(FrameTiming::isVariable).isPresent();
        List<Duration> cuts = ffprobe.keyFrameTimes(ProbeRequest.of(file));
        // endregion
        return variable + " " + cuts;
    }

    static List<MediaInfo> many(FFmpeg ffmpeg, List<Path> files) {
        // region: probe-many
        List<CompletableFuture<MediaInfo>> answers = new ArrayList<>();
        try (FFmpegPool pool = ffmpeg.pool(4)) {
            for (Path file : files) {
                answers.add(pool.probe(ProbeRequest.of(file)));
            }
        }
        // endregion
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
