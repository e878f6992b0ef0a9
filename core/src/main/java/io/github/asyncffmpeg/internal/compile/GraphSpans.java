package io.github.asyncffmpeg.internal.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The spans of everything that comes out of a filter graph. One walk without recursion, in linear time.
 *
 * <p>Not thread-safe; made, asked and dropped by one thread.
 */
final class GraphSpans {

    /** What goes into a graph: nothing that is known, unless somebody knows better. */
    static class Feed {

        /** The span behind a label that no filter of the graph has, such as {@code 0:v}. */
        Span labelled(String label) {
            return Span.UNKNOWN;
        }

        /** The spans that go into a filter none of whose input pads has a label or a neighbour. */
        List<Span> open(GraphText.Call call) {
            return List.of();
        }
    }

    /** The graph of a {@code -vf} or {@code -af}. */
    private static final class OneStream extends Feed {

        private final Span span;

        OneStream(Span span) {
            this.span = span;
        }

        @Override
        Span labelled(String label) {
            return label.equals("in") ? span : Span.UNKNOWN;
        }

        @Override
        List<Span> open(GraphText.Call call) {
            return List.of(span);
        }
    }

    private final List<GraphText.Call> calls;
    private final Feed feed;
    private final Map<String, Integer> producers = new HashMap<>();
    private final @Nullable Span[] spans;

    /** Of each filter, how many of its labels are known to have their spans: a filter may have thousands. */
    private final int[] answered;

    /**
     * Computes a graph.
     *
     * @param calls its filters
     * @param feed what goes into it
     */
    GraphSpans(List<GraphText.Call> calls, Feed feed) {
        this.calls = calls;
        this.feed = feed;
        this.spans = new Span[calls.size()];
        this.answered = new int[calls.size()];
        for (int i = 0; i < calls.size(); i++) {
            for (String label : calls.get(i).outputs()) {
                producers.put(label, i);
            }
        }
        for (int i = 0; i < calls.size(); i++) {
            compute(i);
        }
    }

    /** Computes a graph that has one stream. */
    static GraphSpans ofOne(List<GraphText.Call> calls, Span span) {
        return new GraphSpans(calls, new OneStream(span));
    }

    /** The span behind a label; unknown when there is none. */
    Span labelled(String label) {
        Integer producer = producers.get(label);
        return producer == null ? Span.UNKNOWN : span(producer);
    }

    /** The spans of the filters whose output has no label and goes to no neighbour, in their order. */
    List<Span> unlabelled() {
        List<Span> ends = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            boolean last = i + 1 == calls.size() || !calls.get(i + 1).linked();
            if (last && calls.get(i).outputs().isEmpty() && !calls.get(i).name().endsWith("nullsink")) {
                ends.add(span(i));
            }
        }
        return ends;
    }

    private Span span(int i) {
        Span span = spans[i];
        return span == null ? Span.UNKNOWN : span;
    }

    private void compute(int wanted) {
        Deque<Integer> path = new ArrayDeque<>(List.of(wanted));
        Set<Integer> onPath = new HashSet<>(path);
        while (!path.isEmpty()) {
            int i = path.peek();
            Integer missing = spans[i] == null ? missing(i) : null;
            if (missing != null && onPath.add(missing)) {
                path.push(missing);
                continue;
            }
            // A circle, which FFmpeg refuses, stays unknown.
            if (spans[i] == null) {
                spans[i] = missing == null ? FilterSpans.of(calls.get(i), inputsOf(i)) : Span.UNKNOWN;
            }
            path.pop();
        }
    }

    private @Nullable Integer missing(int i) {
        if (calls.get(i).linked() && i > 0 && spans[i - 1] == null) {
            return i - 1;
        }
        List<String> labels = calls.get(i).inputs();
        for (; answered[i] < labels.size(); answered[i]++) {
            Integer producer = producers.get(labels.get(answered[i]));
            if (producer != null && spans[producer] == null) {
                return producer;
            }
        }
        return null;
    }

    private List<Span> inputsOf(int i) {
        GraphText.Call call = calls.get(i);
        List<Span> found = new ArrayList<>();
        for (String label : call.inputs()) {
            Integer producer = producers.get(label);
            found.add(producer == null ? feed.labelled(label) : span(producer));
        }
        if (call.linked() && i > 0 && calls.get(i - 1).outputs().isEmpty()) {
            found.add(span(i - 1));
        }
        if (found.isEmpty() && !FilterSpans.isSource(call.name())) {
            found.addAll(feed.open(call));
        }
        return found;
    }
}
