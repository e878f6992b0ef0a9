package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Inputs, filters and outputs as they are written.
 *
 * @param inputs in their order
 * @param filters in their order: what a filter takes is above it
 * @param outputs in their order
 * @param global arguments of the whole command, before the inputs
 * @param globalLast the same, after the outputs
 */
record GraphDraft(
        List<In> inputs, List<Filter> filters, List<Out> outputs, List<Templated> global, List<Templated> globalLast) {

    /** What is read or written. */
    sealed interface Target {}

    /** FFmpeg's own syntax. */
    record Own(Templated text) implements Target {}

    /** One literal file. */
    record OneFile(Place place) implements Target {}

    /** Many files of one folder, whose names FFmpeg makes of a pattern. */
    record ManyFiles(Place folder, Templated pattern) implements Target {}

    /** A file or folder: below a root, or where relative names begin. */
    record Place(Optional<Scalar> root, Templated name) {}

    /** A labelled input. */
    record In(String label, Position at, Target target, List<Option> options) {}

    /**
     * A filter, or a whole graph as one text.
     *
     * @param at where
     * @param name the filter; empty for a text
     * @param graph the text; {@code null} for a filter
     * @param from what goes in
     * @param args values in their order
     * @param options values with names
     * @param to what comes out
     * @param media of all outputs, where that is said
     * @param label its own, for outputs that name it as a sink
     */
    record Filter(
            Position at,
            String name,
            @Nullable Templated graph,
            List<Source> from,
            List<Argument> args,
            List<Option> options,
            List<Pad> to,
            List<Medium> media,
            Optional<Scalar> label) {}

    /** An output and the streams that go into it; none stands for all of the one input. */
    record Out(
            Position at,
            Target target,
            List<Source> from,
            List<Option> options,
            Optional<Scalar> label,
            List<Scalar> sinks) {}

    /**
     * A stream that is taken: {@code talk:v}.
     *
     * @param text the label, with the stream of an input or the medium of a filter's output
     * @param at where
     * @param as the medium it is taken as, whatever its name says
     */
    record Source(String text, Position at, Optional<Medium> as) {}

    /**
     * A label for what comes out of a filter.
     *
     * @param text the label
     * @param at where
     * @param number which output; {@code null} when it is named by a word
     * @param word the output's word
     */
    record Pad(
            String text,
            Position at,
            @Nullable Integer number,
            @Nullable String word) {}

    /** An option with its values. */
    record Option(String name, Position at, List<Argument> values) {}

    /**
     * A value.
     *
     * @param text the text; {@code null} for a truth, and for none
     * @param truth the truth, if it is one
     * @param literal whether the text is exact, where FFmpeg would expand something in it
     */
    record Argument(@Nullable Templated text, Optional<Boolean> truth, boolean literal) {}
}
