package io.github.asyncffmpeg.pool;

import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.RunningJob;
import java.util.Optional;

/**
 * A job in a pool: it waits for its turn, runs, and ends. It can be stopped at any of these times: one that waits is taken
 * out of the queue, and ends as {@code Stopped} without a file. (To cancel its future does the same, but makes the future
 * fail.)
 *
 * <p>Safe for any thread. Nothing blocks but {@link #stop}.
 */
public interface FFmpegTask extends RunningJob {

    /**
     * The process, which can be paused, and whose outputs can be looked at.
     *
     * @return the process, once it has been started; with retries, that of the newest attempt
     */
    Optional<FFmpegProcess> process();
}
