package io.github.asyncffmpeg.internal.pool;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A job in the pool, as users and as the queue see it. Safe for any thread. */
abstract class PoolTask implements FFmpegTask, PoolWork {

    private final @Nullable String id;
    private final FFmpegJob job;

    /** No user code hangs on it. */
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private volatile @Nullable Runnable beforeEnd;
    private volatile boolean taken;

    PoolTask(@Nullable String id, FFmpegJob job) {
        this.id = id;
        this.job = job;
    }

    /** Completes when the task is over, whether it ran or not. */
    final CompletionStage<?> end() {
        return end;
    }

    /** Called when nothing of it is left. */
    final void over() {
        Runnable before = beforeEnd;
        if (taken && before != null) {
            before.run();
        }
        end.complete(null);
    }

    /** Before it is enqueued: what is done before the queue forgets it. */
    final void beforeEnd(Runnable action) {
        beforeEnd = action;
    }

    @Override
    public void taken() {
        taken = true;
    }

    /** The job as it was given. */
    final FFmpegJob given() {
        return job;
    }

    /** Whether it has an id of the caller's. */
    final boolean isNamed() {
        return id != null;
    }

    @Override
    public final String id() {
        return id != null ? id : ownId();
    }

    /** A number. */
    abstract String ownId();

    /** It was not taken, and will not run. */
    abstract void refuse(FFmpegException why);

    abstract void end(StopReason why);

    /** Whether to remember it holds no media in memory. */
    abstract boolean isLight();

    @Override
    public final int priority() {
        return job.priority();
    }

    @Override
    public final Map<String, Integer> uses() {
        return job.uses();
    }

    @Override
    public final void close() {
        end(StopReason.CLOSE);
    }

    @Override
    public final String toString() {
        return job + " (" + state() + ")";
    }
}
