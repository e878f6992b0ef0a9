package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.graph.FilterGraph;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.Node;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The units of one command: its roots (outputs and sinks) and an order in which each unit comes after those it takes
 * from. Depth first from the roots, each unit's inputs in their order: the order of ffmpeg-python, which decides the
 * numbers of the inputs and the names of the links.
 *
 * <p>Explicit stacks and identity maps: 20,000 filters in a row must neither overflow the stack nor be compared by
 * value.
 */
final class UnitOrder {

    final List<Unit> roots = new ArrayList<>();

    static UnitOrder of(List<Output> outputs) {
        UnitOrder plan = new UnitOrder();
        IdentityHashMap<Node, Unit> known = new IdentityHashMap<>();
        Deque<Node> waiting = new ArrayDeque<>();
        for (Output output : outputs) {
            Unit root = Unit.of(output);
            plan.roots.add(root);
            for (MediaStream stream : output.streams()) {
                root.inputs.add(edge(stream, known, waiting));
            }
            for (FilterNode sink : output.sinks()) {
                Unit end = unit(sink, known, waiting);
                if (!plan.roots.contains(end)) {
                    plan.roots.add(end);
                }
            }
        }
        while (!waiting.isEmpty()) {
            Node next = waiting.pop();
            Unit unit = unit(next, known, waiting);
            for (MediaStream stream : inputs(next)) {
                unit.inputs.add(edge(stream, known, waiting));
            }
        }
        return plan;
    }

    private static Unit.Edge edge(MediaStream stream, IdentityHashMap<Node, Unit> known, Deque<Node> waiting) {
        Optional<Medium> medium = stream.medium();
        Optional<String> specifier = stream.specifier();
        return new Unit.Edge(
                unit(stream.node(), known, waiting),
                new PadLabel(stream.outputNumber(), stream.outputLabel()),
                specifier.isEmpty() ? Optional.empty() : Optional.of(new StreamSpecifier(specifier.get())),
                medium);
    }

    private static Unit unit(Node node, IdentityHashMap<Node, Unit> known, Deque<Node> waiting) {
        Unit old = known.get(node);
        if (old != null) {
            return old;
        }
        Unit made;
        if (node instanceof Input input) {
            made = Unit.of(input);
        } else {
            made = node instanceof FilterGraph graph ? Unit.of(graph) : Unit.of((FilterNode) node);
            waiting.push(node);
        }
        known.put(node, made);
        return made;
    }

    private static List<MediaStream> inputs(Node node) {
        return node instanceof FilterGraph graph ? graph.inputs() : ((FilterNode) node).inputs();
    }

    /** All units, each after those it takes from. */
    List<Unit> inOrder() {
        List<Unit> sorted = new ArrayList<>();
        Set<Unit> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Visit> path = new ArrayDeque<>();
        for (Unit root : roots) {
            if (seen.add(root)) {
                path.push(new Visit(root, root.inputs.iterator()));
            }
            while (!path.isEmpty()) {
                Visit visit = path.peek();
                if (visit.rest.hasNext()) {
                    Unit source = visit.rest.next().source();
                    if (seen.add(source)) {
                        path.push(new Visit(source, source.inputs.iterator()));
                    }
                } else {
                    sorted.add(path.pop().unit);
                }
            }
        }
        return sorted;
    }

    private record Visit(Unit unit, Iterator<Unit.Edge> rest) {}
}
