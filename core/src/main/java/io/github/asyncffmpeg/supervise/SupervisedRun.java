package io.github.asyncffmpeg.supervise;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegRunner;
import io.github.asyncffmpeg.run.Running;
import io.github.asyncffmpeg.run.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;

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
public final class SupervisedRun implements Running<SupervisedResult>, AutoCloseable {

    /** Identities: a counter costs a run nothing. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Supervision supervision;

    private SupervisedRun(Supervision supervision) {
        this.supervision = supervision;
    }

    /**
     * Begins to supervise; {@code FFmpeg.supervise} is the usual way to get here. Every attempt is the same job, with
     * {@linkplain FFmpegJob#numberedOutputs(boolean) numbered outputs}.
     *
     * @param runner runs the attempts
     * @param job what each attempt does
     * @param policy when there is another
     * @return the run; its first attempt is being started
     */
    public static SupervisedRun begin(FFmpegRunner runner, FFmpegJob job, RestartPolicy policy) {
        FFmpegJob numbered = job.numberedOutputs(true);
        return begin(runner, attempt -> numbered, false, policy);
    }

    /**
     * Begins to supervise jobs that a function makes; {@code FFmpeg.supervise} is the usual way to get here.
     *
     * @param runner runs the attempts
     * @param jobOfAttempt gives the job of each attempt, from 1; called on the callbacks' executor
     * @param policy when there is another
     * @return the run; its first attempt is being started
     */
    public static SupervisedRun begin(FFmpegRunner runner, IntFunction<FFmpegJob> jobOfAttempt, RestartPolicy policy) {
        return begin(runner, Objects.requireNonNull(jobOfAttempt, "jobOfAttempt"), true, policy);
    }

    private static SupervisedRun begin(
            FFmpegRunner runner, IntFunction<FFmpegJob> jobs, boolean userCode, RestartPolicy policy) {
        Supervision supervision = new Supervision(new RunLauncher(runner), runner, jobs, userCode, policy);
        supervision.begin();
        return new SupervisedRun(supervision);
    }

    /**
     * The FFmpeg that runs. To end it by its own handle ends this attempt alone, as if its input had ended: the next one
     * follows if the policy {@linkplain RestartPolicy#restartsCompleted(boolean) says so}.
     *
     * @return the process; empty between two attempts, before the first and after the last
     */
    public Optional<FFmpegProcess> current() {
        return supervision.current();
    }

    /**
     * What it is found by.
     *
     * @return a number of this JVM's after {@code #supervised-}
     */
    @Override
    public String id() {
        return "#supervised-" + number;
    }

    /**
     * What people call it.
     *
     * @return the name of the job of the attempt that runs, or ran last; empty before the first
     */
    @Override
    public Optional<String> name() {
        return supervision.name();
    }

    /**
     * Where the run is now.
     *
     * @return {@code WAITING} between two attempts; otherwise {@code RUNNING} until it is over
     */
    @Override
    public State state() {
        return supervision.state();
    }

    /**
     * The number of the attempt that runs, or ran last.
     *
     * @return from 1; 0 before the first
     */
    public int attempt() {
        return supervision.number();
    }

    /**
     * The attempts that are over.
     *
     * @return the newest of them, at most 100, the oldest first
     */
    public List<Attempt> attempts() {
        return supervision.history();
    }

    /**
     * The events of all attempts, and of what happens between them. Nothing ever waits for a subscriber: a slow one loses
     * the oldest log lines and all but the newest progress, as with {@link FFmpegProcess#events()}, and of the rest it has
     * the newest 2,000.
     *
     * @return a publisher that can be subscribed to at any time; who comes late gets the start of the attempt that runs,
     *     what FFmpeg has announced and the newest progress, or else how the last attempt ended; then what follows
     */
    public Flow.Publisher<SupervisionEvent> events() {
        return supervision.events();
    }

    /**
     * Calls a listener for each event of one kind, on the callbacks' executor, one at a time.
     *
     * @param <E> the kind
     * @param kind the kind; {@code SupervisionEvent.class} for all
     * @param listener if it throws, it is not called again; the run goes on
     * @return detaches the listener
     */
    public <E extends SupervisionEvent> Subscription on(Class<E> kind, Consumer<? super E> listener) {
        return supervision.events().on(kind, listener);
    }

