package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.MediaSink.Leaving;
import io.github.asyncffmpeg.media.Rational;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Video frames of a pixel format, as a program takes them from FFmpeg or gives them to it.
 *
 * <p>Frames taken from FFmpeg have the size that the filters give them, and exact timestamps. Frames given to FFmpeg all have
 * one size; they come at a constant {@link #rate}, or say themselves when they are due.
 */
public final class VideoFrames extends Frames<VideoFrame, VideoFrames> {

    /**
     * Divisible by nearly all time bases there are: 1/90000, 1/1000000, those of MP4 at usual rates, 1001/30000 … Without
     * one, FFmpeg rounds timestamps to 1/rate; with {@code -1}, the input's, it does so behind filters that have another
     * (5.1 and 8.0). 2^13 · 3^2 · 5^6, as FFmpeg holds it in 31 bits.
     */
    private static final Rational FINE = new Rational(1, 1_152_000_000);

    /**
     * What FFmpeg may read to guess a frame rate that nobody has told it. It stops at 20 frames; its own 5 MB hold two of
     * 1280x720 in RGB, and from two it guesses the time base. These hold three of 7680x4320.
     */
    private static final String PROBE_BYTES = String.valueOf(256 << 20);

    private final PixelFormat format;
    private final Rational timeBase;
    private final @Nullable Rational rate;
    private final int width;
    private final int height;
    private final Leaving leaving;

    private VideoFrames(
            PixelFormat format, Rational timeBase, @Nullable Rational rate, int width, int height, Leaving leaving) {
        this.format = format;
        this.timeBase = timeBase;
        this.rate = rate;
        this.width = width;
        this.height = height;
        this.leaving = leaving;
    }

    /**
     * Frames of a format. FFmpeg converts to it.
     *
     * @param format of the pixels
     * @return settings
     */
    public static VideoFrames of(PixelFormat format) {
        return new VideoFrames(Objects.requireNonNull(format, "format"), FINE, null, 0, 0, Leaving.END_RUN);
    }

    /**
     * The unit that timestamps of frames from FFmpeg have. Rarely needed: by default it is 1/1152000000 s, which divides
     * nearly all of those that media have, so that timestamps are exact. A coarser one rounds.
     *
     * @param unit in seconds, such as {@code 1/90000}
     * @return changed settings
     */
    public VideoFrames timeBase(Rational unit) {
        Rational reduced = Timing.timeBase(Objects.requireNonNull(unit, "unit"));
        return new VideoFrames(format, reduced, rate, width, height, leaving);
    }

    /**
     * Frames given to FFmpeg follow one another at a constant rate, whatever they say themselves.
     *
     * @param framesPerSecond above 0
     * @return changed settings
     */
    public VideoFrames rate(int framesPerSecond) {
        return rate(new Rational(framesPerSecond, 1));
    }

    /**
     * Frames given to FFmpeg follow one another at a constant rate, whatever they say themselves.
     *
     * @param framesPerSecond above 0, such as {@code 30000/1001}
     * @return changed settings
     */
    public VideoFrames rate(Rational framesPerSecond) {
        Rational reduced = Timing.timeBase(Objects.requireNonNull(framesPerSecond, "framesPerSecond"));
        return new VideoFrames(format, timeBase, reduced, width, height, leaving);
    }

    /**
     * The size of frames given to FFmpeg. Needed only for formats that NUT has no name for
     * ({@link PixelFormat#carriesTimestamps}); for others the first frame says it.
     *
     * @param pixelsWide above 0
     * @param pixelsHigh above 0
     * @return changed settings
     */
    public VideoFrames size(int pixelsWide, int pixelsHigh) {
        format.frameBytes(pixelsWide, pixelsHigh);
        return new VideoFrames(format, timeBase, rate, pixelsWide, pixelsHigh, leaving);
    }

    @Override
    public VideoFrames leaving(Leaving what) {
        return new VideoFrames(format, timeBase, rate, width, height, Objects.requireNonNull(what, "what"));
    }

    @Override
    Leaving leaving() {
        return leaving;
    }

    @Override
    FrameKind<VideoFrame> kind() {
        return new VideoKind(format, rate, width, height);
    }

    @Override
    Map<String, String> sinkOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("f", "nut");
        options.put("an", "");
        options.put("c:v", "rawvideo");
        options.put("pix_fmt", format.name());
        options.put("fps_mode", "passthrough");
        options.put("enc_time_base", timeBase.toString());
        // FFmpeg would keep a place of each frame in memory until its end
        options.put("write_index", "0");
        return Collections.unmodifiableMap(options);
    }

    @Override
    Map<String, String> sourceOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("an", "");
        if (format.carriesTimestamps()) {
            options.put("f", "nut");
            if (rate == null) {
                options.put("probesize", PROBE_BYTES);
            }
            if (format.fullRange()) {
                options.put("color_range", "pc");
            }
        } else {
            if (rate == null || width == 0) {
                throw new IllegalArgumentException("frames of " + format
                        + " into FFmpeg: expected a rate(…) and a size(…), since NUT, which carries timestamps and sizes,"
                        + " has no name for this format");
            }
            options.put("f", "rawvideo");
            options.put("pixel_format", format.name());
            options.put("video_size", width + "x" + height);
            options.put("framerate", rate.toString());
        }
        return Collections.unmodifiableMap(options);
    }
}
