package io.github.asyncffmpeg.internal.pool;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Retrying;
import io.github.asyncffmpeg.internal.delivery.EventHub;
import io.github.asyncffmpeg.internal.delivery.ResultFuture;
import io.github.asyncffmpeg.internal.engine.Backoff;
import io.github.asyncffmpeg.internal.engine.FFmpegRun;
import io.github.asyncffmpeg.internal.engine.FFmpegRunner;
import io.github.asyncffmpeg.internal.engine.Listeners;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.RetryPolicy;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A job that is tried again: an attempt, a pause, an attempt …, the end. In a pause it has no place in the pool; after it,
 * it waits for one as it did at first.
 *
 * <p>A longer file, because its methods guard the same fields by the same lock. Events are published with the lock held, so
 * that they come in the order of what they tell; that calls no user code.
 */
final class RetriedTask extends PoolTask {

    private final FFmpegRunner runner;
    private final RetryPolicy policy;
    private final EventHub events;
    private final ResultFuture<FFmpegResult> result;
    private final String ownId;
    private final @Nullable Listeners listeners;

    /** Our own: never handed out, so no user code hangs on it. */
    private final CompletableFuture<End> ending = new CompletableFuture<>();

    private final Object lock = new Object();

    /** Guarded by the lock, all below. The first run is there before its turn, so that a stop has something to end. */
    private FFmpegRun newest;

    private State state = State.WAITING;
    private int attempt;
    private @Nullable Ended last;
    private @Nullable Runnable pause;
    private @Nullable StopReason reason;
    private @Nullable Duration stopLimit;
    private @Nullable Throwable failure;
    private boolean mayOverwrite;
    private long begun;

    private record End(
            @Nullable FFmpegResult result, @Nullable FFmpegException own) {}

    RetriedTask(@Nullable String id, FFmpegJob job, FFmpegRunner runner, List<RunListener> more) {
        super(id, job);
        this.runner = runner;
        this.policy = job.retry().orElseThrow();
        this.events = runner.hub();
        this.result = runner.future(this::failWith);
        this.newest = attempt();
        this.ownId = newest.id();
        this.listeners = runner.listeners(this, more).orElse(null);
    }

    private FFmpegRun attempt() {
        FFmpegRun run = runner.prepare(this::tell);
        run.expectAttempt(given());
        return run;
    }

    @Override
    public void taken() {
        super.taken();
        if (listeners != null) {
            listeners.queued();
        }
    }

    @Override
    public void start(WorkQueue.Place place) {
        FFmpegRun run;
        boolean first;
        synchronized (lock) {
            if (state == State.ENDED) {
                return;
            }
            first = attempt == 0;
            if (!first) {
                newest = attempt();
            }
            attempt++;
            state = State.RUNNING;
            run = newest;
        }
        if (first) {
            boolean nothingThere = runner.writesNothingOver(given());
            synchronized (lock) {
                mayOverwrite = nothingThere;
                begun = System.nanoTime();
            }
        }
        run.launchAndServe(first || !mayOverwrite() ? given() : overwriting());
        run.onEnd(() -> ended(run, place));
    }

    private boolean mayOverwrite() {
        synchronized (lock) {
            return mayOverwrite;
        }
    }

    /** What is in the way is what the attempt before has left. */
    private FFmpegJob overwriting() {
        return given().spec(given().spec().overwrite());
    }

    private void tell(FFmpegEvent event) {
        synchronized (lock) {
            if (event instanceof Ended end) {
                last = end; // of the attempt; of the job only when there is no other
            } else {
                publish(event);
            }
        }
    }

    private void publish(FFmpegEvent event) {
        events.publish(event);
        if (listeners != null) {
            listeners.event(event);
        }
    }

    /** On a worker. */
    private void ended(FFmpegRun run, WorkQueue.Place place) {
        FFmpegResult value = null;
        FFmpegException error = null;
        try {
            value = run.await(); // it has ended
        } catch (FFmpegException e) {
            error = e;
        }
        synchronized (lock) {
            if (state == State.ENDED) {
                return;
            }
            if (reason == null && error != null && isWorthAnother(error)) {
                pause(error, place);
                return;
            }
            conclude(value, error);
        }
        settle();
    }

    private boolean isWorthAnother(FFmpegException error) {
        return attempt <= policy.maxRetries()
                && error instanceof FFmpegProcessException failed
                && policy.failures().contains(failed.failure().kind());
    }

    /** With the lock. */
    private void pause(FFmpegException error, WorkQueue.Place place) {
        Duration delay = Backoff.delay(
                attempt,
                policy.firstDelay(),
                policy.multiplier(),
                policy.longestDelay(),
                policy.jitter(),
                new Random().nextDouble());
        state = State.WAITING;
        last = null;
        publish(new Retrying(attempt, delay, error));
        place.leave();
        pause = runner.after(delay, place::queueAgain, this::shutdown);
    }

