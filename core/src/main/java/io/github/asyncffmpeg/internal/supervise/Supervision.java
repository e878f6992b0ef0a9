package io.github.asyncffmpeg.internal.supervise;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.delivery.EventFeed;
import io.github.asyncffmpeg.internal.delivery.ResultFuture;
import io.github.asyncffmpeg.internal.engine.FFmpegRunner;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.Running;
import io.github.asyncffmpeg.supervise.Attempt;
import io.github.asyncffmpeg.supervise.RestartPolicy;
import io.github.asyncffmpeg.supervise.SupervisedResult;
import io.github.asyncffmpeg.supervise.SupervisionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a supervised run: an attempt, a pause, an attempt …, the end. Events are published with the lock
 * held, so that they come in the order of what they tell; the feed calls no user code.
 *
 * <p>A longer file, because its methods guard the same fields by the same lock.
 */
final class Supervision {

    private static final int HISTORY = 100;

    private final Launcher launcher;
    private final Executor workers;
    private final Executor callbacks;
    private final IntFunction<FFmpegJob> jobs;
    private final boolean userCode;
    private final RestartPolicy policy;
    private final EventSorting sorting = new EventSorting();
    private final EventFeed<SupervisionEvent> events;
    private final ResultFuture<SupervisedResult> result;

    /** Our own: never handed out, so no user code hangs on it. */
    private final CompletableFuture<End> ending = new CompletableFuture<>();

    private final long begun;
    private final Object lock = new Object();

    /** Guarded by the lock, all below. */
    private final Deque<Attempt> history = new ArrayDeque<>();

    private final RestartRow backoff;
    private Running.State state = Running.State.RUNNING;
    private int number;
    private Launcher.@Nullable Running current;
    private @Nullable Runnable pause;
    private @Nullable StopReason reason;
    private @Nullable Duration stopLimit;
    private @Nullable Throwable failure;
    private Optional<String> name = Optional.empty();

    private @Nullable End decided;

    /**
     * How it ended.
     *
     * @param result if it ended well
     * @param own the error, if it did not
     * @param failure what the future fails with: that error, or the one that was given to it
     */
    record End(
            @Nullable SupervisedResult result,
            @Nullable Throwable own,
            @Nullable Throwable failure) {}

    /** One attempt while it lasts. */
    private record Flight(int number, FFmpegJob job, Instant begunAt, long begun, Optional<Launcher.Started> started) {}

    Supervision(
            Launcher launcher,
            FFmpegRunner runner,
            IntFunction<FFmpegJob> jobs,
            boolean userCode,
            RestartPolicy policy) {
        this.launcher = launcher;
        this.workers = runner.workers();
        this.callbacks = runner.callbacks();
        this.jobs = jobs;
        this.userCode = userCode;
        this.policy = policy;
        this.backoff = new RestartRow(policy);
        this.begun = launcher.nanoTime();
        this.events = runner.feed(sorting, sorting::remember);
        this.result = runner.future(this::failWith);
    }

    void begin() {
        workers.execute(this::next);
    }

    /** The next attempt. On a worker. */
    private void next() {
        int attempt;
        synchronized (lock) {
            if (state == Running.State.ENDED) {
                return;
            }
            state = Running.State.RUNNING;
            pause = null;
            attempt = ++number;
        }
        if (userCode) {
            callbacks.execute(() -> {
                FFmpegJob job;
                try {
                    job = Objects.requireNonNull(jobs.apply(attempt), "the function gave null; a job was expected");
                } catch (RuntimeException | Error e) {
                    workers.execute(() -> noJob(attempt, e));
                    return;
                }
                workers.execute(() -> launch(attempt, job));
            });
        } else {
            launch(attempt, jobs.apply(attempt));
        }
    }

    private void noJob(int attempt, Throwable error) {
        synchronized (lock) {
            if (state == Running.State.ENDED) {
                return;
            }
            giveUp("no job for attempt " + attempt + ": " + error, error, Optional.empty());
        }
        settle();
    }

    private void launch(int attempt, FFmpegJob given) {
        FFmpegJob job;
        try {
            job = withStallTimeout(given);
        } catch (RuntimeException | Error e) { // a source or a sink is code of the user's
            noJob(attempt, e);
            return;
        }
        AttemptTap tap = new AttemptTap(attempt, events);
        Launcher.Running run = launcher.prepare(tap);
        synchronized (lock) {
            if (state == Running.State.ENDED) {
                return;
            }
            current = run;
            name = job.name();
        }
        Instant now = Instant.now();
        long nanos = launcher.nanoTime();
        Optional<Launcher.Started> started = run.launch(job);
        started.ifPresent(as -> {
            synchronized (lock) {
                tap.open(new SupervisionEvent.AttemptStarted(attempt, as.pid(), job, as.outputs()));
            }
        });
        Flight flight = new Flight(attempt, job, now, nanos, started);
        run.onEnd(end -> ended(flight, end));
    }

