package io.github.asyncffmpeg.jobs.internal.flow;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.Plan;
import io.github.asyncffmpeg.jobs.PlanEvent;
import io.github.asyncffmpeg.jobs.PlanEvent.Missed;
import io.github.asyncffmpeg.jobs.PlanEvent.StepEnded;
import io.github.asyncffmpeg.jobs.PlanEvent.StepStarted;
import io.github.asyncffmpeg.jobs.PlanException;
import io.github.asyncffmpeg.jobs.PlanResult;
import io.github.asyncffmpeg.jobs.PlanRunner;
import io.github.asyncffmpeg.jobs.RunningPlan;
import io.github.asyncffmpeg.jobs.StepResult;
import io.github.asyncffmpeg.jobs.StepStatus;
import io.github.asyncffmpeg.jobs.internal.batch.BatchOptions;
import io.github.asyncffmpeg.jobs.internal.batch.BatchRun;
import io.github.asyncffmpeg.jobs.internal.batch.ShownEvents;
import io.github.asyncffmpeg.jobs.internal.document.Digests;
import io.github.asyncffmpeg.jobs.internal.document.JsonText;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobPlanned;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.BatchListener;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.plan.Flow;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedAsk;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.values.PlanTree;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A job file in which values flow, carried out by a {@link PlanRunner}. It only tells of it: what starts when is the plan's, and
 * how many run at a time the pool's.
 *
 * <p>Safe for any thread.
 */
public final class FlowBatch implements BatchRun {

    /** Seconds. Events come within milliseconds. */
    private static final long LATEST = 10;

    private final FFmpeg ffmpeg;
    private final io.github.asyncffmpeg.jobs.internal.plan.Plan plan;
    private final BatchOptions options;
    private final BatchListener listener;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> jobs = new HashSet<>();
    private final CompletableFuture<Void> allTold = new CompletableFuture<>();
    private final long begun = System.nanoTime();
    private Optional<Path> journal = Optional.empty();
    private boolean resumed;

    /** Guarded by this, all below. */
    private final Map<String, FlowJob> running = new LinkedHashMap<>();

    private final Map<String, JobStatus> ends = new HashMap<>();

    private final Set<String> begunNow = new HashSet<>();
    private final ShownEvents shown = new ShownEvents();
    private boolean missed;
    private @Nullable RunningPlan work;
    private @Nullable PlanResult result;

    /** What was asked for before it had begun. */
    private @Nullable String early;

    private boolean earlyKill;
    private boolean stopping;
    private boolean killing;

