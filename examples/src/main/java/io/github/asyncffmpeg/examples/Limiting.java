package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.ResourceLimits;
import java.nio.file.Path;
import java.time.Duration;

/** The code of docs/limits.md and docs/untrusted.md. */
final class Limiting {

    private Limiting() {}

    static FFmpegJob limits(StreamSpec spec) {
        // region: limits
        ResourceLimits limits = ResourceLimits.none()
                .niceness(10)
                .threads(2)
                .memory(2_000_000_000)
                .maxOutputSize(500_000_000)
                .maxOutputDuration(Duration.ofHours(2));
        FFmpegJob job =
                FFmpegJob.of(spec).limits(limits).timeout(Duration.ofHours(1)).stallTimeout(Duration.ofMinutes(1));
        // endregion
        return job;
    }

    static String untrusted(FFmpeg ffmpeg, Path upload, Path result) {
        // region: untrusted
        UntrustedMedia policy = UntrustedMedia.strict().maxDuration(Duration.ofHours(2));
        String answer;
        try {
            MediaInfo info = ffmpeg.ffprobe().probe(ProbeRequest.of(upload).untrusted(policy));
            StreamSpec spec = FFmpeg.input(upload).output(result);
            ffmpeg.run(FFmpegJob.of(spec).untrusted(policy));
            answer = "done: " + info.duration();
        } catch (FFmpegProcessException e) {
            boolean refused = e.failure().kind() == FailureKind.REFUSED_BY_POLICY;
            answer = refused ? "we do not take that: " + e.failure().sentence() : "that cannot be read";
        }
        // endregion
        return answer;
    }
}
