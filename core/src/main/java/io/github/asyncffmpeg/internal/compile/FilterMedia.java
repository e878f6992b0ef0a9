package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.media.Medium;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The medium of what filters give out, where the types do not say it. In this order: what the user said
 * ({@code asVideo()}), the filter's name, the medium that all its inputs share.
 */
final class FilterMedia {

    private final IdentityHashMap<Unit, Optional<Medium>> byUnit = new IdentityHashMap<>();

    /** Reads the units in their order, so that a filter's inputs are known before the filter. */
    FilterMedia(List<Unit> inOrder) {
        for (Unit unit : inOrder) {
            if (unit.isFilter()) {
                byUnit.put(unit, ofFilter(unit));
            }
        }
    }

    /** The medium of one edge; empty when it cannot be told. */
    Optional<Medium> of(Unit.Edge edge) {
        if (edge.medium().isPresent()) {
            return edge.medium();
        }
        BoundGraph text = edge.source().bound;
        String first = text == null ? null : text.firstOutputOf(edge.label()).orElse(null);
        Optional<Medium> said = first == null ? Optional.empty() : FilterCatalog.medium(first);
        return said.isPresent() ? said : byUnit.getOrDefault(edge.source(), Optional.empty());
    }

    private Optional<Medium> ofFilter(Unit unit) {
        Optional<Medium> byName = unit.filter == null ? Optional.empty() : FilterCatalog.medium(unit.filter);
        if (byName.isPresent() || unit.inputs.isEmpty()) {
            return byName;
        }
        Optional<Medium> shared = of(unit.inputs.get(0));
        for (Unit.Edge edge : unit.inputs) {
            if (!of(edge).equals(shared)) {
                return Optional.empty();
            }
        }
        return shared;
    }
}
