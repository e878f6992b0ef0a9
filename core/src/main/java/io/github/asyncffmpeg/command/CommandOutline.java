package io.github.asyncffmpeg.command;

import io.github.asyncffmpeg.internal.compile.ArgumentScan;
import io.github.asyncffmpeg.internal.compile.FilterPads;
import io.github.asyncffmpeg.internal.compile.GraphText;
import io.github.asyncffmpeg.internal.compile.OptionTable;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command as FFmpeg reads its arguments: what is an input, what an output, and which options stand before each. To draw
 * it, to list it, to ask for an option.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param inputs the inputs, by their number
 * @param outputs the outputs, in their order
 * @param options all options of the command, in their order, those of no file too; without {@code -i}
 */
public record CommandOutline(List<File> inputs, List<File> outputs, List<Option> options) {

    /** Copies its lists. */
    public CommandOutline {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        options = List.copyOf(options);
    }

    static CommandOutline of(ArgumentScan scan) {
        return new CommandOutline(files(scan.inputs()), files(scan.outputs()), options(scan.options()));
    }

    private static List<File> files(List<ArgumentScan.File> files) {
        return files.stream()
                .map(file -> new File(file.target(), options(file.options())))
                .toList();
    }

    private static List<Option> options(List<ArgumentScan.Option> options) {
        return options.stream()
                .map(option -> new Option(option.name(), Optional.ofNullable(option.value())))
                .toList();
    }

    /**
     * An option.
     *
     * @param name as it is written, without its dash: {@code c:v}, {@code filter:a:1}
     * @param value what it is set to; empty of one that stands alone, such as {@code an}
     */
    public record Option(String name, Optional<String> value) {

        /**
         * The name without what it is for.
         *
         * @return {@code c} of {@code c:v:0}
         */
        public String base() {
            return OptionTable.withoutSpecifier(name);
        }

        /**
         * What it is for.
         *
         * @return the stream specifier, {@code v:0} of {@code c:v:0}; empty text when there is none
         */
        public String specifier() {
            return name.length() > base().length() ? name.substring(base().length() + 1) : "";
        }
    }

    /**
     * An input or an output.
     *
     * @param target its name, as it is written
     * @param options the options before it, in their order; those that are for the whole command, such as
     *     {@code filter_complex}, are with the file that they stand before
     */
    public record File(String target, List<Option> options) {

        /** Copies its list. */
        public File {
            options = List.copyOf(options);
        }

        /**
         * The value of an option; the last one counts.
         *
         * @param name as it is written, without its dash
         * @return the value; empty when the option is not there, or stands alone
         */
        public Optional<String> option(String name) {
            @Nullable Option last = null;
            for (Option option : options) {
                last = option.name().equals(name) ? option : last;
            }
            return last == null ? Optional.empty() : last.value();
        }
    }

    /**
     * A filter graph read from its text, as FFmpeg reads it: that of {@code -filter_complex}, {@code -vf}, or an input of the
     * format {@code lavfi}. Whether FFmpeg knows the filters is not asked.
     *
     * @param filters the filters that could be read, in their order
     * @param isWhole whether all of the text could be read; where it is false, FFmpeg refuses the graph
     */
    public record Graph(List<Filter> filters, boolean isWhole) {

        /** Copies its list. */
        public Graph {
            filters = List.copyOf(filters);
        }

        /**
         * Reads a graph, in linear time.
         *
         * @param text any text
         * @return what could be read of it
         */
        public static Graph of(String text) {
            Objects.requireNonNull(text, "text");
            GraphText graph = GraphText.parse(text);
            List<Filter> filters = graph.calls().stream().map(Graph::filter).toList();
            return new Graph(filters, graph.isWhole());
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
                    FilterPads.likelyInputs(call));
        }
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
