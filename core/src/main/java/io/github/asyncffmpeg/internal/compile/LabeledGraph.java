package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.FilterGraph;
import io.github.asyncffmpeg.internal.compile.GraphText.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filters of a text with their pads: which labels are links inside the text, which inputs come from outside, and
 * what leaves it. One compilation, one thread.
 */
final class LabeledGraph {

    /** One label of a filter, or one pad without a label. */
    static final class Pad {
        final Call call;
        final String label;
        /** The number of the link inside the text; -1 for a pad that is open. */
        private int link = -1;

        private Pad(Call call, String label) {
            this.call = call;
            this.label = label;
        }

        boolean isOpen() {
            return link < 0;
        }

        int link() {
            return link;
        }

        String describe() {
            return (label.isEmpty() ? "" : "[" + label + "] of ") + call.name() + " at character "
                    + (call.place().from() + 1);
        }
    }

    /** A filter and its pads, as far as its name, its labels and the number of given streams tell. */
    record Filter(Call call, List<Pad> inputs, List<Pad> outputs) {}

    /** A label that says which input is meant, and maybe what of it: {@code 0:v}. */
    static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})(?::(.*))?", Pattern.DOTALL);

    private final FilterGraph graph;
    private final List<Filter> filters = new ArrayList<>();
    private int links;

    private LabeledGraph(FilterGraph graph) {
        this.graph = graph;
    }

    /**
     * Reads a text.
     *
     * @throws FFmpegSpecException when FFmpeg could not read it, or its labels do not fit together
     */
    static LabeledGraph of(FilterGraph graph) {
        LabeledGraph labeled = new LabeledGraph(graph);
        labeled.read();
        labeled.link();
        labeled.addOpenInputs(graph.inputs().size());
        labeled.addOpenOutputs();
        return labeled;
    }

    List<Filter> filters() {
        return filters;
    }

    /** How many links there are inside the text. */
    int links() {
        return links;
    }

    FFmpegSpecException fault(String expected) {
        return Faults.at(graph.madeAt(), graph.describe(), expected);
    }

    private void read() {
        // A text block ends with a line break; after a semicolon FFmpeg would look for another filter there.
        String stripped = graph.text().stripTrailing();
        String text = stripped.endsWith(";") ? stripped : graph.text();
        GraphText read = GraphText.parse(text);
        if (!read.isWhole()) {
            throw fault("expected " + read.fault() + " at character " + (read.faultAt() + 1));
        }
        if (read.isDangling()) {
            throw fault("expected no backslash at its end, which would escape what follows in the command");
        }
        if (text.stripLeading().startsWith("sws_flags=")) {
            throw fault("expected filters only, got sws_flags=, which stands at the start of a whole command's graph;"
                    + " give each scale its own flags: scale=160:-1:flags=lanczos");
        }
        for (Call call : read.calls()) {
            Filter filter = new Filter(call, new ArrayList<>(), new ArrayList<>());
            call.inputs().forEach(label -> filter.inputs.add(new Pad(call, label)));
            call.outputs().forEach(label -> filter.outputs.add(new Pad(call, label)));
            filters.add(filter);
            if (call.inputs().contains("") || call.outputs().contains("")) {
                throw fault("expected names in the brackets around " + call.name() + " at character "
                        + (call.place().from() + 1));
            }
        }
    }

    /** In the order of the text, as FFmpeg does: a name is free again once both ends of its link have been met. */
    private void link() {
        Map<String, Pad> given = new HashMap<>();
        Map<String, Pad> wanted = new HashMap<>();
        for (Filter filter : filters) {
            for (Pad pad : filter.inputs) {
                Pad from = given.remove(pad.label);
                if (from == null) {
                    wanted.putIfAbsent(pad.label, pad);
                } else {
                    link(from, pad);
                }
            }
            for (Pad pad : filter.outputs) {
                Pad to = wanted.remove(pad.label);
                if (to != null) {
                    link(pad, to);
                } else if (given.put(pad.label, pad) != null) {
                    throw fault("expected each label for one output, got it a second time: " + pad.describe());
                }
            }
        }
    }

    private void link(Pad from, Pad to) {
        from.link = links;
        to.link = links++;
    }

    /** Filters at the start of a chain, without a label before them. */
    private void addOpenInputs(int given) {
        Set<String> labels = new HashSet<>();
        List<Filter> starts = new ArrayList<>();
        for (Filter filter : filters) {
            filter.inputs.stream().filter(Pad::isOpen).forEach(pad -> labels.add(stream(pad.label)));
            if (filter.inputs.isEmpty() && !filter.call.linked() && !FilterSpans.isSource(filter.call.name())) {
                starts.add(filter);
            }
        }
        for (Filter start : starts) {
            // Of a filter that nobody knows here, FFmpeg will say whether that is right.
            int rest = starts.size() == 1 ? Math.max(1, given - labels.size()) : 1;
            int count = FilterPads.inputs(start.call).orElse(rest);
            for (int i = 0; i < count; i++) {
                start.inputs.add(new Pad(start.call, ""));
            }
        }
        for (Filter filter : filters) {
            OptionalInt known = FilterPads.inputs(filter.call);
            boolean countable = !filter.call.linked() || filter.inputs.size() > known.orElse(Integer.MAX_VALUE);
            if (known.isPresent() && countable && filter.inputs.size() != known.getAsInt()) {
                throw fault("expected " + labels(known.getAsInt(), "before") + filter.call.name() + " at character "
                        + (filter.call.place().from() + 1) + ", got " + filter.inputs.size());
            }
        }
    }

    /** The stream that a label means, apart from what it picks of it: {@code 0} of {@code 0:v}. */
    private static String stream(String label) {
        Matcher numbered = NUMBERED.matcher(label);
        return numbered.matches() ? numbered.group(1) : label;
    }

    private void addOpenOutputs() {
        for (int i = 0; i < filters.size(); i++) {
            Filter filter = filters.get(i);
            if (i + 1 < filters.size() && filters.get(i + 1).call.linked()) {
                continue; // what is open goes into its neighbor
            }
            OptionalInt known = FilterPads.outputs(filter.call);
            if (filter.outputs.isEmpty() && known.orElse(1) > 0) {
                filter.outputs.add(new Pad(filter.call, ""));
            }
            if (known.isPresent() && filter.outputs.size() != known.getAsInt()) {
                throw fault("expected " + labels(known.getAsInt(), "after") + filter.call.name() + " at character "
                        + (filter.call.place().from() + 1) + ", got "
                        + filter.call.outputs().size());
            }
        }
    }

    private static String labels(int count, String where) {
        return count == 0 ? "no label " + where + " " : count + (count == 1 ? " label " : " labels ") + where + " ";
    }
}
