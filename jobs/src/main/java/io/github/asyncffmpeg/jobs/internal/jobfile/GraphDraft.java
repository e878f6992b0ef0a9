package io.github.asyncffmpeg.jobs.internal.jobfile;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Inputs, filters and outputs as they are written.
 *
 * @param inputs in their order
 * @param filters in their order: what a filter takes is above it
 * @param outputs in their order
 * @param global arguments of the whole command
 */
record GraphDraft(List<In> inputs, List<Filter> filters, List<Out> outputs, List<Templated> global) {

    /** What is read or written: a literal file, or FFmpeg's own syntax. */
    record Target(boolean literal, Templated text) {}

    /** A labelled input. */
    record In(String label, Position at, Target target, List<Option> options) {}

    /** A filter: what it takes, its values, and the labels of what comes out of it. */
    record Filter(
            Position at, String name, List<Label> from, List<Argument> args, List<Option> options, List<Label> to) {}

    /** An output and the streams that go into it; none stands for all of the one input. */
    record Out(Position at, Target target, List<Label> from, List<Option> options) {}

    /** A name of a stream: {@code talk:v}. */
    record Label(String text, Position at) {}

    /** An option with its values. */
    record Option(String name, Position at, List<Argument> values) {}

    /**
     * A value.
     *
     * @param text the text; {@code null} for a truth, and for none
     * @param truth the truth, if it is one
     */
    record Argument(@Nullable Templated text, Optional<Boolean> truth) {}
}
