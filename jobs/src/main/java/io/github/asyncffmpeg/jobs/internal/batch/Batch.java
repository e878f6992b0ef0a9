package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobPlanned;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRetrying;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.BatchListener;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.record.StateKey;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.RetryPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A plan at work. Starts what is ready as slots come free, tries again what may pass by itself, and tells one listener of
 * everything, in its order. A longer file, because one lock guards what a batch decides.
 *
 * <p>Safe for any thread.
 */
public final class Batch implements BatchRun {

    private static final Executor LATER = command -> {
        Thread thread = new Thread(command, "asyncffmpeg-cli-retry");
        thread.setDaemon(true);
        thread.start();
    };

    private final FFmpeg ffmpeg;
    private final Plan plan;
    private final BatchOptions options;
    private final Ledger ledger;
    private final BatchListener listener;
    private Supplier<Ledger> history = Ledger::new;
    private StateKey stateKey = StateKey.ofThisRun();
    private final CompletableFuture<Map<JobStatus, Integer>> over = new CompletableFuture<>();
    private final long begun = System.nanoTime();

    /** Guarded by this, all below. */
    private final Roster roster;

    private final ShownEvents shown = new ShownEvents();
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, Attempt> running = new LinkedHashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<String, AttemptEnd> lastFailures = new HashMap<>();
    private final Map<JobStatus, Integer> counts = new EnumMap<>(JobStatus.class);
    private @Nullable FFmpegPool pool;
    private boolean stopping;
    private boolean killing;

    /** Why it was asked to stop before it had begun. */
    private @Nullable String early;

    private boolean earlyKill;

    /** One try of a job. Its task is there once FFmpeg is about to start. */
    private static final class Attempt {
        private final boolean overwrite;
        private final Map<Path, FileState> before;
        private final JobNews news;
        private @Nullable FFmpegTask task;
        private boolean stop;
        private boolean kill;

        private Attempt(boolean overwrite, Map<Path, FileState> before, JobNews news) {
            this.overwrite = overwrite;
            this.before = before;
            this.news = news;
        }
    }

    /**
     * Makes a batch; {@link #run} runs it.
     *
     * @param ffmpeg runs the jobs
     * @param plan what is to be done
     * @param options how
     * @param ledger what earlier runs have done
     * @param listener told of everything
     */
    public Batch(FFmpeg ffmpeg, Plan plan, BatchOptions options, Ledger ledger, BatchListener listener) {
        this.ffmpeg = ffmpeg;
        this.plan = plan;
        this.options = options;
        this.ledger = ledger;
        this.listener = listener;
        this.roster = new Roster(plan, options.slots());
    }

    /**
     * What earlier runs have done that this one does not take up: to say what is different now. Asked when that is to be
     * said, by one thread at a time. Before {@link #run}.
     */
    public void history(Supplier<Ledger> earlier) {
        history = earlier;
    }

    /** With what jobs that have secrets are digested: they are known again by whoever has the same. Before {@link #run}. */
    public void stateKey(StateKey key) {
        stateKey = key;
    }

    @Override
    public Map<JobStatus, Integer> run() {
        var binary = ffmpeg.binary(); // none is known before anything is told
        try (FFmpegPool workers =
                ffmpeg.poolBuilder().maxWorkers(options.slots()).build()) {
            List<Roster.Turn> turns;
            synchronized (this) {
                pool = workers;
                tell(new BatchStarted(
                        now(),
                        plan.title(),
                        plan.directory(),
                        binary.version() + " (" + binary.ffmpeg() + ")",
                        options.slots(),
                        plan.jobs().size(),
                        !ledger.isEmpty()));
                plan.jobs().forEach(this::announce);
                turns = early == null ? turns() : List.of();
                endIfOver();
            }
            begin(turns);
            stopIfAskedBefore();
            return over.join();
        }
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
        for (Attempt attempt : running.values()) {
            if (attempt.task != null) {
                attempt.task.process().ifPresent(processes::add);
            }
        }
        return processes;
    }

