package io.github.asyncffmpeg.jobs.internal.batch;

import java.time.Duration;

/**
 * How a batch runs.
 *
 * @param slots how many jobs run at a time, at least 1
 * @param failFast whether the first job that fails stops the others
 * @param retryDelay how long until a failed job is tried again; each further time it is twice as long, up to a minute
 * @param likeFFmpeg whether each job is left to FFmpeg as it would be without this program: it runs although its outputs
 *     are there, in the folders that are there, and all of its log is told
 */
public record BatchOptions(int slots, boolean failFast, Duration retryDelay, boolean likeFFmpeg) {

    private static final Duration USUAL_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    /** Goes on after failures, and waits a second before it tries again. */
    public static BatchOptions ofSlots(int slots) {
        return new BatchOptions(slots, false, USUAL_DELAY, false);
    }

    /** With another answer to the first failure. */
    public BatchOptions failFast(boolean stops) {
        return new BatchOptions(slots, stops, retryDelay, likeFFmpeg);
    }

    /** One job, in the place of FFmpeg. */
    public static BatchOptions ofOneLikeFFmpeg() {
        return new BatchOptions(1, false, USUAL_DELAY, true);
    }

    Duration delayAfter(int attempt) {
        Duration delay = retryDelay.multipliedBy(1L << Math.min(attempt - 1, 10));
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
}
