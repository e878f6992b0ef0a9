package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Optional;

/** Video that comes out of an input or a filter. */
final class VideoPad implements VideoStream {

    private final Node node;
    private final PadLabel label;
    private final Optional<StreamSpecifier> specifier;

    VideoPad(Node node, PadLabel label, Optional<StreamSpecifier> specifier) {
        this.node = node;
        this.label = label;
        this.specifier = specifier;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public int outputNumber() {
        return label.number();
    }

    @Override
    public String outputLabel() {
        return label.word();
    }

    @Override
    public Optional<String> specifier() {
        return specifier.map(StreamSpecifier::text);
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
