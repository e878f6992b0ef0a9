package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.internal.log.EventCopies;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What FFmpeg announces, in the words of the spec. Immutable and safe for any thread.
 *
 * @param ports knows the inputs and outputs that are code of this program
 * @param outputs puts the names of the spec in the place of temporary ones; {@code null} where there are none
 */
record EventWords(PortWords ports, @Nullable UnaryOperator<String> outputs) {

    /** The event with the names of the spec. */
    FFmpegEvent translated(FFmpegEvent event) {
        if (event instanceof InputAnnounced input) {
            return EventCopies.withTarget(input, ports.inWordsOfTheSpec(input.target()));
        }
        if (event instanceof OutputAnnounced output) {
            String target = outputs == null ? output.target() : outputs.apply(output.target());
            return EventCopies.withTarget(output, ports.inWordsOfTheSpec(target));
        }
        return event;
    }

    /** Hands on events with the names of the spec. */
    Consumer<FFmpegEvent> translatedFor(Consumer<FFmpegEvent> subscribers) {
        return new Translator(this, subscribers);
    }

    private record Translator(EventWords words, Consumer<FFmpegEvent> subscribers) implements Consumer<FFmpegEvent> {

        @Override
        public void accept(FFmpegEvent event) {
            subscribers.accept(words.translated(event));
        }
    }
}
