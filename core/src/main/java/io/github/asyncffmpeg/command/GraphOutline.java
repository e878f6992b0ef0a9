package io.github.asyncffmpeg.command;

import io.github.asyncffmpeg.internal.compile.GraphText;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A filter graph read from its text, as FFmpeg reads it: that of {@code -filter_complex}, {@code -vf}, or an input of the
 * format {@code lavfi}. Whether FFmpeg knows the filters is not asked.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param filters the filters that could be read, in their order
 * @param isWhole whether all of the text could be read; where it is false, FFmpeg refuses the graph
 */
public record GraphOutline(List<Filter> filters, boolean isWhole) {

    /** Copies its list. */
    public GraphOutline {
        filters = List.copyOf(filters);
    }

    /**
     * Reads a graph, in linear time.
     *
     * @param text any text
     * @return what could be read of it
     */
    public static GraphOutline of(String text) {
        GraphText graph = GraphText.parse(text);
        List<Filter> filters = graph.calls().stream().map(GraphOutline::filter).toList();
        return new GraphOutline(filters, graph.isWhole());
    }

    private static Filter filter(GraphText.Call call) {
        return new Filter(
                call.name(),
                call.instance(),
                call.positional(),
                call.named(),
                call.inputs(),
                call.outputs(),
                call.linked(),
                call.medium(),
                call.inputPads());
    }

    /**
     * One filter of a graph.
     *
     * @param name its name
     * @param instance what stands behind an {@code @} in it; mostly empty
     * @param positional the values without a key, with all quotes and backslashes taken off
     * @param named the values with one, in their order
     * @param inputs the labels before it: links of the graph, or streams of inputs ({@code 0:v}); fewer than its pads where
     *     these are linked to the filter before it, or left open
     * @param outputs the labels behind it
     * @param isLinked whether a comma stands before it: what the filter before it leaves open goes into it
     * @param medium what comes out of it, where its name says that
     * @param inputPads how many inputs it has, as far as its name and arguments say it: 0 of a source, 1 when in doubt
     */
    public record Filter(
            String name,
            String instance,
            List<String> positional,
            Map<String, String> named,
            List<String> inputs,
            List<String> outputs,
            boolean isLinked,
            Optional<Medium> medium,
            int inputPads) {}
}
