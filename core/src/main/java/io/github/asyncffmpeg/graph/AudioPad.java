package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Optional;

/** Audio that comes out of an input or a filter. */
final class AudioPad extends StreamPad implements AudioStream {

    AudioPad(Node node, PadLabel label, Optional<StreamSpecifier> specifier) {
        super(node, label, specifier);
    }

    @Override
    public Optional<Medium> medium() {
        return Optional.of(Medium.AUDIO);
    }

    @Override
    public AudioStream filter(String name, Object... arguments) {
        return FilterNode.of(name, List.of(this), arguments).audio();
    }

    @Override
    public AudioStream filters(String text) {
        return FilterGraph.parse(text).inputs(this).audio();
    }
}
