package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.media.Medium;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import java.util.List;
import java.util.Optional;

/**
 * Audio that comes out of an input or a filter.
 *
 * <p>Immutable and safe for any thread.
 */
public final class AudioStream implements AudioEdge {

    private final Node node;
    private final PadLabel label;
    private final Optional<StreamSpecifier> specifier;

    AudioStream(Node node, PadLabel label, Optional<StreamSpecifier> specifier) {
        this.node = node;
        this.label = label;
        this.specifier = specifier;
    }

    /**
     * Begins with a source filter such as {@code anullsrc} or {@code sine}, inside the graph.
     *
     * @param name FFmpeg's name of the source filter
     * @param arguments as for {@link #filter}
     * @return its audio
     */
    public static AudioStream source(String name, Object... arguments) {
        return FilterNode.of(name, List.of(), arguments).audio();
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public int outputNumber() {
        return label.number();
    }

    @Override
    public String outputLabel() {
        return label.word();
    }

    @Override
    public Optional<String> specifier() {
        return specifier.map(StreamSpecifier::text);
    }

    @Override
    public Optional<Medium> medium() {
        return Optional.of(Medium.AUDIO);
    }

    @Override
    public AudioStream filter(String name, Object... arguments) {
        return FilterNode.of(name, List.of(this), arguments).audio();
    }

    @Override
    public AudioStream filters(String text) {
        return FilterGraph.parse(text).inputs(this).audio();
    }
}
