package io.github.asyncffmpeg.jobs.internal.event;

import java.util.Locale;

/** How a job of a batch ended. */
public enum JobStatus {
    /** FFmpeg did all of it. */
    DONE,
    /** Nothing to do: its outputs are there already. */
    SKIPPED,
    /** It failed, or could not be started. */
    FAILED,
    /** It went over its time limit, or stood still for too long. */
    TIMED_OUT,
    /** It was asked to stop while it ran; what it wrote can be played. */
    STOPPED,
    /** It was killed, by a second Ctrl+C or because it did not stop; what it wrote may be broken. */
    KILLED,
    /** It never began: the batch was stopped before its turn, or what it needs was not done. */
    CANCELLED;

    /** Whether nothing of it is left to do. */
    public boolean isDone() {
        return this == DONE || this == SKIPPED;
    }

    /** The name in files: {@code timed-out}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
