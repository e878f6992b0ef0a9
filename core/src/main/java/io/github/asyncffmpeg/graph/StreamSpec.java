package io.github.asyncffmpeg.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when there is none, one is null, or one is there twice
     */
    static StreamSpec of(Output... outputs) {
        return of(Arrays.asList(Objects.requireNonNull(outputs, "outputs")));
    }

    /**
     * Several outputs of one command.
     *
     * @param outputs the outputs, written in this order
     * @return the spec
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when there is none, one is null, or one is there twice
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
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when there is none, one is null, or one is there twice
     */
    static StreamSpec of(Map<String, Output> outputs) {
        return OutputGroup.of(Objects.requireNonNull(outputs, "outputs"));
    }

    /**
     * A command that is already known to work.
     *
     * @param arguments the arguments, without the program's name, handed over as they are
     * @return the spec
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when there is none, one is null or holds a NUL, or the
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
