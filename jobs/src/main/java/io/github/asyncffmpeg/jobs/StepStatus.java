package io.github.asyncffmpeg.jobs;

import java.util.Locale;

/** How a step of a plan ended. */
public enum StepStatus {
    /** All of it was done. */
    DONE,
    /** There was nothing to do: the output was there, its condition did not hold, or nothing was decided. */
    SKIPPED,
    /** It failed. */
    FAILED,
    /** It was stopped while it ran. */
    STOPPED,
    /** It never started: it was stopped before, or what it needs was not done. */
    CANCELLED;

    /**
     * Whether a step that needs this one can start.
     *
     * @return whether it was done or skipped
     */
    public boolean isMet() {
        return this == DONE || this == SKIPPED;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
