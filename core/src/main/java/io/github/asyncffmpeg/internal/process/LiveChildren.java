package io.github.asyncffmpeg.internal.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The children that were launched and are not released yet, whoever serves them. Safe for any thread. */
final class LiveChildren {

    private static final Set<ChildProcess> LIVE = ConcurrentHashMap.newKeySet();

    private LiveChildren() {}

    static void add(ChildProcess child) {
        LIVE.add(child);
    }

    /** Whether it was one of them. */
    static boolean remove(ChildProcess child) {
        return LIVE.remove(child);
    }

    /** Whether there is one. */
    static boolean exist() {
        return !LIVE.isEmpty();
    }

    /** All of them, and those that come while one looks at them. */
    static Iterable<ChildProcess> all() {
        return LIVE;
    }

    /** Those that a watchdog should know of. */
    static List<ChildProcess> watched() {
        List<ChildProcess> watched = new ArrayList<>();
        for (ChildProcess child : LIVE) {
            if (child.isWatched() && child.isAlive()) { // the id of one that has ended may be another's
                watched.add(child);
            }
        }
        return watched;
    }
}
