package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import java.util.Map;

/** A plan at work for a program, which tells one listener of everything. Safe for any thread. */
public interface BatchRun extends BatchControl {

    /**
     * Runs the plan, and waits for its end.
     *
     * @return how many jobs ended in which way
     */
    Map<JobStatus, Integer> run();

    /** Tells the end. The exit code is not this one's to know. After {@link #run}. */
    void conclude(int exitCode);

    /** Suspends every FFmpeg; nothing else is started meanwhile, because this program is about to be suspended as well. */
    void pause();

    /** Lets every FFmpeg go on. */
    void resume();
}
