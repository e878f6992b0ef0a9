package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.LiteralText;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * The last pass: global arguments that come first, inputs, the graph, outputs, global arguments that come last. The form
 * of each is ffmpeg-python's.
 */
final class Rendering {

    /** Written before the sorted options, under the name on the right. */
    private static final Map<String, String> FIRST = first();

    /** In their order. */
    private static final List<String> BEFORE_INPUT = List.of("f", "format", "video_size");

    private final LinkNames names;

    Rendering(LinkNames names) {
        this.names = names;
    }

    private static Map<String, String> first() {
        Map<String, String> first = new LinkedHashMap<>();
        first.put("f", "f");
        first.put("format", "f");
        first.put("video_bitrate", "b:v");
        first.put("audio_bitrate", "b:a");
        first.put("video_size", "video_size");
        return first;
    }

    List<String> arguments(List<Unit> units, StreamSpec globals) {
        List<String> arguments = new ArrayList<>(globals.globalArgumentsFirst());
        for (Unit unit : units) {
            if (unit.input != null) {
                input(unit.input, arguments);
            }
        }
        String graph = graph(units);
        if (!graph.isEmpty()) {
            arguments.add("-filter_complex");
            arguments.add(graph);
        }
        for (Unit unit : units) {
            if (unit.output != null) {
                output(unit, unit.output, arguments);
            }
        }
        arguments.addAll(globals.globalArguments());
        return arguments;
    }

    /** The text of one filter, without its links: {@code scale=768:-1}. */
    String filter(Unit unit) {
        if (unit.graph != null) {
            return unit.graph.text();
        }
        StringBuilder text = new StringBuilder();
        appendFilter(unit, text);
        return text.toString();
    }

    private String graph(List<Unit> units) {
        StringBuilder graph = new StringBuilder();
        for (Unit unit : units) {
            if (unit.bound != null) {
                graph.append(graph.isEmpty() ? "" : ";").append(text(unit, unit.bound));
            } else if (unit.isFilter()) {
                graph.append(graph.isEmpty() ? "" : ";");
                for (Unit.Edge edge : unit.inputs) {
                    graph.append('[').append(Escaping.link(names.of(edge))).append(']');
                }
                appendFilter(unit, graph);
                for (String name : names.outputsOf(unit)) {
                    graph.append('[').append(name).append(']');
                }
            }
        }
        return graph.toString();
    }

    private String text(Unit unit, BoundGraph bound) {
        Iterator<String> inputs =
                unit.inputs.stream().map(edge -> Escaping.link(names.of(edge))).iterator();
        return bound.render(inputs, names.inside(unit), label -> names.of(unit, label));
    }

    private void appendFilter(Unit unit, StringBuilder text) {
        text.append(Escaping.graphText(Objects.requireNonNull(unit.filter)));
        String separator = "=";
        if (unit.isSplit()) {
            // A split has as many outputs as are used, whatever its arguments say.
            text.append(separator).append(names.outputsOf(unit).size());
            separator = ":";
        } else {
            for (Object value : unit.positional()) {
                text.append(separator).append(Escaping.graphValue(value));
                separator = ":";
            }
        }
        for (Map.Entry<String, Object> named : unit.named().entrySet()) {
            text.append(separator)
                    .append(Escaping.graphText(named.getKey()))
                    .append('=')
                    .append(Escaping.graphValue(named.getValue()));
            separator = ":";
        }
    }

    private static void input(Input input, List<String> arguments) {
        SortedMap<String, List<Object>> options = TargetOptions.of(input);
        for (String name : BEFORE_INPUT) {
            option(FIRST.getOrDefault(name, name), options.getOrDefault(name, List.of()), arguments);
        }
        for (Map.Entry<String, List<Object>> each : options.entrySet()) {
            if (!BEFORE_INPUT.contains(each.getKey())) {
                option(each.getKey(), each.getValue(), arguments);
            }
        }
        arguments.add("-i");
        arguments.add(input.source().argument());
    }

    private void output(Unit unit, Output output, List<String> arguments) {
        // One whole input alone, the first: FFmpeg picks the best streams itself.
        boolean picked =
                unit.inputs.size() == 1 && names.mapOf(unit.inputs.get(0)).equals("0");
        if (!picked) {
            for (Unit.Edge edge : unit.inputs) {
                arguments.add("-map");
                arguments.add(names.mapOf(edge));
            }
        }
        options(output, arguments);
        arguments.add(output.target().argument());
    }

    static void options(Output output, List<String> arguments) {
        SortedMap<String, List<Object>> options = TargetOptions.of(output);
        for (Map.Entry<String, String> first : FIRST.entrySet()) {
            option(first.getValue(), options.getOrDefault(first.getKey(), List.of()), arguments);
        }
        for (Map.Entry<String, List<Object>> each : options.entrySet()) {
            if (!FIRST.containsKey(each.getKey())) {
                option(each.getKey(), each.getValue(), arguments);
            }
        }
    }

    private static void truth(String name, boolean value, List<String> arguments) {
        if (!value || !OptionTable.isOnByDefault(name)) {
            arguments.add(value ? "-" + name : "-no" + name);
        }
    }

    private static void option(String name, List<Object> values, List<String> arguments) {
        for (Object value : values) {
            if (value instanceof Boolean truth && OptionTable.isTruth(name)) {
                truth(name, truth, arguments);
                continue;
            }
            if (value instanceof Boolean truth && OptionTable.isNegation(name)) {
                truth(name.substring(2), !truth, arguments);
                continue;
            }
            arguments.add("-" + name);
            if (value instanceof String text) {
                arguments.add(text);
            } else if (value instanceof LiteralText literal) {
                arguments.add(literal.text());
            } else if (value instanceof Boolean truth) {
                arguments.add(truth ? "1" : "0");
            }
        }
    }
}
