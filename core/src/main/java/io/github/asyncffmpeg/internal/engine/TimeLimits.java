package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.process.AwakeClock;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.internal.process.Nanos;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one run, on wall time and on time without progress. {@link #tick} belongs to the poller; the rest is safe
 * for any thread.
 */
final class TimeLimits {

    private static final long NEVER = Long.MAX_VALUE;

    private final FFmpegJob job;
    private final RunLog log;
    private final OutputFiles outputs;
    private final RunControl run;
    private final long begun;
    private final long wallNanos;
    private final long stallNanos;
    private volatile boolean looking;
    private volatile boolean over;

    /**
     * Begins to count.
     *
     * @param job has the limits
     * @param log knows when FFmpeg last moved
     * @param outputs are looked at before a run is taken for stalled
     * @param run is stopped
     * @param begun {@link AwakeClock#nanos()} at the start
     */
    TimeLimits(FFmpegJob job, RunLog log, OutputFiles outputs, RunControl run, long begun) {
        this.job = job;
        this.log = log;
        this.outputs = outputs;
        this.run = run;
        this.begun = begun;
        this.wallNanos = nanos(job.timeout());
        this.stallNanos = nanos(job.stallTimeout());
    }

    private static long nanos(Optional<Duration> limit) {
        return limit.isPresent() ? Nanos.of(limit.get()) : NEVER;
    }

    /**
     * Looks at the limits.
     *
     * @param now {@link AwakeClock#nanos()}
     * @param paused how much of the time since the start the process was paused, in nanoseconds
     */
    void tick(long now, long paused) {
        if (wallNanos != NEVER && now - begun - paused >= wallNanos) {
            run.stop(StopReason.TIMEOUT);
        } else if (stallNanos != NEVER && now - log.lastMove().nanos() >= stallNanos && !looking) {
            looking = true;
            InternalThreads.WORKERS.execute(this::look); // a disk may block
        }
    }

    /** Between its last report and its end FFmpeg may still write: a trailer, or the whole file anew (+faststart). */
    void look() {
        try {
            RunLog.Moment last = log.lastMove();
            if (outputs.modifiedAfter(last.instant())) {
                log.moved();
            } else if (log.lastMove().nanos() == last.nanos()
                    && !over) { // a look may take long, and FFmpeg end meanwhile
                run.stop(StopReason.STALL);
            }
        } finally {
            looking = false;
        }
    }

    /** The process has ended: what is still looked at no longer counts. */
    void over() {
        over = true;
    }

    /** The limit that a stop for this reason has to do with. */
    @Nullable
    Duration limit(@Nullable StopReason reason) {
        return (reason == StopReason.STALL ? job.stallTimeout() : job.timeout()).orElse(null);
    }
}