    /** With the lock. */
    private void conclude(@Nullable FFmpegResult value, @Nullable FFmpegException error) {
        state = State.ENDED;
        if (last != null) {
            events.publish(last);
        }
        Throwable asked = failure;
        if (asked != null && error != null && asked != error) {
            asked.addSuppressed(error);
        }
        ending.complete(new End(value, error)); // nothing hangs on it
        if (listeners != null) {
            Duration elapsed = begun == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - begun);
            Throwable told = asked != null ? asked : error;
            listeners.ended(new RunListener.End(outcome(value, error), Optional.ofNullable(told), elapsed));
        }
    }

    private static Outcome outcome(@Nullable FFmpegResult value, @Nullable FFmpegException error) {
        if (value != null) {
            return value.outcome();
        }
        return error instanceof FFmpegProcessException failed ? failed.outcome() : new Outcome.Failed(false);
    }

    /** Without the lock, once it is over. */
    private void settle() {
        End how = ending.join();
        Throwable asked;
        synchronized (lock) {
            asked = failure;
        }
        events.close();
        result.finish(how.result(), asked != null ? asked : how.own());
        runner.workers().execute(() -> {
            result.awaitSettled(); // whoever waits for the pool finds its futures done
            over();
        });
    }

    /** During a pause the JVM shuts down. */
    private void shutdown() {
        synchronized (lock) {
            if (state != State.WAITING) {
                return;
            }
            String what = given() + ": the JVM is shutting down, attempt " + (attempt + 1) + " is not made";
            conclude(null, new FFmpegRejectedException(what, null));
        }
        settle();
    }

    @Override
    void refuse(FFmpegException why) {
        FFmpegRun run;
        synchronized (lock) {
            run = newest;
            conclude(null, why);
        }
        run.refuse(why); // its sources and sinks are told
        settle();
    }

    @Override
    void end(StopReason why) {
        end(why, false, null);
    }

    private void end(StopReason why, boolean byForce, @Nullable Duration limit) {
        FFmpegRun running;
        Runnable waiting = null;
        Duration first;
        boolean betweenTwo;
        synchronized (lock) {
            if (state == State.ENDED) {
                return;
            }
            if (reason == null || byForce) {
                reason = why;
                stopLimit = limit;
            }
            first = stopLimit;
            running = newest;
            betweenTwo = state == State.WAITING;
            if (betweenTwo) {
                waiting = pause;
                conclude(runner.withoutRun(new Outcome.Stopped(why, false)), null);
            }
        }
        if (betweenTwo) {
            if (waiting != null) {
                waiting.run(); // takes the alarm back
            }
            running.stop(why); // one that was never launched tells its sources and sinks
            settle();
        } else if (byForce) {
            running.kill();
        } else if (first == null) {
            running.stop(why);
        } else {
            running.stop(why, first);
        }
    }

    private boolean failWith(ResultFuture<FFmpegResult> asked, Throwable error) {
        synchronized (lock) {
            if (asked.isDecided() || state == State.ENDED) {
                return false;
            }
            if (failure == null) {
                failure = error;
            }
        }
        end(StopReason.CANCEL);
        return true;
    }

    @Override
    boolean isLight() {
        return newest().isLight();
    }

    private FFmpegRun newest() {
        synchronized (lock) {
            return newest;
        }
    }

    @Override
    String ownId() {
        return ownId;
    }

    @Override
    public FFmpegJob job() {
        return given();
    }

    @Override
    public State state() {
        synchronized (lock) {
            return state;
        }
    }

    @Override
    public Flow.Publisher<FFmpegEvent> events() {
        return events;
    }

    @Override
    public <E extends FFmpegEvent> Subscription on(Class<E> kind, Consumer<? super E> listener) {
        return events.on(kind, listener)::cancel;
    }

    @Override
    public Optional<Progress> lastProgress() {
        return events.newest();
    }

    @Override
    public List<String> logTail() {
        return newest().logTail();
    }

    @Override
    public Optional<FFmpegProcess> process() {
        return newest().process();
    }

    @Override
    public CompletableFuture<FFmpegResult> result() {
        return result;
    }

    @Override
    public void quit() {
        end(StopReason.QUIT);
    }

    @Override
    public void quit(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("the limit of a stop: more than zero expected, not " + limit);
        }
        end(StopReason.QUIT, false, limit);
    }

    @Override
    public FFmpegResult stop() {
        quit();
        return await();
    }

    @Override
    public FFmpegResult stop(Duration limit) {
        quit(limit);
        return await();
    }

    @Override
    public void kill() {
        end(StopReason.KILL, true, null);
    }

    private FFmpegResult await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    End how = ending.get();
                    result.awaitSettled();
                    if (how.own() != null) {
                        throw how.own();
                    }
                    return Objects.requireNonNull(how.result());
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
}
