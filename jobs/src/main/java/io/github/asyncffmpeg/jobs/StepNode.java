package io.github.asyncffmpeg.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of a plan that is under way, for {@link PlanState} alone. */
final class StepNode {

    enum State {
        /** Its needs have not ended. */
        WAITING,
        /** An order for it was given. */
        ORDERED,
        /** What it has become is under way. */
        EXPANDED,
        ENDED
    }

    final String id;
    final Step step;

    /** The decide step that it came from. */
    final @Nullable StepNode parent;

    /** How many decisions led to it. */
    final int turn;

    /** What the ids of its own decision begin with: {@code quality/2/}. */
    final String prefix;

    final List<StepNode> needs = new ArrayList<>();
    final List<StepNode> dependents = new ArrayList<>();
    final List<StepNode> children = new ArrayList<>();

    State state = State.WAITING;

    /** How many of its needs have not been met. */
    int waitsFor;

    /** How many of its children have not ended. */
    int openChildren;

    /** What the next order for it is. */
    Order.Attempt attempt = Order.Attempt.FIRST;

    boolean stopped;

    StepStatus status = StepStatus.CANCELLED;
    String because = "";
    Map<String, String> values = Map.of();

    private StepNode(String id, Step step, @Nullable StepNode parent, int turn, String prefix) {
        this.id = id;
        this.step = step;
        this.parent = parent;
        this.turn = turn;
        this.prefix = prefix;
    }

    static StepNode ofPlan(Step step) {
        return new StepNode(step.id(), step, null, 1, step.id() + "/1/");
    }

    /**
     * A step of a decision.
     *
     * @param last whether it is the last one: then, if it decides, it is the next turn of the same step
     */
    static StepNode ofDecision(Step step, StepNode parent, boolean last) {
        String id = parent.prefix + step.id();
        return new StepNode(id, step, parent, parent.turn + 1, last ? nextTurn(parent.prefix) : id + "/1/");
    }

    /** {@code quality/1/} to {@code quality/2/}. */
    private static String nextTurn(String prefix) {
        int slash = prefix.lastIndexOf('/', prefix.length() - 2);
        int turn = Integer.parseInt(prefix.substring(slash + 1, prefix.length() - 1));
        return prefix.substring(0, slash + 1) + (turn + 1) + '/';
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    boolean isMet() {
        return hasEnded() && status.isMet();
    }

    boolean isUnmet() {
        return hasEnded() && !status.isMet();
    }
}
