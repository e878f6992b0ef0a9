package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.graph.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A command in words, for a person. Its form may change. */
final class Description {

    private static final int SHOWN = 40;

    private final StringBuilder text = new StringBuilder();

    static String of(
            List<Unit> units, LinkNames names, Rendering rendering, List<String> labels, List<String> warnings) {
        Description description = new Description();
        description.inputs(units);
        description.filters(units, names, rendering);
        description.outputs(units, names, labels);
        description.warnings(warnings);
        return description.text.toString();
    }

    static String of(List<String> arguments, ArgumentScan scan) {
        Description description = new Description();
        description.line(counted(arguments.size(), "argument") + ", written by hand");
        scan.inputs().forEach(input -> description.line("  reads  " + input.target()));
        scan.outputs().forEach(output -> description.line("  writes " + output.target()));
        return description.text.toString();
    }

    private void inputs(List<Unit> units) {
        List<Unit> inputs = units.stream().filter(unit -> unit.input != null).toList();
        line(counted(inputs.size(), "input"));
        for (int i = 0; i < inputs.size(); i++) {
            line("  " + i + "  " + Objects.requireNonNull(inputs.get(i).input).source());
        }
    }

    private void filters(List<Unit> units, LinkNames names, Rendering rendering) {
        List<Unit> filters = units.stream().filter(Unit::isFilter).toList();
        if (filters.isEmpty()) {
            return;
        }
        line(counted(filters.size(), "filter"));
        for (Unit filter : filters.subList(0, Math.min(SHOWN, filters.size()))) {
            List<String> into = filter.inputs.stream().map(names::of).toList();
            List<String> out = names.outputsOf(filter);
            line("  " + String.join(" + ", into) + (into.isEmpty() ? "" : " → ") + rendering.filter(filter)
                    + (out.isEmpty() ? "" : " → ") + String.join(" + ", out));
        }
        if (filters.size() > SHOWN) {
            line("  … and " + (filters.size() - SHOWN) + " more");
        }
    }

    private void outputs(List<Unit> units, LinkNames names, List<String> labels) {
        List<Unit> outputs = units.stream().filter(unit -> unit.output != null).toList();
        line(counted(outputs.size(), "output"));
        for (int i = 0; i < outputs.size(); i++) {
            Output output = Objects.requireNonNull(outputs.get(i).output);
            List<String> options = new ArrayList<>();
            Rendering.options(output, options);
            List<String> from = outputs.get(i).inputs.stream().map(names::of).toList();
            line("  " + (i < labels.size() ? labels.get(i) + ": " : "") + output.target() + "  from "
                    + String.join(" + ", from) + (options.isEmpty() ? "" : "  with " + ShellQuoting.line(options)));
        }
    }

    private void warnings(List<String> warnings) {
        warnings.forEach(warning -> line("warning: " + warning));
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void line(String line) {
        text.append(text.isEmpty() ? "" : "\n").append(line);
    }
}
