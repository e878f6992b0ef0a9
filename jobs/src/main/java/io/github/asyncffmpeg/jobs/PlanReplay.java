package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.PlanJournal.Entry;
import io.github.asyncffmpeg.jobs.PlanJournal.Happened;
import io.github.asyncffmpeg.jobs.PlanJournal.Ordered;
import io.github.asyncffmpeg.jobs.internal.batch.JobFiles;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs of a plan have done, by their journal: the state they left, and whose files are whose. The plan may have
 * changed since: a step that does other work now is stale. For one thread at a time.
 */
final class PlanReplay {

    /** Of one step: its last order, and what came of it. */
    private static final class Past {
        private @Nullable Ordered ordered;
        private boolean answered;

        /** It was to do other work then. */
        private boolean changed;

        private final Map<Path, FileState> outputs = new TreeMap<>();
    }

    private final PlanState state;
    private final WorkDigests digests;
    private final Map<String, Past> past = new HashMap<>();

    /** What each step would be ordered to do now. */
    private final Map<String, Order.Work> orders = new HashMap<>();

    private boolean begun;

    PlanReplay(Plan plan, WorkDigests digests) {
        this.digests = digests;
        this.state = PlanState.of(plan);
    }

    /** Takes the entries of a journal, in their order. */
    void take(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry instanceof Ordered ordered) {
                Past step = past.computeIfAbsent(ordered.step(), any -> new Past());
                step.ordered = ordered;
                step.answered = false;
            } else {
                take((Happened) entry);
            }
        }
    }

    private void take(Happened happened) {
        Fact fact = happened.fact();
        begun |= fact instanceof Fact.Begun;
        if (fact instanceof Fact.Ended ended) {
            answer(ended.step(), happened.outputs());
        } else if (fact instanceof Fact.Decided decided) {
            answer(decided.step(), Map.of());
        }
        for (Order order : state.accept(fact)) {
            if (order instanceof Order.Work work) {
                orders.put(work.step(), work);
            }
        }
    }

    private void answer(String id, Map<Path, FileState> outputs) {
        Past step = past.computeIfAbsent(id, any -> new Past());
        Order.Work now = orders.get(id);
        step.answered = true;
        step.changed =
                now == null || step.ordered == null || !step.ordered.work().equals(digests.of(now));
        step.outputs.putAll(outputs);
    }

    /** Whether there was an earlier run. */
    boolean hasBegun() {
        return begun;
    }

    PlanState state() {
        return state;
    }

    /** The steps that were done, and must be done again: see {@link Fact.Resumed}. Looks at files. */
    Set<String> stale() {
        Set<Path> own = new HashSet<>();
        past.values().forEach(step -> own.addAll(step.outputs.keySet()));
        orders.values().forEach(order -> own.addAll(written(order)));
        Set<String> stale = new TreeSet<>();
        past.forEach((id, step) -> {
            if (step.answered && state.isAnswered(id) && (step.changed || hasNewInput(step, own) || isGone(id, step))) {
                stale.add(id);
            }
        });
        return stale;
    }

    /** An input that is gone says nothing: many are temporary. What the plan itself writes is no news. */
    private static boolean hasNewInput(Past step, Set<Path> own) {
        Ordered ordered = step.ordered;
        return ordered != null
                && ordered.inputs().entrySet().stream()
                        .filter(input -> !own.contains(input.getKey()))
                        .anyMatch(input -> JobFiles.state(input.getKey())
                                .filter(now -> !now.equals(input.getValue()))
                                .isPresent());
    }

    private boolean isGone(String id, Past step) {
        return step.outputs.keySet().stream().anyMatch(file -> !Files.exists(file)) && state.isWanted(id);
    }

    /** What files an order of the plan writes by itself. */
    private static List<Path> written(Order.Work order) {
        if (order instanceof Order.Handle handle && handle.work() instanceof FileWork.Write write) {
            return List.of(write.file().toAbsolutePath());
        }
        return order instanceof Order.Handle handle && handle.work() instanceof FileWork.Move move
                ? List.of(move.to().toAbsolutePath())
                : List.of();
    }

    /** Whether the outputs of a step that are there were made by earlier tries of it, and so may be written over. */
    boolean areOwn(String id, Map<Path, FileState> now) {
        Past step = past.get(id);
        return step != null
                && !now.isEmpty()
                && now.entrySet().stream()
                        .allMatch(
                                file -> file.getValue().equals(step.outputs.get(file.getKey())) || isSince(step, file));
    }

    /** Whether all outputs of an order without an answer have come since: FFmpeg had finished them, and nobody lived to say so. */
    boolean areMadeSince(String id, PlanFiles files, Map<Path, FileState> now) {
        Past step = past.get(id);
        return step != null
                && files.areRenamed()
                && now.keySet().containsAll(files.targets())
                && now.entrySet().stream().allMatch(file -> isSince(step, file));
    }

    private static boolean isSince(Past step, Map.Entry<Path, FileState> file) {
        Ordered ordered = step.ordered;
        return !step.answered
                && ordered != null
                && !file.getValue().equals(ordered.before().get(file.getKey()));
    }
}
