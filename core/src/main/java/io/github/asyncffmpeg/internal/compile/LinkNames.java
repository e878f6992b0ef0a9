package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.internal.value.PadLabel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The third pass: inputs are numbered in the order in which they are met, and the outputs of filters that are used are
 * named {@code s0}, {@code s1}, … filter by filter, in the order of their labels.
 */
final class LinkNames {

    private final IdentityHashMap<Unit, Integer> inputs = new IdentityHashMap<>();
    private final IdentityHashMap<Unit, TreeMap<PadLabel, String>> links = new IdentityHashMap<>();
    private final IdentityHashMap<Unit, List<String>> inside = new IdentityHashMap<>();

    LinkNames(List<Unit> inOrder) {
        IdentityHashMap<Unit, TreeSet<PadLabel>> used = new IdentityHashMap<>();
        for (Unit unit : inOrder) {
            for (Unit.Edge edge : unit.inputs) {
                TreeSet<PadLabel> labels = used.get(edge.source());
                if (labels == null) {
                    labels = new TreeSet<>();
                    used.put(edge.source(), labels);
                }
                labels.add(edge.label());
            }
        }
        int next = 0;
        for (Unit unit : inOrder) {
            if (unit.input != null) {
                inputs.put(unit, inputs.size());
            } else if (unit.isFilter()) {
                if (unit.bound != null) {
                    List<String> own = new ArrayList<>();
                    for (int i = 0; i < unit.bound.links(); i++) {
                        own.add("s" + next++);
                    }
                    inside.put(unit, own);
                }
                TreeMap<PadLabel, String> names = new TreeMap<>();
                Collection<PadLabel> labels = used.getOrDefault(unit, new TreeSet<>());
                for (PadLabel label : unit.bound == null ? labels : unit.bound.outputs()) {
                    names.put(label, "s" + next++);
                }
                links.put(unit, names);
            }
        }
    }

    /** The edge as a link of the graph, without brackets: {@code 0}, {@code 0:v}, {@code s3}. */
    String of(Unit.Edge edge) {
        Integer number = inputs.get(edge.source());
        if (number != null) {
            return edge.specifier().isEmpty()
                    ? number.toString()
                    : number + ":" + edge.specifier().get();
        }
        TreeMap<PadLabel, String> names = links.get(edge.source());
        String name = names == null ? null : names.get(edge.label());
        if (name == null) {
            throw new IllegalStateException(
                    "no name for an output of " + edge.source().describe());
        }
        return name;
    }

    /** The edge as {@code -map} wants it: the links of filters in brackets. */
    String mapOf(Unit.Edge edge) {
        return edge.source().isFilter() ? "[" + of(edge) + "]" : of(edge);
    }

    /** The name of one output of a filter. */
    String of(Unit filter, PadLabel label) {
        return of(new Unit.Edge(filter, label, Optional.empty(), Optional.empty()));
    }

    /** The names of the links inside a filter graph that was written as a text. */
    List<String> inside(Unit graph) {
        return inside.getOrDefault(graph, List.of());
    }

    /** The names of a filter's outputs that are used, in their order. */
    List<String> outputsOf(Unit filter) {
        TreeMap<PadLabel, String> names = links.get(filter);
        return names == null ? List.of() : new ArrayList<>(names.values());
    }
}
