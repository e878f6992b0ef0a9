package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.MediaSink.Leaving;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Sound of a sample format, as a program takes it from FFmpeg or gives it to it.
 *
 * <p>Sound taken from FFmpeg comes in frames of as many samples as FFmpeg likes, some hundred to some thousand. Sound given
 * to FFmpeg follows on what was before, but for frames that say when they are due.
 */
public final class AudioFrames extends Frames<AudioFrame, AudioFrames> {

    private final SampleFormat format;
    private final int rate;
    private final int channels;
    private final boolean gapless;
    private final Leaving leaving;

    private AudioFrames(SampleFormat format, int rate, int channels, boolean gapless, Leaving leaving) {
        this.format = format;
        this.rate = rate;
        this.channels = channels;
        this.gapless = gapless;
        this.leaving = leaving;
    }

    /**
     * Sound of a format. FFmpeg converts to it.
     *
     * @param format of the samples
     * @return settings
     */
    public static AudioFrames of(SampleFormat format) {
        return new AudioFrames(Objects.requireNonNull(format, "format"), 0, 0, false, Leaving.END_RUN);
    }

    /**
     * The sample rate that sound from FFmpeg has. By default that of its stream.
     *
     * @param hertz above 0
     * @return changed settings
     */
    public AudioFrames rate(int hertz) {
        if (hertz <= 0) {
            throw new IllegalArgumentException("sample rate " + hertz + ": expected more than 0");
        }
        return new AudioFrames(format, hertz, channels, gapless, leaving);
    }

    /**
     * How many channels sound from FFmpeg has. By default those of its stream.
     *
     * @param count above 0; 1 mixes all into one
     * @return changed settings
     */
    public AudioFrames channels(int count) {
        if (count <= 0) {
            throw new IllegalArgumentException(count + " channels: expected more than 0");
        }
        return new AudioFrames(format, rate, count, gapless, leaving);
    }

    /**
     * Sound given to FFmpeg follows on what was before, whatever frames say themselves.
     *
     * @return changed settings
     */
    public AudioFrames gapless() {
        return new AudioFrames(format, rate, channels, true, leaving);
    }

    @Override
    public AudioFrames leaving(Leaving what) {
        return new AudioFrames(format, rate, channels, gapless, Objects.requireNonNull(what, "what"));
    }

    @Override
    Leaving leaving() {
        return leaving;
    }

    @Override
    FrameKind<AudioFrame> kind() {
        return new AudioKind(format, gapless);
    }

    @Override
    Map<String, String> sinkOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("f", "nut");
        options.put("vn", "");
        options.put("c:a", format.codec());
        if (rate > 0) {
            options.put("ar", String.valueOf(rate));
        }
        if (channels > 0) {
            options.put("ac", String.valueOf(channels));
        }
        // FFmpeg would keep a place of each frame in memory until its end
        options.put("write_index", "0");
        return Collections.unmodifiableMap(options);
    }

    @Override
    Map<String, String> sourceOptions() {
        // FFmpeg subtracts the first time of an input only if it has read a packet before it starts (5.1 and 8.0).
        return Map.of("f", "nut", "max_ts_probe", "0");
    }
}
