package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What has become known of an input since the command was compiled.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param seconds how long it is; empty when it is not known, or only guessed
 * @param streams the kinds of its streams, by their number; empty for one of no known kind
 * @param frameRate the frames per second of its first video
 * @param sampleRate the samples per second of its first audio
 */
public record KnownInput(
        OptionalDouble seconds, List<Optional<Medium>> streams, OptionalDouble frameRate, OptionalDouble sampleRate) {

    /** Copies the list. */
    public KnownInput {
        streams = List.copyOf(streams);
    }

    Optional<Medium> medium(int stream) {
        return stream < streams.size() ? streams.get(stream) : Optional.empty();
    }
}