    private FFmpegJob withStallTimeout(FFmpegJob job) {
        if (job.stallTimeout().isPresent() || policy.stallTimeout().isEmpty()) {
            return job;
        }
        try {
            boolean unseen = CompiledCommand.of(job.spec()).hasOption("progress");
            return unseen ? job : job.stallTimeout(policy.stallTimeout().get());
        } catch (FFmpegSpecException notACommand) {
            return job; // the launch will say so
        }
    }

    /** On a worker. */
    private void ended(Flight flight, Launcher.End end) {
        synchronized (lock) {
            current = null;
            Attempt attempt = attempt(flight, end);
            history.add(attempt);
            if (history.size() > HISTORY) {
                history.remove();
            }
            events.publish(new SupervisionEvent.AttemptEnded(attempt, Optional.ofNullable(end.failure())));
            if (attempt.healthy()) {
                backoff.beginAnew();
            }
            StopReason asked = reason;
            if (asked != null) {
                stopped(asked, end);
            } else {
                judge(NextStep.of(end, flight.job(), policy), end);
            }
        }
        settle();
    }

    /** With the lock. */
    private Attempt attempt(Flight flight, Launcher.End end) {
        Duration elapsed = Duration.ofNanos(launcher.nanoTime() - flight.begun());
        boolean wrote = end.lastProgress().filter(Progress::hasOutput).isPresent();
        FFmpegException own = end.failure();
        Optional<Failure> why =
                own instanceof FFmpegProcessException failed ? Optional.of(failed.failure()) : Optional.empty();
        Launcher.Started started = flight.started().orElse(null);
        return new Attempt(
                flight.number(),
                started == null ? OptionalLong.empty() : OptionalLong.of(started.pid()),
                flight.begunAt(),
                elapsed,
                Optional.ofNullable(end.outcome()),
                why,
                own == null ? "" : String.valueOf(own.getMessage()),
                started == null ? List.of() : started.outputs(),
                end.fates(),
                end.lastProgress(),
                wrote && elapsed.compareTo(policy.healthyAfter()) >= 0);
    }

    /** With the lock: the attempt ended, and somebody had asked for that. */
    private void stopped(StopReason asked, Launcher.End end) {
        FFmpegResult last = end.result();
        Outcome outcome = end.outcome();
        boolean lost = outcome instanceof Outcome.Killed || outcome instanceof Outcome.Failed;
        boolean nothingToLose = !(outcome instanceof Outcome.Killed)
                && end.lastProgress().filter(Progress::hasOutput).isEmpty();
        if (last != null) {
            finish(last.outcome(), Optional.of(last), null);
        } else if (lost && !nothingToLose) {
            finish(outcome, Optional.empty(), end.failure());
        } else {
            // It failed in the same moment, before it had written anything; without the stop it would have been
            // restarted.
            finish(new Outcome.Stopped(asked, outcome != null && outcome.finalised()), Optional.empty(), null);
        }
    }

    /** With the lock: the attempt ended, and nobody had asked for that. */
    private void judge(NextStep step, Launcher.End end) {
        boolean exhausted = step.next() == NextStep.Next.RESTART && backoff.isExhausted();
        if (step.next() == NextStep.Next.FINISH) {
            finish(end.outcome(), Optional.ofNullable(end.result()), end.failure());
        } else if (step.next() == NextStep.Next.GIVE_UP || exhausted) {
            String why = exhausted
                    ? "it ended " + (backoff.inARow() + 1) + " times in a row without having been healthy; at last: "
                            + step.why()
                    : step.why();
            giveUp(why, exhausted ? exhausted(end, why) : end.failure(), Optional.ofNullable(end.outcome()));
        } else {
            Duration delay = backoff.next();
            state = Running.State.WAITING;
            events.publish(new SupervisionEvent.Restarting(number + 1, delay, step.why()));
            try {
                pause = launcher.after(delay, this::next, this::shutdown);
            } catch (OutOfMemoryError noThread) {
                giveUp("no thread for the pause: " + noThread, noThread, Optional.ofNullable(end.outcome()));
            }
        }
    }