    @Override
    public void stop(String reason) {
        List<FFmpegTask> tasks;
        synchronized (this) {
            if (pool == null) {
                early = reason; // what is told begins with the beginning
                return;
            }
            if (stopping || over.isDone()) {
                return;
            }
            stopping = true;
            tell(new BatchStopping(now(), reason, false));
            tasks = mark(false);
            for (PlannedJob job : roster.withdrawAll()) {
                giveUp(job, "the batch was stopped before its turn");
            }
            endIfOver();
        }
        tasks.forEach(FFmpegTask::quit);
    }

    @Override
    public void kill(String reason) {
        stop(reason);
        List<FFmpegTask> tasks;
        synchronized (this) {
            if (pool == null) {
                earlyKill = true;
                return;
            }
            if (killing || over.isDone()) {
                return;
            }
            killing = true;
            tell(new BatchStopping(now(), reason, true));
            tasks = mark(true);
        }
        tasks.forEach(FFmpegTask::kill);
    }

    /** Under the lock; the tasks are asked outside of it, because to end one may be told at once. */
    private List<FFmpegTask> mark(boolean kill) {
        List<FFmpegTask> tasks = new ArrayList<>();
        for (Attempt attempt : running.values()) {
            attempt.stop = true;
            attempt.kill |= kill;
            if (attempt.task != null) {
                tasks.add(attempt.task);
            }
        }
        return tasks;
    }

    @Override
    public boolean stopJob(String id) {
        FFmpegTask task = null;
        List<Roster.Turn> turns = List.of();
        synchronized (this) {
            PlannedJob job = roster.find(id).orElse(null);
            Attempt attempt = running.get(id);
            if (job == null) {
                return false;
            } else if (attempt != null) {
                attempt.stop = true;
                task = attempt.task;
            } else if (roster.withdraw(job)) {
                giveUp(job, "it was stopped before its turn");
                turns = turns();
                endIfOver();
            } else {
                return false;
            }
        }
        if (task != null) {
            task.quit();
        }
        begin(turns);
        return true;
    }

    private void announce(PlannedJob job) {
        FFmpegCommand command = command(job);
        shown.add(job.id(), Redactor.of(command.arguments(), job.job().environment()));
        String key =
                shown.hasSecrets(job.id()) ? JobKey.of(job.job(), command, stateKey) : JobKey.of(job.job(), command);
        keys.put(job.id(), key);
        tell(new JobPlanned(now(), job.id(), key, command.arguments(), job.inputs(), job.targets(), job.needs()));
    }

    private static FFmpegCommand command(PlannedJob job) {
        return FFmpegCommand.of(job.job().spec());
    }

    /** Under the lock: hands out turns as long as there are slots. What has nothing to do is over at once. */
    private List<Roster.Turn> turns() {
        List<Roster.Turn> turns = new ArrayList<>();
        while (!stopping) {
            Optional<Roster.Turn> turn = roster.next();
            if (turn.isEmpty()) {
                break;
            }
            PlannedJob job = turn.get().job();
            boolean again = attempts.containsKey(job.id());
            Ledger.Decision decision = again ? afterFailure(job) : ledger.judge(job, key(job));
            boolean overwrite = decision instanceof Ledger.Decision.Run run && run.overwrite();
            if (decision instanceof Ledger.Decision.Done done) {
                roster.release(job);
                skipped(job, done.outputs(), "JOURNAL", "done in an earlier run");
            } else if (!again && !options.likeFFmpeg() && isThere(job, overwrite)) {
                roster.release(job);
                String made = history.get()
                        .difference(job, key(job))
                        .map(difference -> ", " + difference)
                        .orElse("");
                skipped(job, List.of(), "EXISTS", "its output is there already" + made);
            } else {
                int attempt = attempts.merge(job.id(), 1, Integer::sum);
                Map<Path, FileState> before = JobFiles.states(job);
                FFmpegCommand command = command(job);
                JobNews news = new JobNews(
                        job.id(),
                        new StreamNews(job.id(), command),
                        LogChoice.of(command),
                        options.likeFFmpeg(),
                        this::tell);
                running.put(job.id(), new Attempt(overwrite, before, news));
                tell(new JobStarted(
                        now(),
                        job.id(),
                        key(job),
                        attempt,
                        turn.get().slot(),
                        before,
                        JobFiles.bytes(job.inputs()),
                        Inputs.of(job)));
                turns.add(turn.get());
            }
        }
        return turns;
    }

