package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.StopReason;
import java.util.concurrent.TimeoutException;

/** What the parts of a run may ask of the run they belong to. Safe for any thread; nothing here blocks. */
interface RunControl {

    /** Begins the stop ladder. */
    void stop(StopReason why);

    /**
     * Begins the stop ladder, and makes the run fail with this error when the process has ended. A run that has reached a
     * time limit already fails for that.
     */
    void failWith(StopReason why, Throwable error);

    /** Makes the run fail with this error if it would not fail anyway; otherwise it is told beside the other. */
    void failAtMostWith(Throwable error);

    /**
     * Whoever takes an output wants no more: ends the run, which is completed then.
     *
     * @param nothingElse whether nothing else is written, so that FFmpeg need not finish anything
     */
    void hasEnough(boolean nothingElse);

    /**
     * A sink was not waited for any longer.
     *
     * @param why in words
     * @param what the job, in messages
     */
    void cutShort(TimeoutException why, String what);

    /**
     * Says what to do before somebody listens to the events.
     *
     * @param read publishes what was not read yet, because nobody listened
     * @return whether somebody listens already
     */
    boolean whenListenedTo(Runnable read);
}