    /** The error of the last attempt, in other words; of one that ended well, or was never begun, there is none. */
    private static FFmpegException exhausted(Launcher.End end, String why) {
        FFmpegException own = end.failure();
        FFmpegResult last = end.result();
        if (own instanceof FFmpegProcessException failed) {
            return new FFmpegProcessException(
                    why,
                    failed.failure(),
                    new FFmpegProcessException.Run(
                            failed.exitCode(),
                            failed.command(),
                            failed.logTail(),
                            failed.elapsed(),
                            failed.outcome(),
                            failed.outputs(),
                            failed.files()),
                    failed);
        }
        if (last != null) {
            return new FFmpegProcessException(
                    why,
                    Failure.UNKNOWN,
                    new FFmpegProcessException.Run(
                            last.exitCode().orElse(0),
                            last.command(),
                            last.logTail(),
                            last.elapsed(),
                            last.outcome(),
                            last.outputs(),
                            last.files()),
                    null);
        }
        return Objects.requireNonNull(own);
    }

    /** With the lock. */
    private void giveUp(String why, @Nullable Throwable error, Optional<Outcome> outcome) {
        Throwable with = error == null ? new IllegalStateException("a run ended without a reason: " + why) : error;
        events.publish(new SupervisionEvent.GaveUp(number, why, with));
        finish(outcome.orElse(null), Optional.empty(), with);
    }

    /** With the lock. The futures are for {@link #settle}, without it. */
    private void finish(@Nullable Outcome outcome, Optional<FFmpegResult> last, @Nullable Throwable error) {
        state = Running.State.ENDED;
        events.publish(new SupervisionEvent.Finished(number, Optional.ofNullable(outcome)));
        SupervisedResult value = error != null || outcome == null
                ? null
                : new SupervisedResult(
                        outcome, number, List.copyOf(history), last, Duration.ofNanos(launcher.nanoTime() - begun));
        Throwable asked = failure;
        if (asked != null && error != null && asked != error) {
            asked.addSuppressed(error);
        }
        decided = new End(value, error, asked != null ? asked : error);
    }

    /** Without the lock: if the run is over, tells those who wait. */
    private void settle() {
        End how;
        synchronized (lock) {
            how = decided;
        }
        if (how == null) {
            return;
        }
        events.close();
        ending.complete(how);
        result.finish(how.result(), how.failure());
    }

    /** During a pause the JVM shuts down. */
    private void shutdown() {
        synchronized (lock) {
            if (state != Running.State.WAITING) {
                return;
            }
            giveUp(
                    "the JVM is shutting down",
                    new FFmpegRejectedException(
                            "The JVM is shutting down: attempt " + (number + 1) + " is not made", null),
                    Optional.empty());
        }
        settle();
    }

    void stop(StopReason why, @Nullable Duration limit) {
        if (limit != null && (limit.isZero() || limit.isNegative())) {
            throw new IllegalArgumentException("the limit of a stop: more than zero expected, not " + limit);
        }
        end(why, false, limit);
    }

    void kill() {
        end(StopReason.KILL, true, null);
    }

    private void end(StopReason why, boolean byForce, @Nullable Duration limit) {
        Launcher.Running running;
        Runnable waiting;
        Duration first;
        synchronized (lock) {
            if (state == Running.State.ENDED) {
                return;
            }
            if (reason == null || byForce) {
                reason = why;
                stopLimit = limit;
            }
            first = stopLimit;
            running = current;
            waiting = pause;
            if (running == null) {
                boolean finalised = !history.isEmpty()
                        && history.getLast()
                                .outcome()
                                .filter(Outcome::finalised)
                                .isPresent();
                finish(new Outcome.Stopped(why, finalised), Optional.empty(), null);
            }
        }
        if (running == null) {
            if (waiting != null) {
                waiting.run();
            }
            settle();
        } else if (byForce) {
            running.kill();
        } else {
            running.stop(why, first);
        }
    }

    private boolean failWith(ResultFuture<SupervisedResult> asked, Throwable error) {
        synchronized (lock) {
            if (asked.isDecided() || state == Running.State.ENDED) {
                return false;
            }
            if (failure == null) {
                failure = error;
            }
        }
        stop(StopReason.CANCEL, null);
        return true;
    }

    Optional<FFmpegProcess> current() {
        synchronized (lock) {
            return current == null ? Optional.empty() : current.process();
        }
    }

    Optional<String> name() {
        synchronized (lock) {
            return name;
        }
    }

    Running.State state() {
        synchronized (lock) {
            return state;
        }
    }

    int number() {
        synchronized (lock) {
            return number;
        }
    }

    List<Attempt> history() {
        synchronized (lock) {
            return List.copyOf(history);
        }
    }

    EventFeed<SupervisionEvent> events() {
        return events;
    }

    ResultFuture<SupervisedResult> result() {
        return result;
    }

    CompletableFuture<End> ending() {
        return ending;
    }
}