    /** A job is tried again: what the try before has left is in the way, and its own. */
    private Ledger.Decision afterFailure(PlannedJob job) {
        Ledger own = new Ledger();
        AttemptEnd failed = lastFailures.get(job.id());
        if (failed != null) {
            failed.outputs().stream()
                    .filter(output -> MarkedNames.belongsTo(job, output.file()))
                    .forEach(Batch::delete);
            own.add(ended(job, failed));
        }
        return own.judge(job, key(job));
    }

    private static boolean isThere(PlannedJob job, boolean overwrite) {
        return !overwrite && !command(job).hasOption("y") && JobFiles.areThere(job);
    }

    private String key(PlannedJob job) {
        return keys.getOrDefault(job.id(), "");
    }

    /** Not under the lock: FFmpeg starts here. One that cannot be started makes room for another. */
    private void begin(List<Roster.Turn> first) {
        Deque<Roster.Turn> turns = new ArrayDeque<>(first);
        for (Roster.Turn turn = turns.poll(); turn != null; turn = turns.poll()) {
            PlannedJob job = turn.job();
            try {
                if (!options.likeFFmpeg()) {
                    JobFiles.makeFolders(job);
                }
                connect(job);
            } catch (IOException e) {
                String sentence = "its output folder cannot be made: " + e.getMessage();
                turns.addAll(conclude(job, AttemptEnd.notStarted("NO_FOLDER", sentence)));
            } catch (RuntimeException refused) {
                turns.addAll(conclude(job, AttemptEnd.of(null, refused, job, Map.of(), Optional.empty())));
            }
        }
    }

    private void connect(PlannedJob job) {
        Attempt attempt;
        FFmpegPool workers;
        synchronized (this) {
            attempt = Objects.requireNonNull(running.get(job.id()));
            workers = Objects.requireNonNull(pool);
        }
        FFmpegJob work = job.job().name(job.id());
        FFmpegTask task =
                workers.enqueue(attempt.overwrite ? work.spec(work.spec().overwrite()) : work);
        attempt.news.follow(task);
        boolean stop;
        boolean kill;
        synchronized (this) {
            attempt.task = task;
            stop = attempt.stop;
            kill = attempt.kill;
        }
        if (kill) {
            task.kill();
        } else if (stop) {
            task.quit();
        }
        task.result()
                .whenComplete((FFmpegResult result, Throwable error) ->
                        attempt.news.end(task, () -> measure(job, attempt, task, result, error)));
    }

    private void measure(
            PlannedJob job,
            Attempt attempt,
            FFmpegTask task,
            @Nullable FFmpegResult result,
            @Nullable Throwable error) {
        Optional<Duration> reported = task.lastProgress().flatMap(Progress::outTime);
        AttemptEnd first = ending(job, attempt, result, error, reported);
        OutputLength.of(first, ffmpeg::ffprobe, length -> {
            boolean better = length.isPresent();
            begin(conclude(job, better ? ending(job, attempt, result, error, length) : first));
        });
    }

    private static AttemptEnd ending(
            PlannedJob job,
            Attempt attempt,
            @Nullable FFmpegResult result,
            @Nullable Throwable error,
            Optional<Duration> media) {
        try {
            return AttemptEnd.of(result, error, job, attempt.before, media);
        } catch (RuntimeException fault) { // of ours: the batch must not wait for ever
            return AttemptEnd.notStarted("INTERNAL", String.valueOf(fault));
        }
    }

    /** An attempt is over: gives the turns that have become possible. */
    private List<Roster.Turn> conclude(PlannedJob job, AttemptEnd ending) {
        List<Roster.Turn> turns;
        boolean failed = false;
        synchronized (this) {
            Attempt attempt = running.remove(job.id());
            boolean asked = stopping || (attempt != null && attempt.stop);
            roster.release(job);
            int tries = attempts.getOrDefault(job.id(), 0);
            if (!asked && isWorthAnotherTry(job, ending, tries)) {
                tryLater(job, ending, tries);
            } else {
                finish(job, ending);
                failed = ending.status() != JobStatus.DONE && ending.status() != JobStatus.STOPPED;
            }
            turns = failed && options.failFast() ? List.of() : turns();
            endIfOver();
        }
        if (failed && options.failFast()) {
            stop(job.id() + " failed");
        }
        return turns;
    }

