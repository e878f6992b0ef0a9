package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Optional;

/** Video that comes out of an input or a filter. */
final class VideoPad extends StreamPad implements VideoStream {

    VideoPad(Node node, PadLabel label, Optional<StreamSpecifier> specifier) {
        super(node, label, specifier);
    }

    @Override
    public Optional<Medium> medium() {
        return Optional.of(Medium.VIDEO);
    }

    @Override
    public VideoStream filter(String name, Object... arguments) {
        return FilterNode.of(name, List.of(this), arguments).video();
    }

    @Override
    public VideoStream filters(String text) {
        return FilterGraph.parse(text).inputs(this).video();
    }
}
