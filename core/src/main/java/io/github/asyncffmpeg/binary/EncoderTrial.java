package io.github.asyncffmpeg.binary;

import java.time.Duration;
import java.util.List;

/**
 * How it went to encode something with an encoder.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param encoder the encoder's name
 * @param works whether FFmpeg encoded something with it
 * @param reason why not, in FFmpeg's own words; empty when it works
 * @param arguments the arguments of the trial that worked; of the first one when none did, and empty when there was none
 * @param elapsed how long it took
 */
public record EncoderTrial(String encoder, boolean works, String reason, List<String> arguments, Duration elapsed) {

    /** Copies the arguments. */
    public EncoderTrial {
        arguments = List.copyOf(arguments);
    }
}
