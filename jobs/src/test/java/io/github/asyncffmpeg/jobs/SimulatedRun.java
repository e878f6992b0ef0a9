package io.github.asyncffmpeg.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.Order.Attempt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A driver without FFmpeg, in which anything happens: answers in any order, stops, facts that fit nothing, crashes between any two
 * lines of its journal. It holds what a plan promises.
 */
final class SimulatedRun {

    private static final int MOST_MOMENTS = 80;

    private final long seed;
    private final Random random;
    private final Plan plan;
    private final List<Object> journal = new ArrayList<>();
    private PlanState state;

    /** Orders that wait for their answers, by step. */
    private final Map<String, Order.Work> open = new LinkedHashMap<>();

    /** The steps that each step needs, and those that it became: as far as this test knows. */
    private Map<String, Set<String>> needs = new HashMap<>();

    private Map<String, List<String>> became = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> cancelled = new HashSet<>();
    private boolean stopped;

    SimulatedRun(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.plan = RandomPlans.plan(random);
        this.state = PlanState.of(plan);
        know("", plan.steps(), state.steps());
    }

    /** How often it crashed. */
    int run() {
        accept(new Fact.Begun());
        int crashes = 0;
        for (int moment = 0; moment < MOST_MOMENTS && !open.isEmpty(); moment++) {
            switch (random.nextInt(30)) {
                case 0 -> accept(new Fact.Stopped());
                case 1 -> accept(new Fact.StepStopped(any(state.steps())));
                case 2 -> accept(new Fact.Ended(any(closed()), StepStatus.DONE, Map.of("v", "7"), ""));
                case 3 -> accept(new Fact.Decided(any(closed()), Decision.of("no", Step.probe("x", Probe.media("x")))));
                case 4, 5 -> {
                    crash();
                    crashes++;
                }
                default -> answer(any(List.copyOf(open.keySet())));
            }
        }
        finish();
        accept(new Fact.Resumed(true, Set.of()));
        finish();
        return crashes;
    }

    /** Whatever is still at work ends; then nothing is left. */
    private void finish() {
        for (int i = 0; i < 5_000 && !open.isEmpty(); i++) {
            answer(any(List.copyOf(open.keySet())));
        }
        assertThat(open).isEmpty();
        assertThat(state.isOver()).isTrue();
        assertThat(state.steps())
                .allSatisfy(step -> assertThat(state.status(step)).isPresent());
        assertThat(replayed(journal)).isEqualTo(orders(journal));
    }

    private List<String> closed() {
        List<String> closed = new ArrayList<>(state.steps());
        closed.removeAll(open.keySet());
        closed.add("nowhere");
        return closed;
    }

    private String any(List<String> steps) {
        return steps.get(random.nextInt(steps.size()));
    }

    private void answer(String step) {
        Order.Work order = open.remove(step);
        boolean decides = order instanceof Order.Decide;
        StepStatus status = switch (random.nextInt(12)) {
            case 0 -> StepStatus.FAILED;
            case 1 -> StepStatus.STOPPED;
            case 2 -> decides ? StepStatus.DONE : StepStatus.SKIPPED;
            default -> StepStatus.DONE;
        };
        if (decides && status == StepStatus.DONE) {
            accept(new Fact.Decided(step, RandomPlans.decision(seed, step)));
        } else {
            Map<String, String> values = random.nextInt(8) == 0 ? Map.of() : Map.of("v", "" + random.nextInt(10));
            accept(new Fact.Ended(step, status, values, "ended"));
        }
    }

    private void accept(Fact fact) {
        journal.add(fact);
        if (fact instanceof Fact.Resumed) {
            told.clear();
            cancelled.clear();
            open.clear();
            stopped = false;
        }
        List<String> before = state.steps();
        List<Order> orders = state.accept(fact);
        if (fact instanceof Fact.Decided decided) {
            List<String> children = new ArrayList<>(state.steps());
            children.removeAll(before);
            if (!children.isEmpty()) {
                assertThat(cancelled).as("what was stopped becomes nothing").doesNotContain(decided.step());
                know(decided.step(), decided.decision().steps(), children);
            }
        }
        stopped |= fact instanceof Fact.Stopped;
        orders.forEach(this::take);
        check(fact);
    }

