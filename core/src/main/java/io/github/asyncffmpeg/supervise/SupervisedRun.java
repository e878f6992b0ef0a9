package io.github.asyncffmpeg.supervise;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.Running;
import io.github.asyncffmpeg.run.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * An endless job that is started again whenever it ends, until it is stopped or the {@link RestartPolicy} gives up.
 *
 * <pre>{@code
 * SupervisedRun camera = ffmpeg.supervise(job, RestartPolicy.standard());
 * camera.on(SupervisionEvent.Restarting.class, e -> log.warn("attempt {} in {}: {}", e.attempt(), e.delay(), e.why()));
 * …
 * camera.stop();
 * }</pre>
 *
 * <p>Between two attempts it holds no thread and no process. When the JVM shuts down nothing is started again.
 *
 * <p>Safe for any thread. Nothing blocks but {@link #stop} and {@link #close}.
 */
public interface SupervisedRun extends Running<SupervisedResult>, AutoCloseable {

    /**
     * The FFmpeg that runs. To end it by its own handle ends this attempt alone, as if its input had ended: the next one
     * follows if the policy {@linkplain RestartPolicy#restartsCompleted(boolean) says so}.
     *
     * @return the process; empty between two attempts, before the first and after the last
     */
    Optional<FFmpegProcess> current();

    /**
     * What it is found by.
     *
     * @return a number of this JVM's after {@code #supervised-}
     */
    @Override
    String id();

    /**
     * What people call it.
     *
     * @return the name of the job of the attempt that runs, or ran last; empty before the first
     */
    @Override
    Optional<String> name();

    /**
     * Where the run is now.
     *
     * @return {@code WAITING} between two attempts; otherwise {@code RUNNING} until it is over
     */
    @Override
    State state();

    /**
     * The number of the attempt that runs, or ran last.
     *
     * @return from 1; 0 before the first
     */
    int attempt();

    /**
     * The attempts that are over.
     *
     * @return the newest of them, at most 100, the oldest first
     */
    List<Attempt> attempts();

    /**
     * The events of all attempts, and of what happens between them. Nothing ever waits for a subscriber: a slow one loses
     * the oldest log lines and all but the newest progress, as with {@link FFmpegProcess#events()}, and of the rest it has
     * the newest 2,000.
     *
     * @return a publisher that can be subscribed to at any time; who comes late gets the start of the attempt that runs,
     *     what FFmpeg has announced and the newest progress, or else how the last attempt ended; then what follows
     */
    Flow.Publisher<SupervisionEvent> events();

    /**
     * Calls a listener for each event of one kind, on the callbacks' executor, one at a time.
     *
     * @param <E> the kind
     * @param kind the kind; {@code SupervisionEvent.class} for all
     * @param listener if it throws, it is not called again; the run goes on
     * @return detaches the listener
     */
    <E extends SupervisionEvent> Subscription on(Class<E> kind, Consumer<? super E> listener);

    /**
     * Calls a listener for each progress block of any attempt, on the callbacks' executor, one at a time. The time of the
     * output begins at zero with each attempt.
     *
     * @param listener if it throws, it is not called again; the run goes on
     * @return detaches the listener
     */
    Subscription onProgress(Consumer<? super Progress> listener);

    /**
     * Calls a listener for each line of the log of any attempt, on the callbacks' executor, one at a time.
     *
     * @param listener if it throws, it is not called again; the run goes on
     * @return detaches the listener
     */
    Subscription onLog(Consumer<? super LogLine> listener);

    /**
     * Calls a listener for each line of the log of any attempt that reports trouble, on the callbacks' executor, one at a
     * time.
     *
     * @param listener called for lines of level warning or worse; if it throws, it is not called again; the run goes on
     * @return detaches the listener
     */
    Subscription onWarning(Consumer<? super LogLine> listener);

    /**
     * The future of the run. It completes when the last process is dead and its pipes are drained: with a result when the
     * run was stopped, or had done its work; with the exception of the last attempt when the policy gave up; with
     * {@code FFmpegRejectedException} when the JVM shut down during a pause. To cancel it, or to complete it
     * exceptionally, stops the run. In all it keeps the promises of {@link FFmpegProcess#result()}.
     *
     * @return always the same future
     */
    @Override
    CompletableFuture<SupervisedResult> result();

    /** Ends the run and returns at once: FFmpeg is asked to finish, a pause is cut short, nothing is started again. */
    @Override
    void quit();

    /**
     * Ends the run as {@link #quit()} does, with a limit of this stop's own.
     *
     * @param limit T in place of the job's, more than zero; a stop that has begun keeps its limit
     */
    @Override
    void quit(Duration limit);

    /**
     * Ends the run and waits until it is over, at most T. An interrupt of the waiting thread is kept for later.
     *
     * @return the result; of a run that was stopped {@code Stopped}
     * @throws FFmpegException if FFmpeg had to be killed or failed to finish its files, or the run had given up before
     */
    @Override
    SupervisedResult stop();

    /**
     * Ends the run and waits until it is over, with a limit of this stop's own.
     *
     * @param limit T in place of the job's, more than zero; a stop that has begun keeps its limit
     * @return as {@link #stop()}
     * @throws FFmpegException as {@link #stop()}
     */
    @Override
    SupervisedResult stop(Duration limit);

    /** Ends the run by force, and returns at once. The output files of the attempt that runs cannot be trusted. */
    @Override
    void kill();

    /** Ends the run if it is not over, and waits until it is. How it ended is told by {@link #result}. */
    @Override
    void close();
}
