package io.github.asyncffmpeg;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.frame.AudioFrames;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.SampleFormat;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.frames.FFmpegFrames;
import io.github.asyncffmpeg.frames.FFmpegFrames.Seek;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.media.Rational;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.ResourceLimits;
import io.github.asyncffmpeg.run.RetryPolicy;
import io.github.asyncffmpeg.supervise.RestartPolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A setting that is out of its range is an {@code IllegalArgumentException}, which shows the value, before anything starts. */
class SettingsTest {

    private static final Path FILE = Path.of("in.mp4");
    private static final Duration NEGATIVE = Duration.ofSeconds(-7);

    private final FFmpeg ffmpeg =
            FFmpeg.builder().executable(Path.of("/nowhere/ffmpeg")).build();

    private static void refused(String value, ThrowingCallable setting) {
        assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(value);
    }

    @Test
    void ofFrames() {
        FFmpegFrames frames = ffmpeg.frames();
        refused("-3", () -> frames.thumbnail(FILE, Duration.ZERO, -3));
        refused("0", () -> frames.thumbnail(FILE, Duration.ZERO, Seek.ACCURATE, 0, "png"));
        refused("-3", () -> frames.thumbnailAsync(FILE, Duration.ZERO, Seek.ACCURATE, -3, "png"));
        refused("PT-7S", () -> frames.thumbnail(FILE, NEGATIVE, 3));
        refused("PT-7S", () -> frames.at(FILE, NEGATIVE, Seek.KEY_FRAME, PixelFormat.RGB24));
        refused("PT-7S", () -> frames.atAsync(FILE, NEGATIVE, Seek.KEY_FRAME, PixelFormat.RGB24));
        refused("1000000", () -> frames.at(FILE, Duration.ofHours(1_000_000), Seek.ACCURATE, PixelFormat.RGB24));
        refused("0", () -> frames.waveform(FILE, 0));
        refused("100001", () -> frames.waveformAsync(FILE, 100_001));
        refused("-2", () -> frames.everyNth(Input.of(FILE).video(), -2, VideoFrames.of(PixelFormat.RGB24)));
        refused("0", () -> VideoFrames.of(PixelFormat.RGB24).rate(0));
        refused("-5", () -> VideoFrames.of(PixelFormat.RGB24).size(-5, 5));
        refused("-5", () -> VideoFrames.of(PixelFormat.RGB24).timeBase(new Rational(-5, 1)));
        refused("-5", () -> AudioFrames.of(SampleFormat.F32LE).rate(-5));
        refused("-5", () -> AudioFrames.of(SampleFormat.F32LE).channels(-5));
    }

    @Test
    void ofProbes() {
        ProbeRequest request = ProbeRequest.of(FILE);
        refused("PT-7S", () -> request.timeout(NEGATIVE));
        refused("-5", () -> request.maxMemory(-5));
        refused("-5", () -> request.maxOutput(-5));
        refused("PT-7S", () -> request.interval(NEGATIVE, Duration.ofSeconds(1)));
        refused("nothing", () -> request.streams(""));
        refused("a b", () -> request.option("a b", 1));
    }

    @Test
    void ofPoolsAndSupervision() {
        FFmpegPool.Builder pool = ffmpeg.poolBuilder();
        refused("0", () -> ffmpeg.pool(0));
        refused("-5", () -> pool.maxWorkers(-5));
        refused("-5", () -> pool.maxQueued(-5));
        refused("-5", () -> pool.maxProbes(-5));
        RestartPolicy restarts = RestartPolicy.standard();
        refused("-5", () -> restarts.maxRestarts(-5));
        refused("PT-7S", () -> restarts.firstDelay(NEGATIVE));
        refused("PT-7S", () -> restarts.longestDelay(NEGATIVE));
        refused("PT-7S", () -> restarts.healthyAfter(NEGATIVE));
        refused("PT-7S", () -> restarts.stallTimeout(NEGATIVE));
        refused("0.5", () -> restarts.multiplier(0.5));
        refused("1.5", () -> restarts.jitter(1.5));
    }

    @Test
    void ofRuns() {
        refused("PT-7S", () -> FFmpeg.builder().timeToForceTermination(NEGATIVE));
        refused("A=B", () -> FFmpeg.builder().environment("A=B", "c"));
        FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments("-version"));
        refused("PT-7S", () -> job.timeout(NEGATIVE));
        refused("PT-7S", () -> job.stallTimeout(NEGATIVE));
        refused("PT-7S", () -> job.timeToForceTermination(NEGATIVE));
        refused("-5", () -> job.captureStdout(-5));
        refused("3", () -> job.pass(3, 2));
        refused("A=B", () -> job.environment("A=B", "c"));
        ResourceLimits limits = ResourceLimits.none();
        refused("-5", () -> limits.threads(-5));
        refused("-5", () -> limits.memory(-5));
        refused("-5", () -> limits.maxLogSize(-5));
        refused("-5", () -> limits.maxOutputSize(-5));
        refused("PT-7S", () -> limits.maxOutputDuration(NEGATIVE));
        refused("40", () -> limits.niceness(40));
        refused("9", () -> limits.ioPriority(9));
        RetryPolicy retries = RetryPolicy.times(1);
        refused("-5", () -> RetryPolicy.times(-5));
        refused("PT-7S", () -> retries.firstDelay(NEGATIVE));
        refused("PT-7S", () -> retries.longestDelay(NEGATIVE));
        refused("0.5", () -> retries.multiplier(0.5));
        refused("1.5", () -> retries.jitter(1.5));
    }

    @Test
    void ofMedia() {
        refused("0x9", () -> new FrameSize(0, 9));
        refused("7/0", () -> new Rational(7, 0));
        UntrustedMedia policy = UntrustedMedia.strict();
        refused("at least 32, got 31", () -> policy.probing(31, Duration.ofSeconds(1)));
        refused("a b", () -> policy.formats("a b"));
        refused("a b", () -> policy.decoders("a b"));
        refused("-5", () -> policy.maxPixels(-5));
        refused("-5", () -> policy.maxStreams(-5));
        refused("PT-7S", () -> policy.maxDuration(NEGATIVE));
        refused("-5", () -> policy.probing(-5, Duration.ofSeconds(1)));
        refused("PT-7S", () -> policy.probing(32, NEGATIVE));
        refused("-5", () -> MediaSource.of(FILE, -5, 5));
        refused("-5", () -> MediaSink.toBytes(-5));
        refused("cmyk", () -> PixelFormat.of("cmyk"));
    }
}
