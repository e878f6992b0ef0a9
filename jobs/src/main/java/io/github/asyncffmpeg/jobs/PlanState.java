package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.StepNode.State;
import io.github.asyncffmpeg.jobs.internal.values.Holes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a plan has come: facts in, orders out. It has no clock, no thread and no chance, and touches no file: the same facts
 * give the same orders, so whoever keeps the facts can start again from them.
 *
 * <p>A fact that fits nothing, such as a second answer, is passed over.
 *
 * <p>A longer file, because every rule of how steps start and end is here.
 *
 * <p>For one thread at a time.
 */
public final class PlanState {

    /** Bytes of names and values that one step may find. */
    private static final int MOST_VALUES = 64 * 1024;

    private static final int MOST_TURNS = 1_000;

    /** Characters of one decision as JSON. */
    private static final int LONGEST_DECISION = 4 * 1024 * 1024;

    private final Map<String, StepNode> nodes = new LinkedHashMap<>();
    private final List<StepNode> decides = new ArrayList<>();
    private final Deque<StepNode> justEnded = new ArrayDeque<>();
    private List<Order> orders = new ArrayList<>();
    /** How many of the nodes have not ended. */
    private int open;

    private boolean begun;
    private boolean stopping;

    private PlanState() {}

    /**
     * A plan of which nothing has been done.
     *
     * @param plan the plan
     * @return its state, which waits for {@link Fact.Begun}
     */
    public static PlanState of(Plan plan) {
        PlanState state = new PlanState();
        List<StepNode> top = new ArrayList<>();
        for (Step step : Objects.requireNonNull(plan, "plan").steps()) {
            top.add(StepNode.ofPlan(step));
        }
        state.link(top);
        return state;
    }

    /**
     * Takes a fact.
     *
     * @param fact what has happened
     * @return what is to be done now, in this order
     */
    public List<Order> accept(Fact fact) {
        orders = new ArrayList<>();
        if (fact instanceof Fact.Begun) {
            begin();
        } else if (fact instanceof Fact.Ended ended) {
            open(ended.step()).ifPresent(node -> answered(node, ended));
        } else if (fact instanceof Fact.Decided decided) {
            open(decided.step())
                    .filter(node -> node.step instanceof DecideStep)
                    .ifPresent(node -> decided(node, decided.decision()));
        } else if (fact instanceof Fact.Stopped) {
            stopping = true;
            nodes.values().forEach(node -> stop(node, "the plan was stopped"));
        } else if (fact instanceof Fact.StepStopped stopped) {
            find(stopped.step()).ifPresent(this::stopWithChildren);
        } else {
            stopping = false;
            begun = true;
            new PlanResume(nodes, (Fact.Resumed) Objects.requireNonNull(fact, "fact")).reset();
            open = (int)
                    nodes.values().stream().filter(node -> !node.hasEnded()).count();
            goOn();
        }
        drain();
        return List.copyOf(orders);
    }

    /**
     * Whether all steps have ended.
     *
     * @return whether nothing is left to do in this run
     */
    public boolean isOver() {
        return open == 0;
    }

    /**
     * How a step has ended.
     *
     * @param step its id
     * @return the status; empty when there is no such step, or it has not ended
     */
    public Optional<StepStatus> status(String step) {
        return find(step).filter(StepNode::hasEnded).map(node -> node.status);
    }

    /**
     * The steps that are known by now.
     *
     * @return their ids: those of the plan, then those that were decided
     */
    public List<String> steps() {
        return List.copyOf(nodes.keySet());
    }

    /** How a step has ended, with what it has found; empty when it has not. */
    Optional<StepResult> result(String step) {
        return find(step)
                .filter(StepNode::hasEnded)
                .map(node -> new StepResult(node.status, node.because, node.values));
    }

