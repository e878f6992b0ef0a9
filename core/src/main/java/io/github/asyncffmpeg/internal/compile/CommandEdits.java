package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.media.MediaTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run changes of a command, while its spec stays as it is: options more, and other places for inputs and outputs. Pure data;
 * each method that takes a value returns new edits.
 *
 * <p>Inputs and outputs are named by their number in {@link CompiledCommand#inputs()} and {@link CompiledCommand#outputs()}.
 * Options come right before their {@code -i} or their target, so they win over those of the spec.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param first arguments before all others
 * @param inputOptions options by the number of their input
 * @param outputOptions options by the number of their output
 * @param inputs other addresses, by the number of the input
 * @param outputs other targets, by the number of the output
 */
public record CommandEdits(
        List<String> first,
        Map<Integer, List<String>> inputOptions,
        Map<Integer, List<String>> outputOptions,
        Map<Integer, MediaTarget> inputs,
        Map<Integer, MediaTarget> outputs) {

    private static final CommandEdits NONE = new CommandEdits(List.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /** Copies the collections. */
    public CommandEdits {
        first = List.copyOf(first);
        inputOptions = Map.copyOf(inputOptions);
        outputOptions = Map.copyOf(outputOptions);
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
    }

    /**
     * No change.
     *
     * @return edits that change nothing
     */
    public static CommandEdits none() {
        return NONE;
    }

    /**
     * Adds arguments that come before all others.
     *
     * @param arguments each option with its dash, each value on its own
     * @return edits with these as well
     */
    public CommandEdits first(String... arguments) {
        return new CommandEdits(joined(first, arguments), inputOptions, outputOptions, inputs, outputs);
    }

    /**
     * Adds options of one input.
     *
     * @param input its number
     * @param options each option with its dash, each value on its own
     * @return edits with these as well
     */
    public CommandEdits beforeInput(int input, String... options) {
        return new CommandEdits(first, added(inputOptions, input, options), outputOptions, inputs, outputs);
    }

    /**
     * Adds options of one output.
     *
     * @param output its number
     * @param options each option with its dash, each value on its own
     * @return edits with these as well
     */
    public CommandEdits beforeOutput(int output, String... options) {
        return new CommandEdits(first, inputOptions, added(outputOptions, output, options), inputs, outputs);
    }

    /**
     * Reads one input from elsewhere.
     *
     * @param input its number
     * @param target where it comes from
     * @return edits with this as well
     */
    public CommandEdits input(int input, MediaTarget target) {
        Map<Integer, MediaTarget> all = new HashMap<>(inputs);
        all.put(input, target);
        return new CommandEdits(first, inputOptions, outputOptions, all, outputs);
    }

    /**
     * Writes one output elsewhere.
     *
     * @param output its number
     * @param target where it goes
     * @return edits with this as well
     */
    public CommandEdits output(int output, MediaTarget target) {
        Map<Integer, MediaTarget> all = new HashMap<>(outputs);
        all.put(output, target);
        return new CommandEdits(first, inputOptions, outputOptions, inputs, all);
    }

    /**
     * Joins these edits with others.
     *
     * @param more options of these come after those of this; of two targets for one output theirs counts
     * @return both
     */
    public CommandEdits and(CommandEdits more) {
        if (more.isEmpty() || isEmpty()) {
            return more.isEmpty() ? this : more;
        }
        CommandEdits both = first(more.first.toArray(new String[0]));
        for (Map.Entry<Integer, List<String>> each : more.inputOptions.entrySet()) {
            both = both.beforeInput(each.getKey(), each.getValue().toArray(new String[0]));
        }
        for (Map.Entry<Integer, List<String>> each : more.outputOptions.entrySet()) {
            both = both.beforeOutput(each.getKey(), each.getValue().toArray(new String[0]));
        }
        for (Map.Entry<Integer, MediaTarget> each : more.inputs.entrySet()) {
            both = both.input(each.getKey(), each.getValue());
        }
        for (Map.Entry<Integer, MediaTarget> each : more.outputs.entrySet()) {
            both = both.output(each.getKey(), each.getValue());
        }
        return both;
    }

    /**
     * Whether nothing changes. Not {@code equals}, for whose sake a record starts the machinery of method handles.
     *
     * @return whether there are no edits
     */
    public boolean isEmpty() {
        return first.isEmpty()
                && inputOptions.isEmpty()
                && outputOptions.isEmpty()
                && inputs.isEmpty()
                && outputs.isEmpty();
    }

    /** The arguments with the changes in them. */
    List<String> apply(List<String> arguments, ArgumentScan scan) {
        Map<Integer, List<String>> before = new HashMap<>();
        Map<Integer, String> instead = new HashMap<>();
        inputOptions.forEach((number, options) -> {
            if (number < scan.inputs().size()) {
                before.put(scan.inputs().get(number).index() - 1, options); // before its -i
            }
        });
        outputOptions.forEach((number, options) -> {
            if (number < scan.outputs().size()) {
                before.put(startOf(scan.outputs().get(number), arguments), options);
            }
        });
        inputs.forEach((number, target) -> {
            if (number < scan.inputs().size()) {
                instead.put(scan.inputs().get(number).index(), target.argument());
            }
        });
        outputs.forEach((number, target) -> {
            if (number < scan.outputs().size()) {
                instead.put(scan.outputs().get(number).index(), target.argument());
            }
        });
        List<String> changed = new ArrayList<>(first);
        for (int i = 0; i < arguments.size(); i++) {
            changed.addAll(before.getOrDefault(i, List.of()));
            changed.add(instead.getOrDefault(i, arguments.get(i)));
        }
        return changed;
    }

    /** An output that begins with a dash has {@code --} before it. */
    private static int startOf(ArgumentScan.File output, List<String> arguments) {
        int index = output.index();
        return index > 0
                        && arguments.get(index - 1).equals("--")
                        && output.target().startsWith("-")
                ? index - 1
                : index;
    }

    private static List<String> joined(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Map<Integer, List<String>> added(Map<Integer, List<String>> map, int number, String... options) {
        Map<Integer, List<String>> all = new HashMap<>(map);
        all.merge(number, List.of(options), (some, more) -> joined(some, more.toArray(String[]::new)));
        return all;
    }
}
