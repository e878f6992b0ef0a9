package io.github.asyncffmpeg.jobs.internal.document;

import io.github.asyncffmpeg.graph.FilterGraph;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.Node;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The nodes of a graph, each after those it takes from. By an explicit stack: 20,000 filters in a row are a graph too. */
final class Walk {

    private record Visit(Node node, Iterator<MediaStream> rest) {}

    private Walk() {}

    /** From the outputs in their order, depth first; then from their sinks. */
    static List<Node> of(StreamSpec spec) {
        List<Node> roots = new ArrayList<>();
        for (Output output : spec.outputs()) {
            output.streams().forEach(stream -> roots.add(stream.node()));
            roots.addAll(output.sinks());
        }
        List<Node> sorted = new ArrayList<>();
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Visit> path = new ArrayDeque<>();
        for (Node root : roots) {
            enter(root, seen, path);
            while (!path.isEmpty()) {
                Visit visit = path.peek();
                if (visit.rest.hasNext()) {
                    enter(visit.rest.next().node(), seen, path);
                } else {
                    sorted.add(path.pop().node);
                }
            }
        }
        return sorted;
    }

    private static void enter(Node node, Set<Node> seen, Deque<Visit> path) {
        if (seen.add(node)) {
            path.push(new Visit(node, streamsInto(node).iterator()));
        }
    }

    /** What a node takes. */
    static List<MediaStream> streamsInto(Node node) {
        return node instanceof FilterNode filter
                ? filter.inputs()
                : node instanceof FilterGraph graph ? graph.inputs() : List.of();
    }
}
