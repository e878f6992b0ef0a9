package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.media.StreamSpecifier;
import java.util.Optional;

/**
 * Copies of one stream. As many are made as branches are used.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param <S> the kind of stream
 */
public final class Split<S extends MediaStream> {

    private final FilterNode node;
    private final Maker<S> maker;

    Split(FilterNode node, Maker<S> maker) {
        this.node = node;
        this.maker = maker;
    }

    /**
     * One copy.
     *
     * @param label orders the copies; any number from 0
     * @return the copy
     */
    public S branch(int label) {
        return maker.make(node, PadLabels.of(label), Optional.empty());
    }

    /**
     * One copy.
     *
     * @param label orders the copies, after all numbers
     * @return the copy
     */
    public S branch(String label) {
        return maker.make(node, PadLabels.of(label), Optional.empty());
    }

    /** Makes an edge. */
    interface Maker<S> {
        S make(Node node, PadLabel label, Optional<StreamSpecifier> specifier);
    }
}
