package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose turn it is: of the jobs that need nothing any more, the one of the highest priority, then the one that was written
 * first, as long as there is a slot and enough of what it uses. One that must wait for a resource lets others pass.
 *
 * <p>Not safe for several threads: its batch has a lock.
 */
final class Roster {

    /** A job and the slot it has. */
    record Turn(PlannedJob job, int slot) {}

    private record Entry(PlannedJob job, int number) {}

    private final Map<String, Integer> limits;
    private final int slots;
    private final BitSet taken = new BitSet();
    private final Map<String, Integer> inUse = new HashMap<>();

    /** Jobs that wait for others: how many of those are not done. */
    private final Map<String, Integer> missing = new HashMap<>();

    private final Map<String, List<PlannedJob>> dependents = new HashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final TreeSet<Entry> ready = new TreeSet<>(Roster::inOrder);
    private final Map<String, Turn> running = new LinkedHashMap<>();

    /** Jobs that neither run nor are over: ready, or waiting for others, or for another try. */
    private final Set<String> waiting = new HashSet<>();

    private static int inOrder(Entry one, Entry other) {
        int priorities =
                Integer.compare(other.job().job().priority(), one.job().job().priority());
        return priorities == 0 ? Integer.compare(one.number(), other.number()) : priorities;
    }

    Roster(Plan plan, int slots) {
        this.limits = plan.limits();
        this.slots = slots;
        for (PlannedJob job : plan.jobs()) {
            entries.put(job.id(), new Entry(job, entries.size()));
            waiting.add(job.id());
        }
        for (PlannedJob job : plan.jobs()) {
            // What is not in this batch was done in an earlier one.
            List<String> needs =
                    job.needs().stream().filter(entries::containsKey).toList();
            missing.put(job.id(), needs.size());
            needs.forEach(need ->
                    dependents.computeIfAbsent(need, n -> new ArrayList<>()).add(job));
            if (needs.isEmpty()) {
                ready.add(entry(job));
            }
        }
    }

    /** The next job, which has its slot from now on; empty when none can run now. */
    Optional<Turn> next() {
        int slot = taken.nextClearBit(0);
        if (slot >= slots) {
            return Optional.empty();
        }
        for (Iterator<Entry> candidates = ready.iterator(); candidates.hasNext(); ) {
            PlannedJob job = candidates.next().job();
            if (fits(job)) {
                candidates.remove();
                waiting.remove(job.id());
                taken.set(slot);
                job.uses().forEach((resource, amount) -> inUse.merge(resource, amount, Integer::sum));
                Turn turn = new Turn(job, slot);
                running.put(job.id(), turn);
                return Optional.of(turn);
            }
        }
        return Optional.empty();
    }

    private boolean fits(PlannedJob job) {
        return job.uses().entrySet().stream().allMatch(use -> {
            Integer limit = limits.get(use.getKey());
            int used = inUse.getOrDefault(use.getKey(), 0);
            // One that wants more than there is runs alone: it would wait for ever.
            return limit == null || used == 0 || used + use.getValue() <= limit;
        });
    }

    /** A job that had a turn gives back its slot and what it used; it will be tried again, or is over. */
    void release(PlannedJob job) {
        Turn turn = running.remove(job.id());
        if (turn != null) {
            taken.clear(turn.slot());
            job.uses().forEach((resource, amount) -> inUse.merge(resource, -amount, Integer::sum));
        }
    }

    /** A job that was released waits, for what its batch knows. */
    void postpone(PlannedJob job) {
        waiting.add(job.id());
    }

    /** A postponed job can have a turn again. */
    void readyAgain(PlannedJob job) {
        if (waiting.contains(job.id())) {
            ready.add(entry(job));
        }
    }

    /** A job is over, and those that needed it may run. */
    void done(PlannedJob job) {
        for (PlannedJob dependent : dependents.getOrDefault(job.id(), List.of())) {
            boolean last = missing.merge(dependent.id(), -1, Integer::sum) == 0;
            if (last && waiting.contains(dependent.id())) {
                ready.add(entry(dependent));
            }
        }
    }

    /**
     * A job is over and not done: what needed it will never run.
     *
     * @return those jobs, which wait no more
     */
    List<PlannedJob> notDone(PlannedJob job) {
        List<PlannedJob> hopeless = new ArrayList<>();
        Deque<PlannedJob> look = new ArrayDeque<>(List.of(job));
        while (!look.isEmpty()) {
            for (PlannedJob dependent : dependents.getOrDefault(look.remove().id(), List.of())) {
                if (withdraw(dependent)) {
                    hopeless.add(dependent);
                    look.add(dependent);
                }
            }
        }
        return hopeless;
    }

    /**
     * Takes a job that waits out of the list.
     *
     * @return whether it waited
     */
    boolean withdraw(PlannedJob job) {
        ready.remove(entry(job));
        return waiting.remove(job.id());
    }

    /** Takes all jobs that wait out of the list, in the order in which they were written. */
    List<PlannedJob> withdrawAll() {
        List<PlannedJob> all = entries.values().stream()
                .map(Entry::job)
                .filter(job -> waiting.contains(job.id()))
                .toList();
        ready.clear();
        waiting.clear();
        return all;
    }

    /** A job of that id, over or not. */
    Optional<PlannedJob> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::job);
    }

    /** Whether nothing runs and nothing waits. */
    boolean isOver() {
        return running.isEmpty() && waiting.isEmpty();
    }

    private Entry entry(PlannedJob job) {
        return java.util.Objects.requireNonNull(entries.get(job.id()));
    }
}
