package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.FilterGraph;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Node;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A box of the graph while it is compiled. The passes rewrite the edges of units; the user's own nodes are never
 * touched. One compilation, one thread.
 */
final class Unit {

    /** An edge that goes into a unit. */
    record Edge(Unit source, PadLabel label, Optional<StreamSpecifier> specifier, Optional<Medium> medium) {}

    final List<Edge> inputs = new ArrayList<>();

    /** Exactly one of input, filter name, graph and output is set. */
    final @Nullable Input input;

    final @Nullable Output output;
    final @Nullable String filter;

    /** The user's node; for a split that was inserted, none. */
    final @Nullable FilterNode node;

    /** Filters in FFmpeg's own words. */
    final @Nullable FilterGraph graph;

    /** The same after they were read and have got their streams. */
    @Nullable
    BoundGraph bound;

    private Unit(
            @Nullable Input input,
            @Nullable Output output,
            @Nullable String filter,
            @Nullable FilterNode node,
            @Nullable FilterGraph graph) {
        this.input = input;
        this.output = output;
        this.filter = filter;
        this.node = node;
        this.graph = graph;
    }

    static Unit of(Input input) {
        return new Unit(input, null, null, null, null);
    }

    static Unit of(Output output) {
        return new Unit(null, output, null, null, null);
    }

    static Unit of(FilterNode node) {
        return new Unit(null, null, node.name(), node, null);
    }

    static Unit of(FilterGraph graph) {
        return new Unit(null, null, null, null, graph);
    }

    /** A filter that no user wrote: a split, or the end of a stream that nobody wants. */
    static Unit inserted(String filter) {
        return new Unit(null, null, filter, null, null);
    }

    boolean isFilter() {
        return filter != null || graph != null;
    }

    /** Whether it is this filter, with or without an instance's name: {@code split@a}. */
    boolean isNamed(String name) {
        return filter != null && FilterCatalog.withoutInstance(filter).equals(name);
    }

    boolean isSplit() {
        return isNamed("split") || isNamed("asplit");
    }

    String describe() {
        if (node != null) {
            return node.describe();
        }
        if (graph != null) {
            return graph.describe();
        }
        if (input != null) {
            return input.describe();
        }
        return output != null ? output.describe() : "filter " + filter;
    }

    /** The values of a filter without a name. */
    List<Object> positional() {
        return node == null ? List.of() : node.positional();
    }

    /** The values of a filter with a name. */
    SortedMap<String, Object> named() {
        return node == null ? Collections.emptySortedMap() : node.named();
    }

    FFmpegSpecException fault(String expected) {
        return Faults.at(madeAt(), describe(), expected);
    }

    private Optional<String> madeAt() {
        Node made = node != null ? node : graph != null ? graph : input;
        return made != null ? made.madeAt() : output != null ? output.madeAt() : Optional.empty();
    }
}
