package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.jobs.internal.plan.PlanRules.Conflict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who waits for whom. No recursion: chains may be long. A set of needs that many jobs share is walked through once. */
final class Needs {

    private static final int SHOWN = 12;

    private final List<PlannedJob> jobs;
    private final Map<String, Integer> numbers = new HashMap<>();

    Needs(List<PlannedJob> jobs) {
        this.jobs = jobs;
        for (int i = 0; i < jobs.size(); i++) {
            numbers.put(jobs.get(i).id(), i);
        }
    }

    /** Whether one job waits for another, over however many others. */
    boolean reach(int from, int to) {
        BitSet seen = new BitSet();
        Set<Set<String>> walked = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            Set<String> needs = jobs.get(open.pop()).needs();
            if (!walked.add(needs)) {
                continue;
            }
            for (String need : needs) {
                int next = number(need);
                if (next == to) {
                    return true;
                }
                if (next >= 0 && !seen.get(next)) {
                    seen.set(next);
                    open.push(next);
                }
            }
        }
        return false;
    }

    /** One circle of jobs that wait for each other, if there is one. */
    Optional<Conflict> cycle() {
        BitSet done = new BitSet();
        BitSet onPath = new BitSet();
        Set<Set<String>> walked = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int start = 0; start < jobs.size(); start++) {
            if (done.get(start)) {
                continue;
            }
            List<Integer> path = new ArrayList<>();
            Deque<Iterator<String>> open = new ArrayDeque<>();
            enter(start, path, open, onPath);
            while (!open.isEmpty()) {
                Iterator<String> needs = open.element();
                if (!needs.hasNext()) {
                    int left = path.remove(path.size() - 1);
                    onPath.clear(left);
                    done.set(left);
                    walked.add(jobs.get(left).needs());
                    open.pop();
                    continue;
                }
                int next = number(needs.next());
                if (next >= 0 && onPath.get(next)) {
                    return Optional.of(circle(path.subList(path.indexOf(next), path.size())));
                }
                // All that a finished job waits for is finished as well, and so is who waits for the same.
                boolean known = next < 0 || done.get(next);
                if (!known && walked.contains(jobs.get(next).needs())) {
                    done.set(next);
                    known = true;
                }
                if (!known) {
                    enter(next, path, open, onPath);
                }
            }
        }
        return Optional.empty();
    }

    private void enter(int job, List<Integer> path, Deque<Iterator<String>> open, BitSet onPath) {
        path.add(job);
        onPath.set(job);
        open.push(jobs.get(job).needs().iterator());
    }

    private Conflict circle(List<Integer> path) {
        int first = path.stream().min(Integer::compare).orElseThrow();
        List<Integer> turned = new ArrayList<>(path);
        Collections.rotate(turned, -turned.indexOf(first));
        List<String> names = new ArrayList<>();
        turned.stream().limit(SHOWN).forEach(job -> names.add(jobs.get(job).id()));
        if (turned.size() > SHOWN) {
            names.add("…");
        }
        names.add(jobs.get(first).id());
        int last = turned.get(turned.size() - 1);
        return new Conflict(first, last, "waits for itself: " + String.join(" -> ", names));
    }

    private int number(String id) {
        return numbers.getOrDefault(id, -1);
    }
}