    /**
     * Makes a batch; {@link #run} runs it.
     *
     * @param ffmpeg runs the jobs
     * @param plan what is to be done
     * @param options how
     * @param listener told of everything
     */
    public FlowBatch(
            FFmpeg ffmpeg,
            io.github.asyncffmpeg.jobs.internal.plan.Plan plan,
            BatchOptions options,
            BatchListener listener) {
        this.ffmpeg = ffmpeg;
        this.plan = plan;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Keeps the journal of the plan. Before {@link #run}.
     *
     * @param file its file
     * @param goesOn whether the plan goes on where it ends
     */
    public void journal(Path file, boolean goesOn) {
        journal = Optional.of(file);
        resumed = goesOn;
    }

    @Override
    public Map<JobStatus, Integer> run() {
        PlanTree tree = new PlanTree(plan);
        tree.ids().forEach((name, id) -> names.put(id, name));
        plan.jobs().forEach(job -> jobs.add(job.id()));
        Plan steps = Plan.parse(JsonText.of(tree.tree()));
        announce();
        FFmpegPool.Builder builder = ffmpeg.poolBuilder().maxWorkers(options.slots());
        plan.limits().forEach(builder::resource);
        try (FFmpegPool pool = builder.build()) {
            PlanRunner runner = PlanRunner.on(pool).failFast(options.failFast()).listener(this::on);
            if (journal.isPresent()) {
                runner = runner.journal(journal.get()).resume(resumed);
            }
            RunningPlan plan = runner.start(steps);
            synchronized (this) {
                work = plan;
            }
            stopIfAskedBefore();
            PlanResult end = result(plan);
            synchronized (this) {
                result = end;
                endIfAllIsTold();
            }
            waitUntilAllIsTold();
        }
        synchronized (this) {
            Map<JobStatus, Integer> counts = new EnumMap<>(JobStatus.class);
            ends.values().forEach(status -> counts.merge(status, 1, Integer::sum));
            return counts;
        }
    }

    private void waitUntilAllIsTold() {
        CompletableFuture<Void> late = allTold.copy().completeOnTimeout(null, LATEST, TimeUnit.SECONDS);
        late.join();
        synchronized (this) {
            missed = true;
            endIfAllIsTold();
        }
        allTold.join();
    }

    private static PlanResult result(RunningPlan plan) {
        try {
            return plan.result().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof PlanException known) {
                return known.result();
            }
            throw failed;
        }
    }

    private synchronized void announce() {
        var binary = ffmpeg.binary();
        tell(new BatchStarted(
                Instant.now(),
                plan.title(),
                plan.directory(),
                binary.version() + " (" + binary.ffmpeg() + ")",
                options.slots(),
                plan.jobs().size() + plan.asks().size(),
                resumed));
        for (PlannedAsk ask : plan.asks()) {
            planned(ask.id(), List.of(), List.of(), List.of(), ask.needs());
        }
        for (PlannedJob job : plan.jobs()) {
            List<String> all = FFmpegCommand.of(job.job().spec()).arguments();
            shown.add(job.id(), Redactor.of(all, job.job().environment()));
            List<String> arguments = all.stream().map(Flow::shown).toList();
            List<Path> targets = job.targets().stream()
                    .filter(target -> !Flow.hasMarks(target.toString()))
                    .toList();
            planned(job.id(), arguments, job.inputs(), targets, job.needs());
        }
    }

    private void planned(
            String name, List<String> arguments, List<Path> inputs, List<Path> outputs, Set<String> needs) {
        String key = key(name, arguments);
        tell(new JobPlanned(Instant.now(), name, key, arguments, inputs, outputs, needs));
    }

    static String key(String name, List<String> arguments) {
        return Digests.of(name + "\n" + String.join("\n", arguments)).substring(0, 24);
    }

    private void stopIfAskedBefore() {
        String reason;
        boolean kills;
        synchronized (this) {
            reason = early;
            kills = earlyKill;
        }
        if (reason != null && kills) {
            kill(reason);
        } else if (reason != null) {
            stop(reason);
        }
    }

    /** Called by one thread at a time. No lock is held: the ends of jobs take others. */
    private void on(PlanEvent event) {
        if (event instanceof StepStarted started) {
            String name = names.getOrDefault(started.step(), started.step());
            synchronized (this) {
                begunNow.add(name);
            }
            started.job().map(FFmpegTask.class::cast).ifPresent(task -> started(name, task));
        } else if (event instanceof StepEnded ended) {
            ended(ended.step(), ended.result());
        } else if (event instanceof Missed) {
            synchronized (this) {
                missed = true;
            }
        }
    }

    /** Its job is with the pool, where it may still wait. */
    private void started(String name, FFmpegTask task) {
        FlowJob job = new FlowJob(name, task, ffmpeg::ffprobe, this::tell, this::freeSlot);
        synchronized (this) {
            shown.add(name, Redactor.of(job.command().arguments(), task.job().environment()));
            running.put(name, job);
        }
        if (!jobs.contains(name)) { // a recipe has made it
            PlannedJob made = job.planned();
            planned(name, job.command().arguments(), made.inputs(), made.targets(), Set.of());
        }
        job.follow();
    }

    private synchronized int freeSlot() {
        Set<Integer> taken = running.values().stream().map(FlowJob::slot).collect(Collectors.toSet());
        int slot = 0;
        while (taken.contains(slot)) {
            slot++;
        }
        return slot;
    }

    private void ended(String step, StepResult end) {
        String name = names.getOrDefault(step, step);
        FlowJob job;
        synchronized (this) {
            job = running.get(name);
        }
        if (job == null) {
            finish(name, end(name, end));
        } else {
            job.end(end, told -> finish(name, told));
        }
    }

    private synchronized void finish(String name, JobFinished told) {
        running.remove(name);
        if (ends.putIfAbsent(name, told.status()) == null) {
            tell(told);
        }
        endIfAllIsTold();
    }

    /** Events come a little later than the result. One who was slow has missed some; the result has all. */
    private void endIfAllIsTold() {
        PlanResult all = result;
        if (all == null || allTold.isDone()) {
            return;
        }
        if (missed) {
            all.steps().forEach((step, end) -> {
                String name = names.getOrDefault(step, step);
                if (!running.containsKey(name) && !ends.containsKey(name)) {
                    JobFinished told = end(name, end);
                    ends.put(name, told.status());
                    tell(told);
                }
            });
        }
        if (running.isEmpty() && ends.size() >= all.steps().size()) {
            allTold.complete(null);
        }
    }

    private synchronized JobFinished end(String name, StepResult end) {
        boolean earlier = resumed && end.status() == StepStatus.DONE && !begunNow.contains(name);
        return earlier
                ? FlowJob.finished(
                        name, JobStatus.SKIPPED, Optional.of(Trouble.of("JOURNAL", "done in an earlier run")))
                : without(name, end);
    }

    /** The end of a step that has run no FFmpeg in this run of the plan. */
    private static JobFinished without(String name, StepResult end) {
        Optional<Trouble> trouble =
                end.because().isEmpty() ? Optional.empty() : Optional.of(Trouble.of(kind(end.status()), end.because()));
        return FlowJob.finished(name, status(end.status()), trouble);
    }

    private static String kind(StepStatus status) {
        return switch (status) {
            case SKIPPED -> "WHEN";
            case CANCELLED -> "NEEDS";
            case STOPPED -> "STOPPED";
            case DONE, FAILED -> "STEP";
        };
    }

    static JobStatus status(StepStatus status) {
        return switch (status) {
            case DONE -> JobStatus.DONE;
            case SKIPPED -> JobStatus.SKIPPED;
            case FAILED -> JobStatus.FAILED;
            case STOPPED -> JobStatus.STOPPED;
            case CANCELLED -> JobStatus.CANCELLED;
        };
    }

    @Override
    public void conclude(int exitCode) {
        Map<JobStatus, Integer> counts = new EnumMap<>(JobStatus.class);
        synchronized (this) {
            ends.values().forEach(status -> counts.merge(status, 1, Integer::sum));
        }
        tell(new BatchFinished(Instant.now(), counts, Duration.ofNanos(System.nanoTime() - begun), exitCode));
    }

    private synchronized void tell(BatchEvent event) {
        listener.on(shown.of(event));
    }

    @Override
    public void stop(String reason) {
        RunningPlan plan;
        synchronized (this) {
            plan = work;
            if (plan == null) {
                early = reason;
                return;
            }
            if (stopping || allTold.isDone()) {
                return;
            }
            stopping = true;
            tell(new BatchStopping(Instant.now(), reason, false));
        }
        plan.quit();
    }

    @Override
    public void kill(String reason) {
        stop(reason);
        RunningPlan plan;
        synchronized (this) {
            plan = work;
            if (plan == null) {
                earlyKill = true;
                return;
            }
            if (killing || allTold.isDone()) {
                return;
            }
            killing = true;
            tell(new BatchStopping(Instant.now(), reason, true));
        }
        plan.kill();
    }

    @Override
    public boolean stopJob(String name) {
        RunningPlan plan;
        synchronized (this) {
            plan = work;
            if (plan == null || ends.containsKey(name)) {
                return false;
            }
        }
        Optional<String> step = names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
        plan.quitStep(step.orElse(name));
        return step.isPresent();
    }

    @Override
    public void pause() {
        processes().forEach(FFmpegProcess::pause);
    }

    @Override
    public void resume() {
        processes().forEach(FFmpegProcess::resume);
    }

    private synchronized List<FFmpegProcess> processes() {
        List<FFmpegProcess> processes = new ArrayList<>();
        running.values().forEach(job -> job.process().ifPresent(processes::add));
        return processes;
    }
}