    /**
     * Calls a listener for each progress block of any attempt, on the callbacks' executor, one at a time. The time of the
     * output begins at zero with each attempt.
     *
     * @param listener if it throws, it is not called again; the run goes on
     * @return detaches the listener
     */
    public Subscription onProgress(Consumer<? super Progress> listener) {
        return onAttempt(Progress.class, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Calls a listener for each line of the log of any attempt, on the callbacks' executor, one at a time.
     *
     * @param listener if it throws, it is not called again; the run goes on
     * @return detaches the listener
     */
    public Subscription onLog(Consumer<? super LogLine> listener) {
        return onAttempt(LogLine.class, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Calls a listener for each line of the log of any attempt that reports trouble, on the callbacks' executor, one at a
     * time.
     *
     * @param listener called for lines of level warning or worse; if it throws, it is not called again; the run goes on
     * @return detaches the listener
     */
    public Subscription onWarning(Consumer<? super LogLine> listener) {
        Objects.requireNonNull(listener, "listener");
        return onLog(line -> {
            if (line.level().isTrouble()) {
                listener.accept(line);
            }
        });
    }

    private <E extends FFmpegEvent> Subscription onAttempt(Class<E> kind, Consumer<? super E> listener) {
        return on(SupervisionEvent.FromAttempt.class, from -> {
            if (kind.isInstance(from.event())) {
                listener.accept(kind.cast(from.event()));
            }
        });
    }

    /**
     * The future of the run. It completes when the last process is dead and its pipes are drained: with a result when the
     * run was stopped, or had done its work; with the exception of the last attempt when the policy gave up; with
     * {@code FFmpegShutdownException} when the JVM shut down during a pause. To cancel it, or to complete it
     * exceptionally, stops the run. In all it keeps the promises of {@link FFmpegProcess#result()}.
     *
     * @return always the same future
     */
    @Override
    public CompletableFuture<SupervisedResult> result() {
        return supervision.result();
    }

    /** Ends the run and returns at once: FFmpeg is asked to finish, a pause is cut short, nothing is started again. */
    @Override
    public void quit() {
        supervision.stop(StopReason.QUIT, null);
    }

    /**
     * Ends the run as {@link #quit()} does, with a limit of this stop's own.
     *
     * @param limit T in place of the job's, more than zero; a stop that has begun keeps its limit
     */
    @Override
    public void quit(Duration limit) {
        supervision.stop(StopReason.QUIT, Objects.requireNonNull(limit, "limit"));
    }

    /**
     * Ends the run and waits until it is over, at most T. An interrupt of the waiting thread is kept for later.
     *
     * @return the result; of a run that was stopped {@code Stopped}
     * @throws FFmpegException if FFmpeg had to be killed or failed to finish its files, or the run had given up before
     */
    @Override
    public SupervisedResult stop() {
        quit();
        return awaitResult();
    }

    /**
     * Ends the run and waits until it is over, with a limit of this stop's own.
     *
     * @param limit T in place of the job's, more than zero; a stop that has begun keeps its limit
     * @return as {@link #stop()}
     * @throws FFmpegException as {@link #stop()}
     */
    @Override
    public SupervisedResult stop(Duration limit) {
        quit(limit);
        return awaitResult();
    }

    /** Ends the run by force, and returns at once. The output files of the attempt that runs cannot be trusted. */
    @Override
    public void kill() {
        supervision.kill();
    }

    /** Ends the run if it is not over, and waits until it is. How it ended is told by {@link #result}. */
    @Override
    public void close() {
        supervision.stop(StopReason.CLOSE, null);
        await();
    }

    private SupervisedResult awaitResult() {
        Supervision.Ending how = await();
        SupervisedResult result = how.result();
        if (result != null) {
            return result;
        }
        if (how.own() instanceof Error error) {
            throw error;
        }
        if (how.own() instanceof RuntimeException error) { // ours, or what the function of the jobs threw
            throw error;
        }
        throw new IllegalStateException("ended without a result");
    }

    private Supervision.Ending await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    Supervision.Ending how = supervision.ending().get();
                    supervision.result().awaitSettled();
                    return how;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException never) {
                    throw new AssertionError(never);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return "supervised run (" + state() + ", attempt " + attempt() + ")";
    }
}
