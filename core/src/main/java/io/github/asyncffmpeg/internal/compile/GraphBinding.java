package io.github.asyncffmpeg.internal.compile;

import java.util.List;

/** The pass after planning: reads the filters that are written as texts, and gives their pads streams of the plan. */
final class GraphBinding {

    private GraphBinding() {}

    static void apply(UnitOrder plan) {
        List<Unit> units = plan.inOrder();
        for (Unit unit : units) {
            if (unit.graph != null) {
                LabeledGraph labeled = LabeledGraph.of(unit.graph);
                List<Unit.Edge> bound = GraphInputs.bind(labeled, List.copyOf(unit.inputs));
                unit.inputs.clear();
                unit.inputs.addAll(bound);
                unit.bound = new BoundGraph(unit.graph.text(), labeled);
            }
        }
        for (Unit unit : units) {
            for (int i = 0; i < unit.inputs.size(); i++) {
                unit.inputs.set(i, resolved(unit.inputs.get(i)));
            }
        }
        for (Unit unit : units) {
            if (unit.bound != null) {
                unit.bound.checkTaken();
            }
        }
    }

    private static Unit.Edge resolved(Unit.Edge edge) {
        BoundGraph bound = edge.source().bound;
        return bound == null
                ? edge
                : new Unit.Edge(edge.source(), bound.take(edge.label()), edge.specifier(), edge.medium());
    }
}