    /** Whether what a step has made is still wanted: nothing depends on it, or something that does was not done yet. */
    boolean isWanted(String step) {
        boolean last = true;
        for (StepNode node = find(step).orElseThrow(); node != null; node = node.parent) {
            last &= node.dependents.isEmpty();
            if (node.dependents.stream().anyMatch(dependent -> !dependent.isMet())) {
                return true;
            }
        }
        return last;
    }

    /** Whether a step has ended, or has become others. */
    boolean isAnswered(String step) {
        return find(step)
                .filter(node -> node.hasEnded() || node.state == State.EXPANDED)
                .isPresent();
    }

    /** Whether another step uses a value of this one, or decides from all of them. */
    boolean isUsed(String step) {
        StepNode node = find(step).orElseThrow();
        return node.dependents.stream()
                .map(dependent -> dependent.step)
                .anyMatch(dependent -> dependent instanceof DecideStep
                        || StepSet.uses(dependent).stream()
                                .anyMatch(name -> Holes.step(name).equals(node.step.id())));
    }

    /** Whether nobody knows yet how many steps there will be. */
    boolean isToBeDecided() {
        return decides.stream()
                .anyMatch(node -> nodes.get(node.id) == node && !node.hasEnded() && node.children.isEmpty());
    }

    private Optional<StepNode> find(String step) {
        return Optional.ofNullable(nodes.get(Objects.requireNonNull(step, "step")));
    }

    private Optional<StepNode> open(String step) {
        return find(step).filter(node -> node.state == State.ORDERED);
    }

    /** Joins steps that stand beside each other. */
    private void link(List<StepNode> beside) {
        Map<String, StepNode> byId = new LinkedHashMap<>();
        beside.forEach(node -> byId.put(node.step.id(), node));
        for (StepNode node : beside) {
            nodes.put(node.id, node);
            open++;
            if (node.step instanceof DecideStep) {
                decides.add(node);
            }
            for (String need : node.step.needs()) {
                StepNode needed = Objects.requireNonNull(byId.get(need), need);
                node.needs.add(needed);
                needed.dependents.add(node);
            }
            node.waitsFor = node.needs.size();
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            List.copyOf(nodes.values()).stream()
                    .filter(node -> node.state == State.WAITING && node.waitsFor == 0)
                    .forEach(this::start);
        }
    }

    private void goOn() {
        for (StepNode node : List.copyOf(nodes.values())) {
            if (node.state == State.WAITING) {
                Optional<StepNode> unmet =
                        node.needs.stream().filter(StepNode::isUnmet).findFirst();
                if (unmet.isPresent()) {
                    end(node, StepStatus.CANCELLED, needs(unmet.get()));
                } else if (node.waitsFor == 0) {
                    start(node);
                }
            } else if (node.state == State.ORDERED) {
                order(node, Order.Attempt.UNANSWERED);
            }
        }
    }

