package io.github.asyncffmpeg.graph;

/**
 * A stream's end inside the graph, such as {@code nullsink}.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param node the sink filter
 */
public record Sink(FilterNode node) {}
