package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.internal.log.EventCopies;
import java.util.function.UnaryOperator;

/**
 * What FFmpeg announces, in the words of the spec. Immutable and safe for any thread.
 *
 * @param ports knows the inputs and outputs that are code of this program
 * @param outputs puts the names of the spec in the place of temporary ones
 */
record EventWords(PortWords ports, UnaryOperator<String> outputs) {

    /** The event with the names of the spec. */
    FFmpegEvent translated(FFmpegEvent event) {
        if (event instanceof InputAnnounced input) {
            return EventCopies.withTarget(input, ports.inWordsOfTheSpec(input.target()));
        }
        return event instanceof OutputAnnounced output
                ? EventCopies.withTarget(output, ports.inWordsOfTheSpec(outputs.apply(output.target())))
                : event;
    }
}
