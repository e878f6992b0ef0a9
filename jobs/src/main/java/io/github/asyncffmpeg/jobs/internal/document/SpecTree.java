package io.github.asyncffmpeg.jobs.internal.document;

import io.github.asyncffmpeg.graph.FileOptions;
import io.github.asyncffmpeg.graph.FilterGraph;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.LiteralText;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.Node;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a spec that was made of inputs, filters and outputs. Labels are made up, in the order in which the graph is walked:
 * equal graphs get equal texts.
 */
final class SpecTree {

    private final StreamSpec spec;
    private final TargetTree targets;
    private final Faults faults;
    private final List<Node> nodes;
    private final IdentityHashMap<Node, TreeMap<Pad, String>> pads = new IdentityHashMap<>();
    private final IdentityHashMap<Node, String> inputs = new IdentityHashMap<>();
    private final IdentityHashMap<Node, String> sinks = new IdentityHashMap<>();

    private SpecTree(StreamSpec spec, TargetTree targets, Faults faults) {
        this.spec = spec;
        this.targets = targets;
        this.faults = faults;
        this.nodes = Walk.of(spec);
    }

    /** Adds the keys of a spec. */
    static void write(StreamSpec spec, TargetTree targets, Faults faults, Map<String, @Nullable Object> job) {
        if (spec.handWritten().isPresent()) {
            job.put(
                    "args",
                    spec.handWritten().get().stream().map(NameTemplate::escaped).toList());
        } else {
            new SpecTree(spec, targets, faults).write(job);
        }
    }

