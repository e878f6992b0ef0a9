package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.media.Medium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An edge of the graph: what comes out of an input or a filter, and can go into filters and outputs.
 *
 * <p>{@link VideoStream} and {@link AudioStream} are different types, so that a wrong medium does not compile.
 * {@link AnyStream} is for the rest, and an {@link Input} itself stands for all that is in it.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface MediaStream permits VideoStream, AudioStream {

    /**
     * The node this stream comes out of.
     *
     * @return the node
     */
    Node node();

    /**
     * Which of the node's outputs it is, where outputs have numbers.
     *
     * @return the number, from 0; 0 for an output with a label
     */
    int outputNumber();

    /**
     * Which of the node's outputs it is, where outputs have labels. Numbers come before labels.
     *
     * @return the label; an empty text for an output with a number
     */
    String outputLabel();

    /**
     * Which streams of an input are meant.
     *
     * @return the specifier in FFmpeg's syntax, such as {@code v:0}; empty for all, and for a filter's output
     */
    Optional<String> specifier();

    /**
     * The medium, when it is known.
     *
     * @return the medium
     */
    Optional<Medium> medium();

    /**
     * Sends this stream through a filter with one output.
     *
     * @param name FFmpeg's name of the filter
     * @param arguments values in their order, and {@link FilterOption}s, {@link Position}s or maps for named ones
     * @return the filter's output
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when the name is empty or a value has no text in FFmpeg's
     *     language
     */
    MediaStream filter(String name, Object... arguments);

    /**
     * Sends this stream through filters in FFmpeg's own words, such as {@code fps=10,scale=160:-1}.
     *
     * @param text what {@code -vf} or {@code -af} would get, with one input and one output; FFmpeg gets the filters as
     *     they are written, so values are escaped by you
     * @return the output of the last filter
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when the text holds a character that cannot stand in an
     *     argument; labels and pads are checked when the spec is compiled
     * @see FilterGraph
     */
    MediaStream filters(String text);

    /**
     * Sends this stream through a filter with several outputs.
     *
     * @param name FFmpeg's name of the filter
     * @param arguments as for {@link #filter}
     * @return the filter, whose outputs are taken by label
     */
    default FilterNode filterMultiOutput(String name, Object... arguments) {
        return FilterNode.of(name, List.of(this), arguments);
    }

    /**
     * Ends this stream in a sink filter such as {@code nullsink} or {@code anullsink}. The sink becomes part of a
     * command by {@link Output#sinks}.
     *
     * @param name FFmpeg's name of the sink filter
     * @param arguments as for {@link #filter}
     * @return the sink, a filter without outputs
     */
    default FilterNode sink(String name, Object... arguments) {
        return FilterNode.of(name, List.of(this), arguments);
    }

    /**
     * Writes this stream, and others, in FFmpeg's own syntax of a target.
     *
     * @param target a file name, a pattern, a URL or {@code -}, handed to FFmpeg as it is
     * @param more further streams of the same output, in their order
     * @return the output
     */
    default Output output(String target, MediaStream... more) {
        return output(Output.target(target), more);
    }

    /**
     * Writes this stream, and others, to one file, whatever its name.
     *
     * @param file the file
     * @param more further streams of the same output, in their order
     * @return the output
     */
    default Output output(Path file, MediaStream... more) {
        return output(Output.target(file), more);
    }

    /**
     * Hands this stream, and others, to this program.
     *
     * @param sink what takes the media; a format is needed ({@code format("matroska")}) unless the sink says one
     * @param more further streams of the same output, in their order
     * @return the output
     */
    default Output output(MediaSink sink, MediaStream... more) {
        return output(Output.target(sink), more);
    }

    /**
     * Writes this stream, and others, to a target.
     *
     * @param target the target
     * @param more further streams of the same output, in their order
     * @return the output
     */
    default Output output(MediaTarget target, MediaStream... more) {
        List<MediaStream> all = new ArrayList<>();
        all.add(this);
        all.addAll(Arrays.asList(Objects.requireNonNull(more, "more")));
        return Output.of(target, all);
    }
}
