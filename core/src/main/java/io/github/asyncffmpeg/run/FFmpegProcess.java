package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.media.MediaTarget;
import java.util.List;
import java.util.OptionalLong;

/**
 * A running FFmpeg of this machine. It was started once and ends once; to run again, start again.
 *
 * <p>{@link #quit} and {@link #stop} climb the same ladder within {@code timeToForceTermination} (T): FFmpeg is asked as the
 * {@code q} key does, so that it finalises its files; two seconds before T it gets one SIGTERM, which has the same effect; at
 * T it is killed. Before FFmpeg has started to write, SIGTERM comes after 250 ms.
 *
 * <p>Safe for any thread. Nothing blocks but {@link #stop} and {@link #close}.
 */
public interface FFmpegProcess extends RunningJob, AutoCloseable {

    /**
     * The process id.
     *
     * @return the id the operating system gave; 0 when no process was started, because the job was
     *     {@linkplain FFmpegJob#skipExisting skipped}
     */
    long pid();

    /**
     * The command line.
     *
     * @return the executable, the options this library adds, the arguments of the spec
     */
    List<String> command();

    /**
     * Suspends FFmpeg where it is (SIGSTOP), and returns at once: it uses no processor time until {@link #resume}. The
     * time does not count for {@code timeout} and {@code stallTimeout}. A stop, by whomever, resumes it first. If it is
     * paused too long, a network peer of FFmpeg's may give up. Nothing happens when FFmpeg is paused already, is being
     * stopped, or has ended.
     *
     * @throws UnsupportedOperationException on Windows, where there are no such signals
     */
    void pause();

    /** Lets a paused FFmpeg go on, and returns at once. Nothing happens when it is not paused. */
    void resume();

    /**
     * Whether FFmpeg is suspended.
     *
     * @return {@code true} from {@link #pause} to {@link #resume}, or to the stop that resumes it
     */
    boolean isPaused();

    /**
     * Whether FFmpeg runs.
     *
     * @return {@code false} once it has ended and its pipes are drained
     */
    default boolean isAlive() {
        return state() != State.ENDED;
    }

    /**
     * What it writes, under the names of this run: with {@link FFmpegJob#numberedOutputs(boolean)} not always those of
     * the spec. With {@link FFmpegJob#partialOutput} they are the final names, also while the files still have temporary
     * ones.
     *
     * @return the outputs, by their number
     */
    List<MediaTarget> outputs();

    /**
     * The sizes of the outputs. FFmpeg itself reports only that of the first; this looks at the files, on the calling
     * thread; with {@link FFmpegJob#partialOutput} by their temporary names, as long as they have them.
     *
     * @return bytes, by the number of the output; empty for one that is no regular file (a URL, a pipe, a pattern), or
     *     not there yet
     */
    List<OptionalLong> outputSizes();

    /** Stops FFmpeg if it still runs, and waits until it has ended. {@link #result} tells how it ended. */
    @Override
    void close();
}
