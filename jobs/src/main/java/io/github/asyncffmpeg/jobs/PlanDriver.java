package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.internal.delivery.Callbacks;
import io.github.asyncffmpeg.internal.delivery.EventFeed;
import io.github.asyncffmpeg.internal.delivery.ResultFuture;
import io.github.asyncffmpeg.jobs.PlanJournal.Happened;
import io.github.asyncffmpeg.jobs.PlanJournal.Ordered;
import io.github.asyncffmpeg.jobs.internal.document.Digests;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.run.RunningJob;
import io.github.asyncffmpeg.run.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives one plan: takes the orders of its {@link PlanState}, has them carried out, writes what comes of it to the journal, and
 * feeds it back. One thread does all of that; everybody else puts something into its queue.
 *
 * <p>A longer file, because it is the handle too, whose verbs are all one line.
 */
final class PlanDriver implements RunningPlan, StepRunner.Client {

    private static final System.Logger LOG = System.getLogger("io.github.asyncffmpeg.jobs");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Plan plan;
    private final PlanRunner.Settings settings;
    private final @Nullable PlanJournal journal;
    private final String id;
    private final Callbacks callbacks = new Callbacks(null);
    private final EventFeed<PlanEvent> feed = new EventFeed<>(callbacks, new PlanSorting(), PlanSorting::remember);
    private final ResultFuture<PlanResult> result = new ResultFuture<>("the plan", callbacks, this::end);
    private final PlanTally tally = new PlanTally();
    private final StepRunner steps;
    private final WorkDigests digests;
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

    /** Guarded by itself. */
    private final Map<String, StepWork> working = new LinkedHashMap<>();

    /** What the future is to fail with; guarded by {@code working}. */
    private @Nullable Throwable verdict;

    private volatile boolean over;

    /** Of the plan's thread alone, all below. */
    private final PlanReplay past;

    private final Map<String, Throwable> failures = new HashMap<>();
    private final PlanState state;
    private Optional<Duration> limit = Optional.empty();
    private boolean killing;

    /** Steps that have ended in this run, until it is known which have in earlier ones. */
    private final Set<String> told = new HashSet<>();

    private boolean beginning = true;

