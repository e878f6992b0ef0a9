package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.media.Medium;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The second pass: FFmpeg lets a filter's output be used once, so one that is used more often goes through a
 * {@code split} or {@code asplit}. An input may be used any number of times. Outputs of {@code concat} that nobody uses
 * end in a sink, since FFmpeg would add them to the first output file.
 */
final class SplitInsertion {

    private SplitInsertion() {}

    static void apply(UnitOrder plan) {
        List<Unit> units = plan.inOrder();
        FilterMedia media = new FilterMedia(units);
        IdentityHashMap<Unit, Map<PadLabel, Integer>> uses = new IdentityHashMap<>();
        for (Unit unit : units) {
            for (Unit.Edge edge : unit.inputs) {
                if (edge.source().isFilter()) {
                    Map<PadLabel, Integer> counts = of(edge.source(), uses);
                    counts.put(edge.label(), counts.getOrDefault(edge.label(), 0) + 1);
                }
            }
        }
        IdentityHashMap<Unit, Map<PadLabel, Medium>> said = saidByUsers(units);
        IdentityHashMap<Unit, Map<PadLabel, Branches>> splits = new IdentityHashMap<>();
        for (Unit unit : units) {
            for (int i = 0; i < unit.inputs.size(); i++) {
                Unit.Edge edge = unit.inputs.get(i);
                Map<PadLabel, Integer> counts = uses.get(edge.source());
                if (counts != null && counts.getOrDefault(edge.label(), 0) > 1) {
                    Map<PadLabel, Branches> branches = of(edge.source(), splits);
                    if (!branches.containsKey(edge.label())) {
                        branches.put(edge.label(), new Branches(split(edge, said, media)));
                    }
                    unit.inputs.set(i, branches.get(edge.label()).next(edge));
                }
            }
        }
        for (Unit unit : units) {
            endUnused(plan, unit, uses.getOrDefault(unit, Map.of()));
        }
    }

    private static <V> Map<PadLabel, V> of(Unit unit, IdentityHashMap<Unit, Map<PadLabel, V>> all) {
        Map<PadLabel, V> known = all.get(unit);
        if (known == null) {
            known = new HashMap<>();
            all.put(unit, known);
        }
        return known;
    }

    /** One {@code asVideo()} among the users of an output is enough to say what it is. */
    private static IdentityHashMap<Unit, Map<PadLabel, Medium>> saidByUsers(List<Unit> units) {
        IdentityHashMap<Unit, Map<PadLabel, Medium>> said = new IdentityHashMap<>();
        for (Unit unit : units) {
            for (Unit.Edge edge : unit.inputs) {
                if (edge.medium().isPresent()) {
                    of(edge.source(), said)
                            .putIfAbsent(edge.label(), edge.medium().get());
                }
            }
        }
        return said;
    }

    private static Unit split(Unit.Edge edge, IdentityHashMap<Unit, Map<PadLabel, Medium>> said, FilterMedia media) {
        Medium known = said.getOrDefault(edge.source(), Map.of()).get(edge.label());
        Medium medium = Optional.ofNullable(known)
                .or(() -> media.of(edge))
                .orElseThrow(() -> edge.source()
                        .fault("its output " + edge.label()
                                + " is used more than once, and whether it is video or audio cannot be told from its name or "
                                + "its inputs; expected .asVideo() or .asAudio() on it, or an explicit split"));
        if (medium != Medium.VIDEO && medium != Medium.AUDIO) {
            throw edge.source().fault("expected video or audio to be used more than once, got " + medium);
        }
        Unit split = Unit.inserted(medium == Medium.VIDEO ? "split" : "asplit");
        split.inputs.add(edge);
        return split;
    }

    private static void endUnused(UnitOrder plan, Unit unit, Map<PadLabel, Integer> used) {
        if (unit.node == null || unit.node.outputs().isEmpty() || used.isEmpty()) {
            return;
        }
        List<Medium> outputs = unit.node.outputs();
        for (int i = 0; i < outputs.size(); i++) {
            PadLabel label = new PadLabel(i, "");
            if (!used.containsKey(label)) {
                Unit sink = Unit.inserted(outputs.get(i) == Medium.VIDEO ? "nullsink" : "anullsink");
                sink.inputs.add(new Unit.Edge(unit, label, Optional.empty(), Optional.of(outputs.get(i))));
                plan.roots.add(sink);
            }
        }
    }

    /** The branches of one inserted split, handed out in the order of their users. */
    private static final class Branches {
        private final Unit split;
        private int count;

        Branches(Unit split) {
            this.split = split;
        }

        Unit.Edge next(Unit.Edge edge) {
            return new Unit.Edge(split, new PadLabel(count++, ""), Optional.empty(), edge.medium());
        }
    }
}
