package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import java.util.Optional;

/** Where a stream comes out of a node, whatever its medium. */
abstract class StreamPad {

    private final Node node;
    private final PadLabel label;

    /** Which streams of an input; empty for what a filter gives, and for the whole input. */
    final Optional<StreamSpecifier> chosen;

    StreamPad(Node node, PadLabel label, Optional<StreamSpecifier> chosen) {
        this.node = node;
        this.label = label;
        this.chosen = chosen;
    }

    public final Node node() {
        return node;
    }

    public final int outputNumber() {
        return label.number();
    }

    public final String outputLabel() {
        return label.word();
    }

    public final Optional<String> specifier() {
        return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen.get().text());
    }
}
