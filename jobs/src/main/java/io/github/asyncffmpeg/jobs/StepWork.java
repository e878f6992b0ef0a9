package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.run.RunningJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is being done for one step, and how it is ended. Safe for any thread. */
final class StepWork {

    /** How something is ended: {@link RunningJob#quit}, or its like. */
    interface Brake {

        /**
         * Ends it.
         *
         * @param limit how long it may take, if that was said
         * @param kill whether by force
         */
        void stop(Optional<Duration> limit, boolean kill);
    }

    private final Order.Work order;
    private final PlanFiles files;

    /** The outputs that were there already. */
    private final Map<Path, FileState> before;

    /** Guarded by this, all below. */
    private @Nullable Brake brake;

    private @Nullable RunningJob job;
    private boolean stopped;
    private boolean waiting;
    private boolean killed;
    private Optional<Duration> limit = Optional.empty();

    StepWork(Order.Work order, PlanFiles files, Map<Path, FileState> before) {
        this.order = order;
        this.files = files;
        this.before = before;
    }

    Order.Work order() {
        return order;
    }

    PlanFiles files() {
        return files;
    }

    Map<Path, FileState> before() {
        return before;
    }

    /** It can be ended from now on; if it was to be ended before, it is now. */
    void brake(Brake how) {
        boolean now;
        synchronized (this) {
            brake = how;
            now = stopped;
        }
        if (now) {
            how.stop(limit(), isKilled());
        }
    }

    void stop(Optional<Duration> within, boolean kill) {
        @Nullable Brake now;
        synchronized (this) {
            stopped = true;
            killed |= kill;
            limit = within;
            now = brake;
        }
        if (now != null) {
            now.stop(within, kill);
        }
    }

    /** It was stopped while it waited for its turn. */
    synchronized void neverBegan() {
        waiting = true;
    }

    synchronized boolean hasNeverBegun() {
        return waiting;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized boolean isKilled() {
        return killed;
    }

    private synchronized Optional<Duration> limit() {
        return limit;
    }

    synchronized void job(RunningJob handle) {
        job = handle;
    }

    synchronized Optional<RunningJob> job() {
        return Optional.ofNullable(job);
    }
}
