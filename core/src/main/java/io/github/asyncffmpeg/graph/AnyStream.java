package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Optional;

/**
 * A stream whose medium the types do not say: a free specifier such as {@code m:language:eng}, or the output of a filter
 * given by name on such a stream. It can be used as video and as audio; {@link #asVideo} and {@link #asAudio} say which.
 *
 * <p>Immutable and safe for any thread.
 */
public final class AnyStream extends StreamPad implements VideoStream, AudioStream {

    AnyStream(Node node, PadLabel label, Optional<StreamSpecifier> specifier) {
        super(node, label, specifier);
    }

    @Override
    public Optional<Medium> medium() {
        return chosen.isEmpty() ? Optional.empty() : chosen.get().medium();
    }

    @Override
    public AnyStream filter(String name, Object... arguments) {
        return FilterNode.of(name, List.of(this), arguments).any();
    }

    @Override
    public AnyStream filters(String text) {
        return FilterGraph.parse(text).inputs(this).any();
    }
}