    private PlanDriver(
            Plan plan,
            PlanRunner.Settings settings,
            @Nullable PlanJournal journal,
            PlanReplay past,
            WorkDigests digests) {
        this.digests = digests;
        this.plan = plan;
        this.settings = settings;
        this.journal = journal;
        this.past = past;
        this.state = past.state();
        this.id = settings.journal
                .map(file -> "plan-"
                        + Digests.of(file.toAbsolutePath().normalize().toString())
                                .substring(0, 12))
                .orElseGet(() -> "plan-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet());
        this.steps = new StepRunner(settings, id + "/", callbacks, this);
    }

    /**
     * Takes hold of the journal, and reads it.
     *
     * @throws IllegalStateException when that cannot be done
     */
    static PlanDriver open(Plan plan, PlanRunner.Settings settings) {
        if (settings.journal.isEmpty()) {
            WorkDigests digests = new WorkDigests();
            return new PlanDriver(plan, settings, null, new PlanReplay(plan, digests), digests);
        }
        PlanJournal journal = PlanJournal.hold(settings.journal.get());
        boolean open = false;
        try {
            WorkDigests digests = new WorkDigests();
            PlanReplay past = new PlanReplay(plan, digests);
            if (settings.resume) {
                past.take(journal.read());
            }
            journal.begin(
                    plan.steps().size(),
                    trouble -> LOG.log(
                            System.Logger.Level.WARNING,
                            "the journal of a plan cannot be written: it may not be resumed",
                            trouble));
            open = true;
            return new PlanDriver(plan, settings, journal, past, digests);
        } finally {
            if (!open) {
                journal.close();
            }
        }
    }

    void begin() {
        Thread thread = new Thread(this::drive, "asyncffmpeg-" + id);
        thread.setDaemon(true);
        settings.listener.ifPresent(listener -> feed.on(PlanEvent.class, listener));
        queue.add(this::first);
        thread.start();
    }

    private void first() {
        if (past.hasBegun()) {
            Fact.Resumed resumed = new Fact.Resumed(settings.rerunFailed, past.stale());
            take(new Happened(resumed, Map.of()));
        } else {
            take(new Happened(new Fact.Begun(), Map.of()));
        }
        List<String> earlier = state.steps().stream()
                .filter(step -> state.status(step).isPresent() && !told.contains(step))
                .toList();
        earlier.forEach(
                step -> state.result(step).ifPresent(result -> feed.publish(new PlanEvent.StepEnded(step, result))));
        tally.earlier(earlier.size());
        told.clear();
        beginning = false;
        publishProgress();
    }

    private void drive() {
        try {
            do {
                queue.take().run();
            } while (!state.isOver());
            conclude();
        } catch (InterruptedException | RuntimeException | Error fault) { // of ours: nobody must wait for ever
            abandon(new IllegalStateException("the plan cannot go on: " + fault, fault));
        }
    }

    private void abandon(IllegalStateException fault) {
        List<StepWork> all;
        synchronized (working) {
            verdict = fault;
            all = List.copyOf(working.values());
        }
        all.forEach(work -> work.stop(limit, killing));
        conclude();
    }

    /** Something has happened: it is written down, and what follows is done. */
    private void take(Happened happened) {
        if (journal != null) {
            journal.happened(happened);
        }
        Fact fact = happened.fact();
        List<Order> orders = state.accept(fact);
        tally.known(state.steps().size(), state.isToBeDecided());
        for (Order order : orders) {
            if (order instanceof Order.Work work) {
                carryOut(work);
            } else if (order instanceof Order.Cancel cancel) {
                cancel(cancel.step());
            } else {
                tell((Order.Tell) order, fact);
            }
        }
    }

    private void carryOut(Order.Work order) {
        PlanFiles files = new PlanFiles(List.of(), List.of());
        Map<Path, FileState> before = Map.of();
        if (journal != null) {
            files = PlanFiles.of(order);
            before = files.outputStates();
        }
        StepWork work = new StepWork(order, files, before);
        synchronized (working) {
            working.put(order.step(), work);
        }
        if (order.attempt() == Order.Attempt.UNANSWERED
                && !state.isUsed(order.step())
                && past.areMadeSince(order.step(), files, before)) {
            Map<Path, FileState> made = before;
            queue.add(() -> answer(work, JobEnd.done(Map.of()), made));
            return;
        }
        boolean overwrite = order.attempt() != Order.Attempt.FIRST && past.areOwn(order.step(), before);
        if (journal != null) {
            // What is its own is not what was there before: after another crash it is its own still.
            Map<Path, FileState> others = overwrite ? Map.of() : before;
            journal.ordered(new Ordered(order.step(), digests.of(order), others, files.inputStates()));
        }
        steps.carryOut(work, overwrite);
        if (!(order instanceof Order.RunJob)) {
            feed.publish(new PlanEvent.StepStarted(order.step(), Optional.empty()));
        }
    }

    private void cancel(String step) {
        Optional<StepWork> work = work(step);
        work.ifPresent(now -> now.stop(limit, killing));
        // A recipe cannot be ended; what it decides later is not waited for.
        work.filter(now -> now.order() instanceof Order.Decide)
                .ifPresent(now -> queue.add(() -> answer(now, JobEnd.stopped("it was stopped"), Map.of())));
    }

    private void tell(Order.Tell tell, Fact fact) {
        boolean answered = fact instanceof Fact.Ended ended && ended.step().equals(tell.step());
        if (journal != null && !answered) {
            journal.told(tell);
        }
        if (beginning) {
            told.add(tell.step());
        }
        boolean failed = tell.status() == StepStatus.FAILED;
        tally.ended(tell.step(), failed);
        feed.publish(
                new PlanEvent.StepEnded(tell.step(), new StepResult(tell.status(), tell.because(), tell.values())));
        publishProgress();
        if (failed && settings.failFast) {
            queue.add(this::stopAll);
        }
    }

    private void stopAll() {
        if (!state.isOver()) {
            take(new Happened(new Fact.Stopped(), Map.of()));
        }
    }

    private Optional<StepWork> work(String step) {
        synchronized (working) {
            return Optional.ofNullable(working.get(step));
        }
    }

    private void publishProgress() {
        synchronized (working) {
            tally.running(working.size());
        }
        feed.publish(tally.now());
    }

    @Override
    public void isWith(StepWork work, RunningJob job) {
        feed.publish(new PlanEvent.StepStarted(work.order().step(), Optional.of(job)));
    }

    @Override
    public void advanced(StepWork work, Progress progress) {
        queue.add(() -> {
            if (isAtWork(work)) {
                tally.advanced(work.order().step(), progress);
                publishProgress();
            }
        });
    }

    @Override
    public void ended(StepWork work, JobEnd end, Map<Path, FileState> outputs) {
        queue.add(() -> answer(work, end, outputs));
    }

    @Override
    public void decided(StepWork work, Decision decision) {
        queue.add(() -> {
            if (isAtWork(work)) {
                forget(work);
                take(new Happened(new Fact.Decided(work.order().step(), decision), Map.of()));
            }
        });
    }

    private void answer(StepWork work, JobEnd end, Map<Path, FileState> outputs) {
        if (!isAtWork(work)) {
            return; // it was answered
        }
        forget(work);
        String step = work.order().step();
        if (end.failure() != null) {
            failures.put(step, end.failure());
        }
        StepResult found = end.result();
        take(new Happened(new Fact.Ended(step, found.status(), found.values(), found.because()), outputs));
    }

    private boolean isAtWork(StepWork work) {
        synchronized (working) {
            return working.get(work.order().step()) == work;
        }
    }

    private void forget(StepWork work) {
        synchronized (working) {
            working.remove(work.order().step());
        }
    }

    private void conclude() {
        over = true;
        if (journal != null) {
            journal.close();
        }
        Map<String, StepResult> all = new LinkedHashMap<>();
        state.steps().forEach(step -> state.result(step).ifPresent(ended -> all.put(step, ended)));
        PlanResult sums = new PlanResult(all, tally.elapsed());
        feed.close();
        Throwable failure;
        synchronized (working) {
            failure = verdict;
        }
        result.finish(sums, failure == null ? failure(sums) : failure);
    }

    private @Nullable PlanException failure(PlanResult sums) {
        // A decide step fails with its last one: the first cause is what people look for.
        List<String> failed = new ArrayList<>(sums.steps(StepStatus.FAILED));
        if (failed.isEmpty()) {
            return null;
        }
        String first = failed.stream().filter(failures::containsKey).findFirst().orElse(failed.get(failed.size() - 1));
        StepResult end = Objects.requireNonNull(sums.steps().get(first));
        String others = failed.size() == 1 ? "" : " (" + (failed.size() - 1) + " more failed)";
        return new PlanException("step '" + first + "': " + end.because() + others, sums, failures.get(first));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<String> name() {
        return Optional.empty();
    }

    @Override
    public State state() {
        return over ? State.ENDED : State.RUNNING;
    }

    @Override
    public CompletableFuture<PlanResult> result() {
        return result;
    }

    private boolean end(ResultFuture<PlanResult> future, Throwable failure) {
        synchronized (working) {
            if (over || verdict != null) {
                return false;
            }
            verdict = failure;
        }
        quit();
        return true;
    }

    @Override
    public void quit() {
        queue.add(this::stopAll);
    }

    @Override
    public void quit(Duration within) {
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("limit: more than zero was expected, got " + within);
        }
        queue.add(() -> {
            limit = Optional.of(within);
            stopAll();
        });
    }

    @Override
    public PlanResult stop() {
        quit();
        return await();
    }

    @Override
    public PlanResult stop(Duration within) {
        quit(within);
        return await();
    }

    private PlanResult await() {
        try {
            return result.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof PlanException ours) {
                throw ours;
            }
            throw failed;
        }
    }

    @Override
    public void kill() {
        queue.add(() -> {
            killing = true;
            stopAll();
            List<StepWork> all;
            synchronized (working) {
                all = List.copyOf(working.values());
            }
            all.forEach(work -> work.stop(limit, true)); // those, too, that were asked before
        });
    }

    @Override
    public void quitStep(String step) {
        Objects.requireNonNull(step, "step");
        queue.add(() -> {
            if (!state.isOver()) {
                take(new Happened(new Fact.StepStopped(step), Map.of()));
            }
        });
    }

    @Override
    public PlanProgress progress() {
        return tally.now();
    }

    @Override
    public Optional<RunningJob> job(String step) {
        return work(Objects.requireNonNull(step, "step")).flatMap(StepWork::job);
    }

    @Override
    public Flow.Publisher<PlanEvent> events() {
        return feed;
    }

    @Override
    public <E extends PlanEvent> Subscription on(Class<E> kind, Consumer<? super E> listener) {
        return feed.on(kind, listener)::cancel;
    }
}
