package io.github.asyncffmpeg.cli.picture;

import io.github.asyncffmpeg.command.CommandOutline;
import io.github.asyncffmpeg.command.CommandOutline.Filter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One filter graph, put into a picture: its filters, the links between them, and what it leaves open. Linear time, and no
 * recursion. One thread.
 */
final class GraphReading {

    /** Where something comes out of the graph, or out of an input. */
    record Source(int node, EdgeMedium medium) {}

    /** A place that wants a stream. */
    record Want(int node, String label) {}

    private final PictureDraft draft;
    private final List<Filter> filters;
    private final int first;
    private final Map<String, int[]> producers = new HashMap<>();
    private final Map<String, Source> named = new LinkedHashMap<>();
    private final List<Want> wants = new ArrayList<>();
    private final List<Source> ends = new ArrayList<>();
    private final List<int[]> links = new ArrayList<>(); // from, output, to
    private final List<String> linkLabels = new ArrayList<>();
    private final EdgeMedium[] media;

    /**
     * Adds the filters and the links between them.
     *
     * @param usual the medium that goes into pads without a label
     */
    GraphReading(PictureDraft draft, CommandOutline.Graph graph, EdgeMedium usual) {
        this.draft = draft;
        this.filters = graph.filters();
        this.media = new EdgeMedium[filters.size()];
        for (int i = 0; i < filters.size(); i++) {
            List<String> labels = filters.get(i).outputs();
            for (int output = 0; output < labels.size(); output++) {
                producers.put(labels.get(output), new int[] {i, output});
            }
        }
        findLinks();
        findMedia(usual);
        first = draft.add(node(0));
        for (int i = 1; i < filters.size(); i++) {
            draft.add(node(i));
        }
        for (int i = 0; i < links.size(); i++) {
            int[] link = links.get(i);
            draft.connect(first + link[0], first + link[2], mediumOf(link[0], link[1]), linkLabels.get(i), false);
        }
        findEnds();
    }

    /** The pads that nothing in the graph leads to; the label is empty where there is none. */
    List<Want> wants() {
        return wants.stream()
                .map(want -> new Want(first + want.node(), want.label()))
                .toList();
    }

    /** What the filter of a want is expected to take. */
    EdgeMedium mediumWanted(Want want) {
        return filters.get(want.node() - first).medium().map(EdgeMedium::of).orElse(media[want.node() - first]);
    }

    /** What comes out under a label that no filter of the graph takes. */
    Map<String, Source> named() {
        return named;
    }

    /** What comes out without a label. */
    List<Source> ends() {
        return ends;
    }

    private void findLinks() {
        int openBefore = 0;
        for (int i = 0; i < filters.size(); i++) {
            Filter filter = filters.get(i);
            for (String label : filter.inputs()) {
                int[] producer = producers.get(label);
                if (producer == null) {
                    wants.add(new Want(i, label));
                } else {
                    link(producer[0], producer[1], i, shown(label));
                }
            }
            int open = Math.max(filter.inputPads(), filter.isLinked() ? 1 : 0)
                    - filter.inputs().size();
            if (filter.isLinked() && i > 0) {
                int labelled = filters.get(i - 1).outputs().size();
                for (int k = 0; k < openBefore && open > 0; k++) {
                    link(i - 1, labelled + k, i, "");
                    open--;
                }
            }
            for (; open > 0; open--) {
                wants.add(new Want(i, ""));
            }
            openBefore = Pads.outputs(filter) - filter.outputs().size();
        }
    }

    /** Names that this library makes say nothing: s0, s1. */
    private static String shown(String label) {
        return label.matches("s\\d+") ? "" : label;
    }

    private void link(int from, int output, int to, String label) {
        links.add(new int[] {from, output, to});
        linkLabels.add(label);
    }

    /** From filter to filter, each after those it takes from; what is in a circle keeps what its name says. */
    private void findMedia(EdgeMedium usual) {
        int[] missing = new int[filters.size()];
        EdgeMedium[] in = new EdgeMedium[filters.size()];
        List<List<int[]>> outgoing = new ArrayList<>();
        filters.forEach(filter -> outgoing.add(new ArrayList<>()));
        for (int[] link : links) {
            missing[link[2]]++;
            outgoing.get(link[0]).add(link);
        }
        for (Want want : wants) {
            in[want.node()] = want.label().isEmpty()
                    ? usual
                    : EdgeMedium.ofSpecifier(want.label().substring(want.label().indexOf(':') + 1));
        }
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < missing.length; i++) {
            media[i] = Pads.medium(filters.get(i), 0, EdgeMedium.ANY);
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        int seen = 0;
        while (!ready.isEmpty()) {
            int i = ready.remove();
            seen++;
            media[i] = in[i] == null ? media[i] : in[i];
            for (int[] link : outgoing.get(i)) {
                if (in[link[2]] == null || in[link[2]] == EdgeMedium.ANY) {
                    in[link[2]] = mediumOf(i, link[1]);
                }
                if (--missing[link[2]] == 0) {
                    ready.add(link[2]);
                }
            }
        }
        if (seen < filters.size()) {
            draft.note("The links of the filter graph lead in a circle, which FFmpeg refuses.");
        }
    }

    private EdgeMedium mediumOf(int filter, int output) {
        return Pads.medium(filters.get(filter), output, media[filter]);
    }

    private void findEnds() {
        boolean[][] taken = new boolean[filters.size()][];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = new boolean[Pads.outputs(filters.get(i)) + 1];
        }
        links.forEach(link -> taken[link[0]][link[1]] = true);
        for (int i = 0; i < taken.length; i++) {
            List<String> labels = filters.get(i).outputs();
            for (int output = 0; output < taken[i].length - 1; output++) {
                if (!taken[i][output]) {
                    Source source = new Source(first + i, mediumOf(i, output));
                    if (output < labels.size()) {
                        named.put(labels.get(output), source);
                    } else {
                        ends.add(source);
                    }
                }
            }
        }
    }

    private PictureNode node(int i) {
        Filter filter = filters.get(i);
        String name = filter.name() + (filter.instance().isEmpty() ? "" : "@" + filter.instance());
        String detail = Stream.concat(
                        filter.positional().stream(),
                        filter.named().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
                .collect(Collectors.joining(":"));
        return new PictureNode(PictureNode.Kind.FILTER, "", name, detail, mediumOf(i, 0));
    }
}
