package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.MediaTarget;
import java.util.List;
import java.util.Optional;

/**
 * What two specs have in common that are equal to FFmpeg: the tokens, and which targets are files, texts or code.
 *
 * @param arguments the tokens
 * @param inputs what is read
 * @param outputs what is written
 */
public record SpecKey(List<String> arguments, List<MediaTarget> inputs, List<MediaTarget> outputs) {

    /**
     * Compiles.
     *
     * @param spec the spec
     * @return its key; empty for a spec that cannot be a command
     */
    public static Optional<SpecKey> of(StreamSpec spec) {
        try {
            CompiledCommand command = CompiledCommand.of(spec);
            return Optional.of(new SpecKey(command.arguments(), command.inputs(), command.outputs()));
        } catch (FFmpegSpecException notACommand) {
            return Optional.empty();
        }
    }

    /**
     * Whether two specs are equal to FFmpeg.
     *
     * @param one a spec
     * @param other another one
     * @return whether they are; of specs that cannot be a command, whether they are the same object
     */
    public static boolean areEqual(StreamSpec one, StreamSpec other) {
        return one == other
                || of(one).flatMap(key -> of(other).filter(key::equals)).isPresent();
    }
}