    private static boolean isWorthAnotherTry(PlannedJob job, AttemptEnd ending, int tries) {
        return tries <= job.retries().most()
                && ending.failure().filter(job.retries()::covers).isPresent();
    }

    /** Under the lock. */
    private void tryLater(PlannedJob job, AttemptEnd ending, int tries) {
        Duration delay =
                job.retries().pauses().map(own -> pause(own, tries)).orElseGet(() -> options.delayAfter(tries));
        lastFailures.put(job.id(), ending);
        roster.postpone(job);
        tell(new JobRetrying(now(), job.id(), tries, ending.trouble().orElseThrow(), delay));
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, LATER)
                .execute(() -> tryAgain(job));
    }

    private static Duration pause(RetryPolicy policy, int tries) {
        double seconds = Words.seconds(policy.firstDelay()) * Math.pow(policy.multiplier(), tries - 1);
        double most = Math.min(seconds, Words.seconds(policy.longestDelay()));
        return Duration.ofMillis((long) (1000 * most * (1 - policy.jitter() * Math.random())));
    }

    private void tryAgain(PlannedJob job) {
        List<Roster.Turn> turns;
        synchronized (this) {
            roster.readyAgain(job);
            turns = turns();
            endIfOver();
        }
        begin(turns);
    }

    /** Under the lock. */
    private void finish(PlannedJob job, AttemptEnd ending) {
        if (ending.status() == JobStatus.DONE) {
            ledger.partialsOf(job).forEach(Batch::delete);
        }
        tell(ended(job, ending));
        settle(job, ending.status());
    }

    private JobFinished ended(PlannedJob job, AttemptEnd ending) {
        return new JobFinished(
                now(),
                job.id(),
                ending.status(),
                attempts.getOrDefault(job.id(), 0),
                ending.elapsed(),
                ending.exitCode(),
                ending.outputs(),
                ending.media(),
                ending.trouble());
    }

    private void skipped(PlannedJob job, List<OutputFile> outputs, String kind, String sentence) {
        without(job, JobStatus.SKIPPED, outputs, Trouble.of(kind, sentence));
    }

    /** A job that waits will not run: for the first time, or once more. */
    private void giveUp(PlannedJob job, String sentence) {
        AttemptEnd failed = lastFailures.get(job.id());
        if (failed == null) {
            without(job, JobStatus.CANCELLED, List.of(), Trouble.of("STOPPED", sentence));
        } else {
            finish(job, failed);
        }
    }

    private void without(PlannedJob job, JobStatus status, List<OutputFile> outputs, Trouble trouble) {
        tell(new JobFinished(
                now(),
                job.id(),
                status,
                0,
                Duration.ZERO,
                OptionalInt.empty(),
                outputs,
                Optional.empty(),
                Optional.of(trouble)));
        settle(job, status);
    }

    private void settle(PlannedJob job, JobStatus status) {
        counts.merge(status, 1, Integer::sum);
        if (status.isDone()) {
            roster.done(job);
        } else {
            for (PlannedJob hopeless : roster.notDone(job)) {
                tell(new JobFinished(
                        now(),
                        hopeless.id(),
                        JobStatus.CANCELLED,
                        0,
                        Duration.ZERO,
                        OptionalInt.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(Trouble.of("NEEDS", "it needs " + job.id() + ", which is not done"))));
                counts.merge(JobStatus.CANCELLED, 1, Integer::sum);
            }
        }
    }

    private void endIfOver() {
        if (roster.isOver() && running.isEmpty() && !over.isDone()) {
            over.complete(Map.copyOf(counts));
        }
    }

    private static void delete(OutputFile partial) {
        try {
            JobFiles.delete(partial.file());
        } catch (IOException stays) {
            // It has a marked name: nobody takes it for the whole.
        }
    }

    @Override
    public void conclude(int exitCode) {
        Map<JobStatus, Integer> all = over.join();
        tell(new BatchFinished(now(), all, Duration.ofNanos(System.nanoTime() - begun), exitCode));
    }

    private synchronized void tell(BatchEvent event) {
        listener.on(shown.of(event));
    }

    private static Instant now() {
        return Instant.now();
    }
}
