package io.github.asyncffmpeg.probe;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A stream of sound.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param section every field, by ffprobe's names
 */
public record AudioStreamInfo(ProbeSection section) implements StreamInfo {

    /**
     * Samples a second.
     *
     * @return in hertz; empty where FFmpeg could not find it out
     */
    public OptionalInt sampleRate() {
        return above0("sample_rate");
    }

    /**
     * How many channels it has.
     *
     * @return at least 1; empty where FFmpeg could not find it out
     */
    public OptionalInt channels() {
        return above0("channels");
    }

    /**
     * Where the channels are.
     *
     * @return {@code stereo}, {@code 5.1(side)} …
     */
    public Optional<String> channelLayout() {
        return section.text("channel_layout");
    }

    /**
     * How a sample is stored once it is decoded.
     *
     * @return {@code s16}, {@code fltp} …
     */
    public Optional<String> sampleFormat() {
        return section.text("sample_fmt");
    }

    private OptionalInt above0(String name) {
        OptionalInt number = section.integer(name);
        return number.orElse(0) > 0 ? number : OptionalInt.empty();
    }
}
