package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.value.CodePoints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Several outputs of one command. Made by {@link StreamSpec#of(List)} and its siblings.
 *
 * <p>Immutable and safe for any thread.
 */
final class OutputGroup implements StreamSpec {

    private final List<Output> outputs;
    private final List<String> labels;
    private final GlobalArguments globals;

    private OutputGroup(List<Output> outputs, List<String> labels, GlobalArguments globals) {
        this.outputs = List.copyOf(outputs);
        this.labels = List.copyOf(labels);
        this.globals = globals;
    }

    static OutputGroup of(List<Output> outputs) {
        List<Output> all = Output.checked(outputs);
        Set<Output> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Output output : all) {
            if (!seen.add(output)) {
                throw output.callSite().fault(output.describe(), "expected each output once, got it twice");
            }
        }
        return new OutputGroup(all, List.of(), GlobalArguments.NONE);
    }

    static OutputGroup of(Map<String, Output> outputs) {
        outputs.keySet().forEach(label -> CallSite.locating("", () -> Given.one("stream spec, label", label)));
        Map<String, Output> ordered =
                outputs instanceof LinkedHashMap || outputs instanceof SortedMap ? outputs : sorted(outputs);
        OutputGroup group = of(new ArrayList<>(ordered.values()));
        return new OutputGroup(group.outputs, new ArrayList<>(ordered.keySet()), GlobalArguments.NONE);
    }

    private static Map<String, Output> sorted(Map<String, Output> outputs) {
        Map<String, Output> sorted = new TreeMap<>(CodePoints.ORDER);
        sorted.putAll(outputs);
        return sorted;
    }

    @Override
    public List<Output> outputs() {
        return outputs;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public Optional<List<String>> handWritten() {
        return Optional.empty();
    }

    @Override
    public List<String> globalArguments() {
        return all().last();
    }

    @Override
    public List<String> globalArgumentsFirst() {
        return all().first();
    }

    /** Those of the outputs, then those of the group; {@code -y} at most once. */
    private GlobalArguments all() {
        GlobalArguments all = GlobalArguments.NONE;
        List<GlobalArguments> parts =
                new ArrayList<>(outputs.stream().map(Output::globals).toList());
        parts.add(globals);
        for (GlobalArguments part : parts) {
            all = all.withFirst(part.first()).withLast(part.last());
        }
        return all;
    }

    @Override
    public OutputGroup overwrite() {
        return new OutputGroup(outputs, labels, globals.overwriting());
    }

    @Override
    public OutputGroup globalArguments(String... arguments) {
        return new OutputGroup(
                outputs, labels, more(() -> globals.withLast(Given.list("global arguments", arguments))));
    }

    @Override
    public OutputGroup globalArgumentsFirst(String... arguments) {
        return new OutputGroup(
                outputs, labels, more(() -> globals.withFirst(Given.list("global arguments", arguments))));
    }

    private static GlobalArguments more(Supplier<GlobalArguments> made) {
        return CallSite.locating("outputs, ", made);
    }

    @Override
    public String toString() {
        return outputs.toString();
    }
}