    /** Its needs are met. */
    private void start(StepNode node) {
        Values values = new Values(node);
        try {
            Optional<String> skipped = values.skipped(StepSet.uses(node.step));
            if (skipped.isPresent()) {
                end(node, StepStatus.SKIPPED, skipped.get());
            } else if (node.step.when().filter(when -> !when.holds(values::get)).isPresent()) {
                end(node, StepStatus.SKIPPED, values.shown(node.step.when().get()));
            } else {
                order(node, node.attempt);
            }
        } catch (IllegalArgumentException e) {
            end(node, StepStatus.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void order(StepNode node, Order.Attempt attempt) {
        Values values = new Values(node);
        try {
            orders.add(values.order(attempt));
            node.state = State.ORDERED;
            node.attempt = Order.Attempt.REPEATED;
        } catch (IllegalArgumentException e) { // JobDocumentException is one
            end(node, StepStatus.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void answered(StepNode node, Fact.Ended ended) {
        if (node.step instanceof DecideStep && ended.status().isMet()) {
            return; // it has to decide
        }
        long size = 0;
        for (Map.Entry<String, String> value : ended.values().entrySet()) {
            size += value.getKey().getBytes(StandardCharsets.UTF_8).length;
            size += value.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > MOST_VALUES) {
            end(
                    node,
                    StepStatus.FAILED,
                    "it has found " + size + " bytes of values; at most " + MOST_VALUES + " are kept");
            return;
        }
        node.values = ended.status() == StepStatus.DONE ? ended.values() : Map.of();
        end(node, ended.status(), ended.because());
    }

    private void decided(StepNode node, Decision decision) {
        if (stopping || node.stopped) {
            end(node, StepStatus.STOPPED, "it was stopped before what it decided was started");
            return;
        }
        String because = String.join("; ", decision.because());
        Optional<String> problem = problem(node, decision);
        if (problem.isPresent()) {
            end(
                    node,
                    StepStatus.FAILED,
                    "the recipe " + ((DecideStep) node.step).recipe() + " decided something that is no plan: "
                            + problem.get());
        } else if (decision.steps().isEmpty()) {
            end(node, StepStatus.SKIPPED, because);
        } else {
            expand(node, decision.steps());
            node.because = because;
        }
    }

    private static Optional<String> problem(StepNode node, Decision decision) {
        if (node.turn >= MOST_TURNS && decision.steps().stream().anyMatch(DecideStep.class::isInstance)) {
            return Optional.of("there were " + MOST_TURNS + " turns already");
        }
        int length = StepJson.length(decision);
        return length > LONGEST_DECISION
                ? Optional.of("it has " + length + " characters, and at most " + LONGEST_DECISION + " are kept")
                : StepSet.problem(decision.steps());
    }

    private void expand(StepNode node, List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            node.children.add(StepNode.ofDecision(steps.get(i), node, i == steps.size() - 1));
        }
        link(node.children);
        node.state = State.EXPANDED;
        node.openChildren = node.children.size();
        node.children.stream().filter(child -> child.waitsFor == 0).forEach(this::start);
    }

    private void stop(StepNode node, String because) {
        if (node.state == State.WAITING) {
            end(node, StepStatus.CANCELLED, because);
        } else if (node.state == State.ORDERED && !node.stopped) {
            node.stopped = true;
            orders.add(new Order.Cancel(node.id));
        }
    }

    private void stopWithChildren(StepNode root) {
        Deque<StepNode> all = new ArrayDeque<>(List.of(root));
        while (!all.isEmpty()) {
            StepNode node = all.remove();
            stop(node, "it was stopped");
            all.addAll(node.children);
        }
    }

    private void end(StepNode node, StepStatus status, String because) {
        node.state = State.ENDED;
        open--;
        node.status = status;
        node.because = because;
        orders.add(new Order.Tell(node.id, status, because, node.values));
        justEnded.add(node);
    }

    /** Tells those that wait for what has ended, without recursion: a chain may be long. */
    private void drain() {
        @Nullable StepNode ended;
        while ((ended = justEnded.poll()) != null) {
            for (StepNode dependent : ended.dependents) {
                if (dependent.state != State.WAITING) {
                    continue;
                }
                if (!ended.status.isMet()) {
                    end(dependent, StepStatus.CANCELLED, needs(ended));
                } else if (--dependent.waitsFor == 0) {
                    start(dependent);
                }
            }
            StepNode parent = ended.parent;
            if (parent != null && --parent.openChildren == 0) {
                end(parent, together(parent.children), parent.because);
            }
        }
    }

    private static String needs(StepNode unmet) {
        return "it needs '" + unmet.id + "', which was not done (" + unmet.status.word() + ")";
    }

    private static StepStatus together(List<StepNode> children) {
        if (children.stream().anyMatch(child -> child.status == StepStatus.FAILED)) {
            return StepStatus.FAILED;
        }
        return children.stream().allMatch(StepNode::isMet) ? StepStatus.DONE : StepStatus.STOPPED;
    }
}
