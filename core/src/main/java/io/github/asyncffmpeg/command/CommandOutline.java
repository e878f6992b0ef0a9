package io.github.asyncffmpeg.command;

import io.github.asyncffmpeg.internal.compile.ArgumentScan;
import io.github.asyncffmpeg.internal.compile.OptionTable;
import java.util.List;
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
}
