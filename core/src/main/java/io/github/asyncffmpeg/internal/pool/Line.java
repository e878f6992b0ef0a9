package io.github.asyncffmpeg.internal.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who waits, in order, and what there is of each resource. The first for whom there is enough is next. Those who wait for one
 * resource get it in their order: one who needs much of it is not overtaken by those behind him who need little. Each change costs the
 * logarithm of how many wait. For one thread at a time.
 *
 * @param <E> those who wait; equal only to themselves
 */
final class Line<E extends Line.Waiter & Comparable<E>> {

    /** One who waits. */
    interface Waiter {

        /** What it needs of each resource, more than 0. */
        Map<String, Integer> uses();
    }

    private final Map<String, Integer> free;

    /** Who is to be looked at. */
    private final TreeSet<E> ready = new TreeSet<>();

    /** Who waits for a resource, by that; he is in no other line. */
    private final Map<String, TreeSet<E>> waiting = new HashMap<>();

    private int size;

    /** What there is; a resource that is not named has no limit. */
    Line(Map<String, Integer> resources) {
        this.free = new HashMap<>(resources);
    }

    void add(E waiter) {
        ready.add(waiter);
        size++;
    }

    /** Takes one out who will not start; nothing if he does not wait. */
    void remove(E waiter) {
        if (ready.remove(waiter)) {
            size--;
            return;
        }
        for (String resource : waiter.uses().keySet()) {
            TreeSet<E> others = waiting.get(resource);
            if (others != null && others.remove(waiter)) {
                size--;
                wake(resource); // the one behind him may need less
                return;
            }
        }
    }

    /** The next, who has what he needs from now on; {@code null} when nobody can start. */
    @Nullable
    E poll() {
        for (E next = ready.pollFirst(); next != null; next = ready.pollFirst()) {
            String missing = missing(next);
            if (missing == null) {
                size--;
                take(next.uses(), -1);
                return next;
            }
            waiting.computeIfAbsent(missing, any -> new TreeSet<>()).add(next);
            // It may come from the line of another resource, where somebody was behind it.
            for (String resource : next.uses().keySet()) {
                if (!resource.equals(missing)) {
                    wake(resource);
                }
            }
        }
        return null;
    }

    private @Nullable String missing(E waiter) {
        for (Map.Entry<String, Integer> use : waiter.uses().entrySet()) {
            Integer left = free.get(use.getKey());
            TreeSet<E> others = waiting.get(use.getKey());
            boolean behind =
                    others != null && !others.isEmpty() && others.first().compareTo(waiter) < 0;
            if (left != null && (left < use.getValue() || behind)) {
                return use.getKey();
            }
        }
        return null;
    }

    /** One who had started gives back what he used. */
    void release(E waiter) {
        take(waiter.uses(), 1);
        for (String resource : waiter.uses().keySet()) {
            wake(resource);
        }
    }

    private void take(Map<String, Integer> amounts, int sign) {
        for (Map.Entry<String, Integer> each : amounts.entrySet()) {
            Integer left = free.get(each.getKey());
            if (left != null) {
                free.put(each.getKey(), left + sign * each.getValue());
            }
        }
    }

    private void wake(String resource) {
        TreeSet<E> others = waiting.get(resource);
        int left = free.getOrDefault(resource, 0);
        while (others != null && !others.isEmpty()) {
            left -= others.first().uses().getOrDefault(resource, 0);
            if (left < 0) {
                return;
            }
            ready.add(others.pollFirst());
        }
    }

    int size() {
        return size;
    }

    /** All, in their order. */
    List<E> all() {
        List<E> all = new ArrayList<>(ready);
        waiting.values().forEach(all::addAll);
        all.sort(null);
        return all;
    }
}
