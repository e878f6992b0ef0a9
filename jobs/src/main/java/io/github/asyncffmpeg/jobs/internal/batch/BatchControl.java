package io.github.asyncffmpeg.jobs.internal.batch;

/** What can be asked of a batch while it runs. Safe for any thread; every method returns at once. */
public interface BatchControl {

    /**
     * Starts nothing more, and asks every running FFmpeg to finish its file, as its {@code q} key does.
     *
     * @param reason why, in words
     */
    void stop(String reason);

    /**
     * Ends every FFmpeg at once; what they wrote may be broken.
     *
     * @param reason why, in words
     */
    void kill(String reason);

    /**
     * Asks one job to finish its file; one that waits for its turn is cancelled. The others go on.
     *
     * @param job its id
     * @return whether there is such a job, and it is not over
     */
    boolean stopJob(String job);
}
