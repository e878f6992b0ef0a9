package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.StepNode.State;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes back how steps have ended, so that a plan goes on. What was decided stays decided, unless what it was decided from has
 * changed. For {@link PlanState} alone.
 */
final class PlanResume {

    private final Map<String, StepNode> nodes;
    private final Fact.Resumed fact;

    /** Their facts do not hold any more. */
    private final Set<StepNode> stale = Collections.newSetFromMap(new IdentityHashMap<>());

    PlanResume(Map<String, StepNode> nodes, Fact.Resumed fact) {
        this.nodes = nodes;
        this.fact = fact;
    }

    void reset() {
        markStale();
        for (StepNode node : List.copyOf(nodes.values())) {
            node.stopped = false;
            if (nodes.get(node.id) != node) {
                continue; // a child of a stale decision, which is gone
            }
            if (stale.contains(node)) {
                forget(node);
            } else if (node.hasEnded() && isToBeDone(node)) {
                reopen(node);
            }
        }
        nodes.values().forEach(PlanResume::count);
    }

    private boolean isToBeDone(StepNode node) {
        return node.status == StepStatus.STOPPED
                || node.status == StepStatus.CANCELLED
                || (node.status == StepStatus.FAILED && fact.failedToo());
    }

    /** All that depends on a stale step is stale, and so is what depends on a decision that it belongs to. */
    private void markStale() {
        Deque<StepNode> found = new ArrayDeque<>();
        for (String step : fact.stale()) {
            StepNode node = nodes.get(step);
            if (node != null && (node.hasEnded() || node.state == State.EXPANDED)) {
                found.add(node);
            }
        }
        while (!found.isEmpty()) {
            StepNode node = found.remove();
            if (stale.add(node)) {
                found.addAll(node.dependents);
                for (StepNode parent = node.parent; parent != null; parent = parent.parent) {
                    found.addAll(parent.dependents);
                }
            }
        }
    }

    private void forget(StepNode node) {
        Deque<StepNode> below = new ArrayDeque<>(node.children);
        while (!below.isEmpty()) {
            StepNode child = below.remove();
            below.addAll(child.children);
            nodes.remove(child.id, child);
        }
        node.children.clear();
        wait(node);
        reopenParents(node);
    }

    private void reopen(StepNode node) {
        if (node.children.isEmpty()) {
            wait(node);
        } else {
            node.state = State.EXPANDED;
        }
        reopenParents(node);
    }

    private static void wait(StepNode node) {
        node.state = State.WAITING;
        node.values = Map.of();
    }

    private static void reopenParents(StepNode node) {
        for (StepNode parent = node.parent; parent != null && parent.hasEnded(); parent = parent.parent) {
            parent.state = State.EXPANDED;
        }
    }

    private static void count(StepNode node) {
        node.waitsFor = (int) node.needs.stream().filter(need -> !need.isMet()).count();
        node.openChildren =
                (int) node.children.stream().filter(child -> !child.hasEnded()).count();
    }
}
