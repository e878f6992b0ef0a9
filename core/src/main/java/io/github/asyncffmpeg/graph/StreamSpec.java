package io.github.asyncffmpeg.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What FFmpeg shall do: one output with all that leads to it, several of them, or arguments written by hand. Data only;
 * running it is another's work, as often as wanted.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface StreamSpec permits Output, OutputGroup, HandWritten {

    /**
     * Several outputs of one command.
     *
     * @param outputs the outputs, written in this order
     * @return the spec
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when there is none, or one is there twice
     */
    static StreamSpec of(Output... outputs) {
        return of(Arrays.asList(Objects.requireNonNull(outputs, "outputs")));
    }

    /**
     * Several outputs of one command.
     *
     * @param outputs the outputs, written in this order
     * @return the spec
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when there is none, or one is there twice
     */
    static StreamSpec of(List<Output> outputs) {
        return OutputGroup.of(Objects.requireNonNull(outputs, "outputs"));
    }

    /**
     * Several outputs of one command, each with a label for people. A {@link java.util.LinkedHashMap} or a
     * {@link java.util.SortedMap} keeps its order; any other map, whose order would change from run to run, is taken
     * in the order of its labels.
     *
     * @param outputs labels and outputs
     * @return the spec
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when there is none, or one is there twice
     */
    static StreamSpec of(Map<String, Output> outputs) {
        return OutputGroup.of(Objects.requireNonNull(outputs, "outputs"));
    }

    /**
     * A command that is already known to work.
     *
     * @param arguments the arguments, without the program's name, handed over as they are
     * @return the spec
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when there is none, one holds a NUL, or the
     *     first is the program itself
     */
    static StreamSpec ofArguments(List<String> arguments) {
        return HandWritten.of(Objects.requireNonNull(arguments, "arguments"));
    }

    /**
     * A command that is already known to work.
     *
     * @param arguments the arguments, without the program's name, handed over as they are
     * @return the spec
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException as the other form
     */
    static StreamSpec ofArguments(String... arguments) {
        return ofArguments(Arrays.asList(Objects.requireNonNull(arguments, "arguments")));
    }

    /**
     * What is written.
     *
     * @return the outputs, in the order in which they are written; none of a command that was written by hand
     */
    List<Output> outputs();

    /**
     * The labels of the outputs.
     *
     * @return the labels, in the order of the outputs; empty when the spec was not made from a map
     */
    List<String> labels();

    /**
     * The arguments of a command that was written by hand.
     *
     * @return the arguments, without the program's name; empty of a spec that is made of outputs
     */
    Optional<List<String>> handWritten();

    /**
     * The arguments of the whole command that come after the outputs.
     *
     * @return those of the outputs, then those of the spec; {@code -y} at most once
     */
    List<String> globalArguments();

    /**
     * The arguments of the whole command that come before the inputs.
     *
     * @return those of the outputs, then those of the spec
     */
    List<String> globalArgumentsFirst();

    /**
     * Overwrites files that exist: {@code -y} at the end, once.
     *
     * @return a changed copy
     */
    StreamSpec overwrite();

    /**
     * Adds arguments after the outputs, where ffmpeg-python has them.
     *
     * @param arguments global options and their values, with dashes
     * @return a changed copy
     */
    StreamSpec globalArguments(String... arguments);

    /**
     * Adds arguments before the inputs, where FFmpeg's documentation wants global options.
     *
     * @param arguments global options and their values, with dashes
     * @return a changed copy
     */
    StreamSpec globalArgumentsFirst(String... arguments);
}
