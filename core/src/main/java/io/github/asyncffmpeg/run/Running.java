package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.FFmpegException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Something that was started: the verbs and the questions that all handles share. It ends once.
 *
 * <p>Two verbs end it, with two promises: {@link #quit} asks and returns at once, {@link #stop} asks and waits. Both give
 * FFmpeg the chance to finish its files, within {@code timeToForceTermination} (T, 8 s unless set otherwise); what has not
 * ended by then is killed. {@link #kill} does not ask.
 *
 * <p>Implementations are safe for any thread. Nothing blocks but {@link #stop}.
 *
 * @param <R> what it gives when it has ended well
 */
public interface Running<R> {

    /** Where it is in its life. */
    enum State {
        /** It waits: for its turn in a queue, or for the next attempt. */
        WAITING,
        /** FFmpeg runs, or is about to. */
        RUNNING,
        /** It is over. */
        ENDED
    }

    /**
     * What it is found by.
     *
     * @return the caller's id, if it was started with one; otherwise a number of this JVM's after a {@code #}
     */
    String id();

    /**
     * What people call it.
     *
     * @return the name of the job, if it has one
     */
    Optional<String> name();

    /**
     * Where it is now.
     *
     * @return the state at this moment
     */
    State state();

    /**
     * The future of the run. It completes when no process of the run is left and all of their output has been read:
     * with a result when the run was stopped or did its work, with the exception otherwise.
     *
     * <ul>
     *   <li>{@code cancel} and {@code completeExceptionally}, and so {@code orTimeout}, stop the run as {@link #quit} does;
     *       when it has ended, the future completes with that exception;
     *   <li>{@code complete}, {@code completeAsync}, {@code completeOnTimeout} and the {@code obtrude} methods do
     *       nothing;
     *   <li>what {@code thenApply} and its kin give are plain futures: to cancel one of them stops nothing.
     * </ul>
     *
     * @return always the same future
     */
    CompletableFuture<R> result();

    /** Asks it to finish, as FFmpeg's {@code q} key does, and returns at once. After the end it does nothing. */
    void quit();

    /**
     * Asks it to finish, as {@link #quit()} does, with a time limit for this stop.
     *
     * @param limit T in place of the job's, more than zero; a stop that has started keeps its limit
     * @throws IllegalArgumentException if the limit is not more than zero
     */
    void quit(Duration limit);

    /**
     * Asks it to finish, and waits until it has ended, at most T. An interrupt of the waiting thread is kept for later:
     * the wait is short and must not lose the file.
     *
     * @return the result: {@code Stopped}, or how it had ended before
     * @throws FFmpegException if it had to be killed, or had failed
     */
    R stop();

    /**
     * Asks it to finish, and waits until it has ended, with a time limit for this stop.
     *
     * @param limit T in place of the job's, more than zero; a stop that has started keeps its limit
     * @return as {@link #stop()}
     * @throws FFmpegException as {@link #stop()}
     * @throws IllegalArgumentException if the limit is not more than zero
     */
    R stop(Duration limit);

    /** Ends it by force, and returns at once. Its output files cannot be trusted. */
    void kill();
}
