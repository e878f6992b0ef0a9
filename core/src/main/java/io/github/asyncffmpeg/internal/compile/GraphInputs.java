package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** Gives the open inputs of a text their streams: by number, and what is left in the order of the text. */
final class GraphInputs {

    private final LabeledGraph graph;
    private final List<Unit.Edge> given;
    private final boolean[] used;
    private final Map<String, Integer> words = new HashMap<>();
    private int next;

    private GraphInputs(LabeledGraph graph, List<Unit.Edge> given) {
        this.graph = graph;
        this.given = given;
        this.used = new boolean[given.size()];
    }

    /** The streams for the open pads, in the order of the text. */
    static List<Unit.Edge> bind(LabeledGraph graph, List<Unit.Edge> given) {
        GraphInputs inputs = new GraphInputs(graph, given);
        List<LabeledGraph.Pad> open = new ArrayList<>();
        for (LabeledGraph.Filter filter : graph.filters()) {
            filter.inputs().stream().filter(LabeledGraph.Pad::isOpen).forEach(open::add);
        }
        open.forEach(inputs::useNumbered);
        List<Unit.Edge> bound = open.stream().map(inputs::edge).toList();
        for (int i = 0; i < inputs.used.length; i++) {
            if (!inputs.used[i]) {
                throw graph.fault("expected a use of each of its inputs, got none of input " + i + ", "
                        + given.get(i).source().describe() + "; there is no label [" + i + "], and no input is open");
            }
        }
        return bound;
    }

    private void useNumbered(LabeledGraph.Pad pad) {
        Matcher numbered = LabeledGraph.NUMBERED.matcher(pad.label);
        if (numbered.matches()) {
            int number = Integer.parseInt(numbered.group(1));
            if (number >= given.size()) {
                throw graph.fault("expected an input for the label " + pad.describe() + ", got " + given.size()
                        + (given.size() == 1 ? " input" : " inputs") + ", numbered from 0");
            }
            used[number] = true;
        }
    }

    private Unit.Edge edge(LabeledGraph.Pad pad) {
        Matcher numbered = LabeledGraph.NUMBERED.matcher(pad.label);
        if (!numbered.matches()) {
            return given.get(pad.label.isEmpty() ? unused(pad) : words.computeIfAbsent(pad.label, any -> unused(pad)));
        }
        Unit.Edge edge = given.get(Integer.parseInt(numbered.group(1)));
        String specifier = numbered.group(2);
        return specifier == null || specifier.isEmpty() ? edge : picked(pad, edge, specifier);
    }

    private int unused(LabeledGraph.Pad pad) {
        while (next < used.length && used[next]) {
            next++;
        }
        if (next == used.length) {
            throw graph.fault("expected an input for " + pad.describe() + ", got "
                    + (used.length == 0 ? "none" : "no more than " + used.length));
        }
        used[next] = true;
        return next;
    }

    /** {@code [0:v]}: of a whole input the streams that it names; a stream must be what it says. */
    private Unit.Edge picked(LabeledGraph.Pad pad, Unit.Edge edge, String text) {
        StreamSpecifier specifier = new StreamSpecifier(text);
        Optional<Medium> medium = specifier.medium();
        if (edge.source().input != null && edge.specifier().isEmpty()) {
            return new Unit.Edge(edge.source(), edge.label(), Optional.of(specifier), medium.or(edge::medium));
        }
        if (text.length() > 1 || medium.isEmpty()) {
            throw graph.fault("expected an Input for the label " + pad.describe() + ", which picks some of its streams,"
                    + " got one stream of " + edge.source().describe());
        }
        if (edge.medium().isPresent() && !edge.medium().equals(medium)) {
            throw graph.fault("expected " + medium.get() + " for the label " + pad.describe() + ", got "
                    + edge.medium().get() + " from " + edge.source().describe());
        }
        return new Unit.Edge(edge.source(), edge.label(), edge.specifier(), medium);
    }
}
