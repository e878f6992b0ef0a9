package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.graph.FileOptions;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.media.Medium;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first pass: what a single node could not see when it was made. */
final class Validation {

    private Validation() {}

    static void check(List<Unit> units) {
        IdentityHashMap<Unit, Map<PadLabel, Medium>> said = new IdentityHashMap<>();
        for (Unit unit : units) {
            checkOptions(unit);
            for (Unit.Edge edge : unit.inputs) {
                checkOptional(unit, edge);
                checkFromSink(unit, edge);
                checkMedium(edge, said);
            }
        }
        FilteredCopies.check(units);
    }

    /** Two outputs to one file destroy each other. The run looks at links as well, and at what muxers make names from. */
    static void checkTargets(List<Output> outputs, ArgumentScan scan) {
        if (outputs.size() < 2) {
            return;
        }
        Set<Path> files = new HashSet<>();
        for (int i = 0; i < Math.min(outputs.size(), scan.outputs().size()); i++) {
            for (OutputName name : OutputNames.of(scan.outputs().get(i))) {
                Path file = Path.of(name.text()).normalize();
                if (name.literal() && !files.add(file)) {
                    throw Faults.at(
                            outputs.get(i).madeAt(),
                            outputs.get(i).describe(),
                            "expected a file of its own, got " + file + ", which another output of this command"
                                    + " writes, too");
                }
            }
        }
    }

    /** FFmpeg would take the value of an option that has none for an output file. */
    private static void checkOptions(Unit unit) {
        FileOptions<?> file = unit.input != null ? unit.input : unit.output;
        if (file == null) {
            return;
        }
        for (Map.Entry<String, List<Object>> option : file.options().entrySet()) {
            String name = option.getKey();
            for (Object value : option.getValue()) {
                if (value instanceof String text && OptionTable.takesNoValue(name)) {
                    throw unit.fault("expected true, false or flag(\"" + name + "\") for the option " + name
                            + ", which takes no value, got " + text);
                }
            }
        }
    }

    private static void checkOptional(Unit unit, Unit.Edge edge) {
        boolean optional =
                edge.specifier().isPresent() && edge.specifier().get().isOptional();
        if (optional && unit.isFilter()) {
            throw unit.fault("expected a stream that is there, got '"
                    + edge.specifier().orElseThrow() + "' of " + edge.source().describe()
                    + "; FFmpeg knows the question mark only where a stream goes into an output");
        }
    }

    private static void checkFromSink(Unit unit, Unit.Edge edge) {
        if (edge.source().isNamed("nullsink") || edge.source().isNamed("anullsink")) {
            throw unit.fault("expected a stream, got the output of " + edge.source().filter + ", which has none");
        }
    }

    private static void checkMedium(Unit.Edge edge, IdentityHashMap<Unit, Map<PadLabel, Medium>> said) {
        if (edge.source().isFilter() && edge.medium().isPresent()) {
            Medium medium = edge.medium().get();
            checkName(edge, medium);
            Map<PadLabel, Medium> ofSource = said.get(edge.source());
            if (ofSource == null) {
                ofSource = new HashMap<>();
                said.put(edge.source(), ofSource);
            }
            Medium before = ofSource.putIfAbsent(edge.label(), medium);
            if (before != null && before != medium) {
                throw edge.source()
                        .fault("expected output " + edge.label() + " to be used as one medium, got " + before + " and "
                                + medium);
            }
        }
    }

    /** The first output alone: some audio filters, such as afir, draw a picture into a second one. */
    private static void checkName(Unit.Edge edge, Medium said) {
        BoundGraph text = edge.source().bound;
        String filter = text == null
                ? edge.source().filter
                : text.firstOutputOf(edge.label()).orElse(null);
        boolean first = text != null
                || (edge.label().number() == 0 && edge.label().word().isEmpty());
        Optional<Medium> known = first && filter != null ? FilterCatalog.medium(filter) : Optional.empty();
        if (filter == null || known.isEmpty() || known.get() == said) {
            return;
        }
        String name = FilterCatalog.withoutInstance(filter);
        if (text != null) {
            throw edge.source()
                    .fault(name + " gives " + (said == Medium.VIDEO ? "audio" : "video") + ", got it used as "
                            + (said == Medium.VIDEO ? "video" : "audio")
                            + "; expected FilterGraph.parse(...).inputs(...)."
                            + (said == Medium.VIDEO ? "audio" : "video")
                            + "()");
        }
        throw edge.source()
                .fault(
                        known.get() == Medium.VIDEO
                                ? name + " gives video, got it used as audio; expected "
                                        + (FilterCatalog.medium("a" + name).equals(Optional.of(Medium.AUDIO))
                                                ? "a" + name + " for sound"
                                                : "visualize(\"" + name + "\", ...) for pictures of sound")
                                : name
                                        + " gives audio, got it used as video; expected an audio stream before it, such as "
                                        + "in.audio()");
    }
}
