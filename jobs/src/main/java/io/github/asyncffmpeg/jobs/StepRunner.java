package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.measure.Measure;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.JobRunner;
import io.github.asyncffmpeg.run.Running.State;
import io.github.asyncffmpeg.run.RunningJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Carries out the orders of one plan. Nothing here knows of the plan's state. Safe for any thread. */
final class StepRunner {

    /** Log lines come within milliseconds. Whoever gets none after this long gets none. */
    private static final long LATEST = 10;

    /** Who is told what becomes of an order. Called by any thread. */
    interface Client {

        /** A job is with the runner. */
        void isWith(StepWork work, RunningJob job);

        /** A job has come further. */
        void advanced(StepWork work, Progress progress);

        /** It is over; called once for each order. */
        void ended(StepWork work, JobEnd end, Map<Path, FileState> outputs);

        /** A recipe has decided; called once, in place of {@code ended}. */
        void decided(StepWork work, Decision decision);
    }

    private final JobRunner runner;
    private final String prefix;
    private final Recipes recipes;
    private final Optional<BiConsumer<String, FFmpegJob>> before;
    private final BiConsumer<String, StepResult> after;

    /** Where what may block is done. */
    private final Executor threads;

    private final boolean looksAtFiles;
    private final Client client;

    /**
     * For one plan.
     *
     * @param prefix what the ids of its jobs begin with
     * @param threads where what may block is done
     */
    StepRunner(PlanRunner.Settings settings, String prefix, Executor threads, Client client) {
        this.runner = settings.runner;
        this.prefix = prefix;
        this.recipes = new Recipes(settings.recipes);
        this.before = settings.before;
        this.after = settings.after;
        this.threads = threads;
        this.looksAtFiles = settings.journal.isPresent();
        this.client = client;
    }

    /**
     * Carries out an order, and returns at once.
     *
     * @param overwrite whether the outputs that are there are its own of an earlier run
     */
    void carryOut(StepWork work, boolean overwrite) {
        if (mayBlock(work.order())) {
            threads.execute(() -> guarded(work, overwrite));
        } else {
            guarded(work, overwrite); // here, so that jobs come to the runner in their order
        }
    }

    private boolean mayBlock(Order.Work order) {
        return !(order instanceof Order.Ask) && !(order instanceof Order.RunJob && before.isEmpty());
    }

    private void guarded(StepWork work, boolean overwrite) {
        try {
            begin(work, overwrite);
        } catch (FFmpegException | IllegalArgumentException | IOException refused) {
            client.ended(work, JobEnd.failed(String.valueOf(refused.getMessage()), refused), Map.of());
        } catch (RuntimeException | Error thrown) {
            client.ended(work, JobEnd.failed(String.valueOf(thrown), thrown), Map.of());
        }
    }

    private void begin(StepWork work, boolean overwrite) throws IOException {
        Order.Work order = work.order();
        if (work.isStopped()) {
            client.ended(work, JobEnd.cancelled(), Map.of());
        } else if (order instanceof Order.RunJob run) {
            job(work, run, overwrite);
        } else if (order instanceof Order.Ask ask) {
            ask(work, ask);
        } else if (order instanceof Order.Decide decide) {
            client.decided(work, recipes.decide(decide));
        } else {
            FileWorks.carryOut(((Order.Handle) order).work());
            client.ended(work, JobEnd.done(Map.of()), Map.of());
        }
    }