    private void know(String parent, List<Step> steps, List<String> ids) {
        assertThat(ids).hasSameSizeAs(steps).doesNotHaveDuplicates();
        Map<String, String> full = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            full.put(steps.get(i).id(), ids.get(i));
        }
        for (Step step : steps) {
            Set<String> all = new TreeSet<>();
            step.needs().forEach(need -> all.add(full.get(need)));
            needs.put(full.get(step.id()), all);
        }
        became.put(parent, ids);
    }

    private void take(Order order) {
        journal.add(order);
        String step = order.step();
        if (order instanceof Order.Tell tell) {
            assertThat(told.add(step)).as("%s ends once", step).isTrue();
            assertThat(open).as("%s is not at work", step).doesNotContainKey(step);
            assertThat(tell.status()).isNotNull();
        } else if (order instanceof Order.Cancel) {
            assertThat(open).as("only what is at work is cancelled").containsKey(step);
            assertThat(cancelled.add(step)).as("%s is cancelled once", step).isTrue();
        } else {
            assertThat(stopped).as("nothing starts after a stop: %s", step).isFalse();
            assertThat(told).as("%s has not ended", step).doesNotContain(step);
            assertThat(open.put(step, (Order.Work) order)).as("ordered once").isNull();
            assertThat(needs.get(step)).as("needs of %s", step).allSatisfy(this::isMet);
        }
    }

    /** A need is met with all that it became. */
    private void isMet(String need) {
        assertThat(state.status(need))
                .as(need)
                .hasValueSatisfying(status -> assertThat(status.isMet()).isTrue());
        became.getOrDefault(need, List.of()).stream()
                .filter(child -> state.steps().contains(child))
                .forEach(this::isMet);
    }

    private void check(Fact fact) {
        if (stopped && !cancelled.containsAll(open.keySet())) {
            throw new AssertionError("not all that is at work is cancelled: " + open.keySet());
        }
        if (open.isEmpty() && !state.isOver()) {
            throw new AssertionError("something is left after " + fact);
        }
        for (String step : state.steps()) {
            boolean ended = state.status(step).isPresent();
            if (ended && open.containsKey(step)) {
                throw new AssertionError(step + " is at work, and has ended");
            }
            // After a stop, of what is not at work only decide steps whose steps are at work are open.
            if (stopped
                    && !ended
                    && !open.containsKey(step)
                    && became.getOrDefault(step, List.of()).isEmpty()) {
                throw new AssertionError(step + " waits after a stop");
            }
        }
    }

    /** The end of the program, between any two lines; then all is read again. */
    private void crash() {
        int kept = journal.size() - random.nextInt(Math.min(4, journal.size()));
        List<Object> left = new ArrayList<>(journal.subList(0, Math.max(1, kept)));
        List<Order> again = replayed(left);
        List<Order> written = orders(left);
        assertThat(again.subList(0, written.size())).isEqualTo(written);
        List<String> unanswered = unanswered(left);
        journal.clear();
        journal.addAll(left);
        // Orders that were not written come out of the same facts.
        journal.addAll(again.subList(written.size(), again.size()));

        Set<String> stale = random.nextInt(3) == 0 ? Set.of(any(state.steps())) : Set.of();
        accept(new Fact.Resumed(random.nextBoolean(), stale));
        if (stale.isEmpty()) {
            assertThat(open.keySet()).containsAll(unanswered);
            assertThat(open.values())
                    .filteredOn(order -> unanswered.contains(order.step()))
                    .allSatisfy(order -> assertThat(order.attempt()).isEqualTo(Attempt.UNANSWERED));
        }
    }

    /** Those that are at work when all facts that are left have been replayed: ordered in the last run, without an answer. */
    private List<String> unanswered(List<Object> left) {
        Set<String> steps = new TreeSet<>();
        PlanState again = PlanState.of(plan);
        for (Object line : left) {
            if (line instanceof Fact fact) {
                if (fact instanceof Fact.Resumed) {
                    steps.clear();
                }
                for (Order order : again.accept(fact)) {
                    if (order instanceof Order.Work) {
                        steps.add(order.step());
                    }
                }
                if (fact instanceof Fact.Decided decided) {
                    steps.remove(decided.step());
                }
            }
        }
        steps.removeIf(step -> again.status(step).isPresent());
        return List.copyOf(steps);
    }

    private List<Order> replayed(List<Object> lines) {
        state = PlanState.of(plan);
        needs = new HashMap<>();
        became = new HashMap<>();
        know("", plan.steps(), state.steps());
        List<Order> orders = new ArrayList<>();
        for (Object line : lines) {
            if (line instanceof Fact fact) {
                List<String> before = state.steps();
                orders.addAll(state.accept(fact));
                List<String> children = new ArrayList<>(state.steps());
                children.removeAll(before);
                if (fact instanceof Fact.Decided decided && !children.isEmpty()) {
                    know(decided.step(), decided.decision().steps(), children);
                }
            }
        }
        return orders;
    }

    private static List<Order> orders(List<Object> lines) {
        return lines.stream()
                .filter(Order.class::isInstance)
                .map(Order.class::cast)
                .toList();
    }
}