    private void write(Map<String, @Nullable Object> job) {
        label();
        Map<String, Object> written = new LinkedHashMap<>();
        List<Object> filters = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Input input) {
                Map<String, Object> file = targets.of(input.source(), "input");
                options(input, file);
                written.put(String.valueOf(inputs.get(node)), file);
            } else {
                filters.add(node instanceof FilterGraph graph ? graph(graph) : filter((FilterNode) node));
            }
        }
        if (!written.isEmpty()) {
            job.put("inputs", written);
        }
        if (!filters.isEmpty()) {
            job.put("filters", filters);
        }
        job.put("outputs", outputs());
        globals(job);
    }

    private void globals(Map<String, @Nullable Object> job) {
        List<String> first = spec.globalArgumentsFirst();
        List<String> last = spec.globalArguments();
        boolean overwrites = !last.isEmpty() && last.get(last.size() - 1).equals("-y");
        List<String> others = overwrites ? last.subList(0, last.size() - 1) : last;
        if (!first.isEmpty()) {
            job.put("global", first.stream().map(NameTemplate::escaped).toList());
        }
        if (!others.isEmpty()) {
            job.put("global-last", others.stream().map(NameTemplate::escaped).toList());
        }
        if (overwrites) {
            job.put("overwrite", true);
        }
    }

    private void label() {
        for (Node node : nodes) {
            if (node instanceof Input) {
                inputs.put(node, "in" + inputs.size());
            } else {
                pads.put(node, new TreeMap<>());
            }
        }
        nodes.forEach(node -> Walk.streamsInto(node).forEach(this::take));
        spec.outputs().forEach(output -> output.streams().forEach(this::take));
        int next = 0;
        for (Node node : nodes) {
            TreeMap<Pad, String> own = pads.get(node);
            if (own != null) {
                for (Map.Entry<Pad, String> pad : own.entrySet()) {
                    pad.setValue("s" + next++);
                }
            }
        }
        if (!sinksAreAsWithoutLabels()) {
            for (Output output : spec.outputs()) {
                output.sinks().forEach(sink -> sinks.putIfAbsent(sink, "end" + sinks.size()));
            }
        }
    }

    private void take(MediaStream stream) {
        TreeMap<Pad, String> own = pads.get(stream.node());
        if (own != null) {
            own.put(Pad.of(stream), "");
        }
    }

    /** A filter that nothing comes out of ends at the first output, in the order of the filters, unless it is said otherwise. */
    private boolean sinksAreAsWithoutLabels() {
        List<Node> ends = nodes.stream()
                .filter(node -> node instanceof FilterNode)
                .filter(node -> pads.getOrDefault(node, new TreeMap<>()).isEmpty())
                .toList();
        List<Node> said = new ArrayList<>(spec.outputs().get(0).sinks());
        boolean others = spec.outputs().stream()
                .skip(1)
                .anyMatch(output -> !output.sinks().isEmpty());
        boolean same = said.size() == ends.size();
        for (int i = 0; same && i < said.size(); i++) {
            same = said.get(i) == ends.get(i);
        }
        return same && !others;
    }

    private Map<String, Object> graph(FilterGraph graph) {
        Map<String, Object> filter = new LinkedHashMap<>();
        from(graph.inputs(), filter);
        filter.put("graph", NameTemplate.escaped(graph.text()));
        to(graph, filter);
        return filter;
    }

    private Map<String, Object> filter(FilterNode node) {
        Map<String, Object> filter = new LinkedHashMap<>();
        from(node.inputs(), filter);
        filter.put("filter", node.name());
        if (!node.positional().isEmpty()) {
            filter.put("args", node.positional().stream().map(SpecTree::value).toList());
        }
        if (!node.named().isEmpty()) {
            Map<String, Object> options = new LinkedHashMap<>();
            node.named().forEach((name, value) -> options.put(key(name, node.describe()), value(value)));
            filter.put("options", options);
        }
        to(node, filter);
        if (!node.outputs().isEmpty()) {
            filter.put("media", node.outputs().stream().map(SpecTree::word).toList());
        }
        String label = sinks.get(node);
        if (label != null) {
            filter.put("label", label);
        }
        return filter;
    }

    private static String word(Medium medium) {
        return medium.name().toLowerCase(Locale.ROOT);
    }

    private void from(List<MediaStream> streams, Map<String, Object> filter) {
        if (!streams.isEmpty()) {
            filter.put("from", streams.stream().map(this::stream).toList());
        }
    }

    private void to(Node node, Map<String, Object> filter) {
        TreeMap<Pad, String> own = pads.get(node);
        if (own == null || own.isEmpty()) {
            return;
        }
        List<Object> to = new ArrayList<>();
        own.forEach((pad, label) -> {
            if (pad.word().isEmpty() && pad.number() == to.size()) {
                to.add(label);
            } else {
                Map<String, Object> named = new LinkedHashMap<>();
                named.put("label", label);
                named.put("pad", pad.word().isEmpty() ? (Object) pad.number() : pad.word());
                to.add(named);
            }
        });
        filter.put("to", to);
    }

    /** {@code in0:a:1}, {@code s3:v}. */
    private Object stream(MediaStream stream) {
        if (!(stream.node() instanceof Input input)) {
            String label = String.valueOf(
                    pads.getOrDefault(stream.node(), new TreeMap<>()).get(Pad.of(stream)));
            return label + stream.medium().map(medium -> ":" + medium.letter()).orElse("");
        }
        String label =
                inputs.get(input) + stream.specifier().map(each -> ":" + each).orElse("");
        Optional<Medium> plain =
                stream.specifier().flatMap(each -> input.stream(each).medium());
        if (stream.medium().equals(plain)) {
            return label;
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("stream", label);
        stream.medium().ifPresent(medium -> said.put("as", word(medium)));
        return said;
    }

    private List<Object> outputs() {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < spec.outputs().size(); i++) {
            Output output = spec.outputs().get(i);
            Map<String, Object> written = targets.of(output.target(), "output");
            written.put("from", output.streams().stream().map(this::stream).toList());
            options(output, written);
            if (!spec.labels().isEmpty()) {
                written.put("label", spec.labels().get(i));
            }
            if (!sinks.isEmpty() && !output.sinks().isEmpty()) {
                written.put(
                        "sinks",
                        output.sinks().stream()
                                .map(sink -> String.valueOf(sinks.get(sink)))
                                .toList());
            }
            all.add(written);
        }
        return all;
    }

    private void options(FileOptions<?> file, Map<String, Object> written) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        file.options().forEach((name, values) -> {
            List<@Nullable Object> all = new ArrayList<>();
            values.forEach(value -> all.add(value(value)));
            if (!all.isEmpty()) {
                options.put(key(name, file.describe()), all.size() == 1 ? all.get(0) : all);
            }
        });
        if (!options.isEmpty()) {
            written.put("options", options);
        }
    }

    private String key(String name, String where) {
        return Texts.key(name, where, faults);
    }

    /** A text, a truth, an exact text; {@code null} for an option without a value. */
    private static @Nullable Object value(Object value) {
        if (value instanceof LiteralText literal) {
            return Map.of("literal", NameTemplate.escaped(literal.text()));
        }
        return value instanceof String text ? NameTemplate.escaped(text) : value instanceof Boolean ? value : null;
    }

    /** Which output of a filter: numbers first, then words. */
    private record Pad(int number, String word) implements Comparable<Pad> {
        static Pad of(MediaStream stream) {
            return new Pad(stream.outputNumber(), stream.outputLabel());
        }

        @Override
        public int compareTo(Pad other) {
            if (word.isEmpty() != other.word.isEmpty()) {
                return word.isEmpty() ? -1 : 1;
            }
            int byNumber = Integer.compare(number, other.number);
            return byNumber != 0 ? byNumber : word.compareTo(other.word);
        }
    }
}