    private void job(StepWork work, Order.RunJob order, boolean overwrite) {
        FFmpegJob plain = order.job().toJob();
        FFmpegJob own = overwrite ? plain.spec(plain.spec().overwrite()).skipExisting(false) : plain;
        FFmpegJob job = own.name().isPresent() ? own : own.name(order.step());
        before.ifPresent(hook -> hook.accept(order.step(), job));
        if (work.isStopped()) {
            client.ended(work, JobEnd.cancelled(), Map.of());
            return;
        }
        Optional<LogMeasure> reader = order.measure().map(LogMeasure::new);
        RunningJob running = earlier(order)
                .orElseGet(() -> runner.enqueue(prefix + order.step(), job, handle -> {
                    reader.ifPresent(measure -> handle.events().subscribe(measure)); // from the first line on
                    handle.on(Progress.class, progress -> client.advanced(work, progress));
                }));
        CompletableFuture<Optional<Measure>> log =
                reader.map(LogMeasure::over).orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
        work.job(running);
        client.isWith(work, running);
        work.brake((limit, kill) -> stop(work, running, limit, kill));
        running.result()
                .whenComplete((FFmpegResult result, Throwable error) -> log.completeOnTimeout(
                                Optional.empty(), result == null ? 0 : LATEST, TimeUnit.SECONDS)
                        .whenCompleteAsync((measure, never) -> end(work, order, result, error, measure), threads));
    }

    /** The job of an order that was given before, and was done since: by a runner that goes on without this program. */
    private Optional<RunningJob> earlier(Order.RunJob order) {
        return order.attempt() == Order.Attempt.UNANSWERED && order.measure().isEmpty()
                ? runner.find(prefix + order.step()).filter(StepRunner::isDone)
                : Optional.empty();
    }

    private static boolean isDone(RunningJob job) {
        CompletableFuture<FFmpegResult> result = job.result();
        return result.isDone()
                && !result.isCompletedExceptionally()
                && result.join().outcome() instanceof Outcome.Completed;
    }

    private static void stop(StepWork work, RunningJob running, Optional<Duration> limit, boolean kill) {
        if (running.state() == State.WAITING && running.logTail().isEmpty()) { // not between two attempts
            work.neverBegan();
        }
        if (kill) {
            running.kill();
        } else if (limit.isPresent()) {
            running.quit(limit.get());
        } else {
            running.quit();
        }
    }

    private void end(
            StepWork work,
            Order.RunJob order,
            @Nullable FFmpegResult result,
            @Nullable Throwable error,
            Optional<Measure> measure) {
        JobEnd end;
        Map<Path, FileState> outputs = Map.of();
        try {
            outputs = looksAtFiles ? left(work, result, error) : Map.of();
            if (result != null && order.measure().isPresent() && measure.isEmpty()) {
                end = JobEnd.failed("FFmpeg's log could not be read to its end", null);
            } else if (result == null) {
                end = JobEnd.of(error == null ? new IllegalStateException("it has no end") : error);
            } else {
                end = JobEnd.of(result, outputs, measure);
            }
        } catch (RuntimeException fault) { // of ours: the plan must not wait for ever
            end = JobEnd.failed(String.valueOf(fault), fault);
        }
        if (end.result().status() == StepStatus.STOPPED && work.hasNeverBegun()) {
            end = JobEnd.cancelled();
        }
        client.ended(work, afterHook(order.step(), end), outputs);
    }

    /** The files under their final names that were not there before, or were others. */
    private static Map<Path, FileState> left(StepWork work, @Nullable FFmpegResult result, @Nullable Throwable error) {
        if (result == null && error == null) {
            return Map.of();
        }
        Map<Path, FileState> now = new TreeMap<>(work.files().outputStates());
        now.entrySet().removeIf(file -> file.getValue().equals(work.before().get(file.getKey())));
        return now;
    }

    private JobEnd afterHook(String step, JobEnd end) {
        try {
            after.accept(step, end.result());
            return end;
        } catch (RuntimeException | Error thrown) {
            return end.result().status() == StepStatus.DONE
                    ? JobEnd.failed(String.valueOf(thrown.getMessage()), thrown)
                    : end;
        }
    }

    private void ask(StepWork work, Order.Ask order) {
        ProbeValues.Asked asked = ProbeValues.ask(runner, order.probe());
        work.brake((limit, kill) -> asked.question().cancel(true));
        asked.answer()
                .whenCompleteAsync(
                        (values, error) ->
                                client.ended(work, error == null ? JobEnd.done(values) : JobEnd.of(error), Map.of()),
                        threads);
    }
}
