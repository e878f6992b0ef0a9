package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.graph.FilterGraph;
import io.github.asyncffmpeg.internal.value.PadLabel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * A {@link FilterGraph} with its streams. FFmpeg's filters stay as they were written; the labels become the names of
 * links of this command, since another text may have the same labels. One compilation, one thread.
 */
final class BoundGraph {

    private final String text;
    private final LabeledGraph graph;
    private final List<LabeledGraph.Pad> ends = new ArrayList<>();
    private final Set<PadLabel> taken = new HashSet<>();

    BoundGraph(String text, LabeledGraph graph) {
        this.text = text;
        this.graph = graph;
        for (LabeledGraph.Filter filter : graph.filters()) {
            filter.outputs().stream().filter(LabeledGraph.Pad::isOpen).forEach(ends::add);
        }
    }

    /** The output that is meant, under the one label that it has. */
    PadLabel take(PadLabel wanted) {
        LabeledGraph.Pad end = wanted.word().isEmpty() ? only() : named(wanted.word());
        PadLabel label = new PadLabel(0, end.label);
        taken.add(label);
        return label;
    }

    private LabeledGraph.Pad only() {
        if (ends.size() != 1) {
            throw graph.fault("expected a label for one of its outputs, such as video(\"v\"); it has " + described());
        }
        return ends.get(0);
    }

    private LabeledGraph.Pad named(String word) {
        for (LabeledGraph.Pad end : ends) {
            if (end.label.equals(word)) {
                return end;
            }
        }
        boolean inside = graph.filters().stream()
                .flatMap(filter -> filter.outputs().stream())
                .anyMatch(pad -> pad.label.equals(word));
        throw graph.fault("expected the label of one of its outputs, without brackets, got '" + word + "'"
                + (inside ? ", which goes into a filter of the text (split it there)" : "") + "; it has "
                + described());
    }

    private String described() {
        if (ends.isEmpty()) {
            return "none";
        }
        StringJoiner labels = new StringJoiner(", ");
        ends.forEach(end ->
                labels.add(end.label.isEmpty() ? "one without a label, of " + end.describe() : "[" + end.label + "]"));
        return labels.toString();
    }

    /** FFmpeg refuses an output with a label that goes nowhere, and adds one without to the first file. */
    void checkTaken() {
        for (LabeledGraph.Pad end : ends) {
            if (!taken.contains(new PadLabel(0, end.label)) || (end.label.isEmpty() && ends.size() > 1)) {
                throw graph.fault("expected a use of each of its outputs, got none of " + end.describe()
                        + "; take it, or end it there in a nullsink or anullsink");
            }
        }
    }

    /** Its outputs, in the order of the text. */
    List<PadLabel> outputs() {
        return ends.stream().map(end -> new PadLabel(0, end.label)).toList();
    }

    /** How many links there are inside the text. */
    int links() {
        return graph.links();
    }

    /** The filter that has this as its first output; of another output its name says nothing. */
    Optional<String> firstOutputOf(PadLabel label) {
        for (LabeledGraph.Filter filter : graph.filters()) {
            if (!filter.outputs().isEmpty()
                    && filter.outputs().get(0).isOpen()
                    && filter.outputs().get(0).label.equals(label.word())) {
                return Optional.of(filter.call().name());
            }
        }
        return Optional.empty();
    }

    /**
     * The text for the command.
     *
     * @param inputs the links of its streams, in the order of the text
     * @param links the names of the links inside it
     * @param outputs the link of each output
     */
    String render(Iterator<String> inputs, List<String> links, Function<PadLabel, String> outputs) {
        StringBuilder rendered = new StringBuilder();
        for (LabeledGraph.Filter filter : graph.filters()) {
            rendered.append(rendered.isEmpty() ? "" : filter.call().linked() ? "," : ";");
            for (LabeledGraph.Pad pad : filter.inputs()) {
                label(rendered, pad.isOpen() ? inputs.next() : links.get(pad.link()));
            }
            rendered.append(
                    text, filter.call().place().from(), filter.call().place().to());
            for (LabeledGraph.Pad pad : filter.outputs()) {
                label(rendered, pad.isOpen() ? outputs.apply(new PadLabel(0, pad.label)) : links.get(pad.link()));
            }
        }
        return rendered.toString();
    }

    private static void label(StringBuilder rendered, String name) {
        rendered.append('[').append(name).append(']');
    }
}
