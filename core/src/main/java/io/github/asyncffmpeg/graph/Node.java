package io.github.asyncffmpeg.graph;

import java.util.Optional;

/**
 * A box of the graph that streams come out of. Two nodes are the same only if they are one object: two
 * {@code Input.of("a")} are opened twice, and {@code hflip} is never taken for {@code vflip}.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface Node permits Input, FilterNode, FilterGraph {

    /**
     * The node in a few words, for messages.
     *
     * @return for example {@code filter overlay=x=10} or {@code input 'in.mp4'}
     */
    String describe();

    /**
     * Where the node was made.
     *
     * @return the line, as a stack trace shows it: {@code com.example.Main.render(Main.java:42)}; empty when it cannot be had
     */
    Optional<String> madeAt();
}
