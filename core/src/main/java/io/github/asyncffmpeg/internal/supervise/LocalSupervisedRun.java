package io.github.asyncffmpeg.internal.supervise;

import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.internal.engine.FFmpegRunner;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.Subscription;
import io.github.asyncffmpeg.supervise.Attempt;
import io.github.asyncffmpeg.supervise.RestartPolicy;
import io.github.asyncffmpeg.supervise.SupervisedResult;
import io.github.asyncffmpeg.supervise.SupervisedRun;
import io.github.asyncffmpeg.supervise.SupervisionEvent;
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

/** The handle of a supervised run of this JVM. Safe for any thread. */
public final class LocalSupervisedRun implements SupervisedRun {

    /** Identities: a counter costs a run nothing. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Supervision supervision;

    private LocalSupervisedRun(Supervision supervision) {
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
        return new LocalSupervisedRun(supervision);
    }

    @Override
    public Optional<FFmpegProcess> current() {
        return supervision.current();
    }

    @Override
    public String id() {
        return "#supervised-" + number;
    }

    @Override
    public Optional<String> name() {
        return supervision.name();
    }

    @Override
    public State state() {
        return supervision.state();
    }

    @Override
    public int attempt() {
        return supervision.number();
    }

    @Override
    public List<Attempt> attempts() {
        return supervision.history();
    }

    @Override
    public Flow.Publisher<SupervisionEvent> events() {
        return supervision.events();
    }

    @Override
    public <E extends SupervisionEvent> Subscription on(Class<E> kind, Consumer<? super E> listener) {
        return supervision.events().on(kind, listener)::cancel;
    }

    @Override
    public Subscription onProgress(Consumer<? super Progress> listener) {
        return onAttempt(Progress.class, Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public Subscription onLog(Consumer<? super LogLine> listener) {
        return onAttempt(LogLine.class, Objects.requireNonNull(listener, "listener"));
    }

    @Override
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

    @Override
    public CompletableFuture<SupervisedResult> result() {
        return supervision.result();
    }

    @Override
    public void quit() {
        supervision.stop(StopReason.QUIT, null);
    }

    @Override
    public void quit(Duration limit) {
        supervision.stop(StopReason.QUIT, Objects.requireNonNull(limit, "limit"));
    }

    @Override
    public SupervisedResult stop() {
        quit();
        return awaitResult();
    }

    @Override
    public SupervisedResult stop(Duration limit) {
        quit(limit);
        return awaitResult();
    }

    @Override
    public void kill() {
        supervision.kill();
    }

    @Override
    public void close() {
        supervision.stop(StopReason.CLOSE, null);
        await();
    }

    private SupervisedResult awaitResult() {
        Supervision.End how = await();
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

    private Supervision.End await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    Supervision.End how = supervision.ending().get();
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
