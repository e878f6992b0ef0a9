package io.github.asyncffmpeg.internal.pool;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that ended last, to be found by their ids. What holds media in memory is not kept for that: it is found as long
 * as somebody else has it.
 *
 * <p>Safe for any thread.
 */
final class PastTasks {

    static final int MOST = 1_000;

    /** Guarded by this: the newest last. */
    private final Deque<Past> tasks = new ArrayDeque<>();

    /** The strong reference is there for light ones. */
    private record Past(
            WeakReference<PoolTask> task, @Nullable PoolTask kept) {}

    synchronized void add(PoolTask task) {
        tasks.add(new Past(new WeakReference<>(task), task.isLight() ? task : null));
        if (tasks.size() > MOST) {
            tasks.remove();
        }
    }

    synchronized Optional<PoolTask> find(String id) {
        for (Iterator<Past> newestFirst = tasks.descendingIterator(); newestFirst.hasNext(); ) {
            PoolTask task = newestFirst.next().task().get();
            if (task != null && task.id().equals(id)) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }
}
