package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.JobRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Carries out plans with a runner of jobs. It does not schedule: all jobs that can start are with the runner, which has the slots,
 * the priorities and the retries.
 *
 * <pre>{@code
 * try (FFmpegPool pool = ffmpeg.pool(3)) {
 *     PlanResult result = PlanRunner.on(pool).journal(Path.of("run.journal")).resume(true).start(plan).result().join();
 * }
 * }</pre>
 *
 * <p>With a journal, everything that happens is in that file before the plan goes on, so that a plan can be resumed after any
 * end of this program, also {@code kill -9}. {@code docs/plans.md} has the rules.
 *
 * <p>Immutable and safe for any thread.
 */
public final class PlanRunner implements PlanHost {

    private final Settings settings;

    /** What was set; not changed once a runner has it. */
    static final class Settings {
        final JobRunner runner;
        Optional<Path> journal = Optional.empty();
        boolean resume;
        boolean rerunFailed = true;
        boolean failFast;
        List<Recipe> recipes = List.of();
        Optional<BiConsumer<String, FFmpegJob>> before = Optional.empty();
        BiConsumer<String, StepResult> after = (step, result) -> {};
        Optional<Consumer<? super PlanEvent>> listener = Optional.empty();

        private Settings(JobRunner runner) {
            this.runner = runner;
        }

        private Settings(Settings other) {
            this(other.runner);
            this.journal = other.journal;
            this.resume = other.resume;
            this.rerunFailed = other.rerunFailed;
            this.failFast = other.failFast;
            this.recipes = other.recipes;
            this.before = other.before;
            this.after = other.after;
            this.listener = other.listener;
        }
    }

    private PlanRunner(Settings settings) {
        this.settings = settings;
    }

    /**
     * A runner of plans.
     *
     * @param runner runs their jobs; it is not closed
     * @return one without a journal, which goes on after a failure with what does not need the failed step
     */
    public static PlanRunner on(JobRunner runner) {
        return new PlanRunner(new Settings(Objects.requireNonNull(runner, "runner")));
    }

    /**
     * Keeps a journal.
     *
     * @param file a file of its own for each plan; it is made, readable by its owner only, and added to. Two runs cannot hold one
     *     at once
     * @return a runner that writes it
     */
    public PlanRunner journal(Path file) {
        Objects.requireNonNull(file, "file");
        return with(copy -> copy.journal = Optional.of(file));
    }

    /**
     * Whether a plan goes on where its journal ends. Steps that have been done are not done again, unless what they read, or what
     * they are to do, has changed since, or what they made is gone and still needed. Without this, or when the journal is not there
     * yet, a plan begins at its beginning.
     *
     * @param resume {@code false} unless set
     * @return a runner that does so
     */
    public PlanRunner resume(boolean resume) {
        return with(copy -> copy.resume = resume);
    }

    /**
     * Whether steps that have failed are tried again when a plan is resumed.
     *
     * @param rerun {@code true} unless set
     * @return a runner that does so
     */
    public PlanRunner rerunFailed(boolean rerun) {
        return with(copy -> copy.rerunFailed = rerun);
    }

    /**
     * Whether the first failure stops the plan, as {@link RunningPlan#quit} does. Otherwise what does not need the failed step goes
     * on.
     *
     * @param failFast {@code false} unless set
     * @return a runner that does so
     */
    public PlanRunner failFast(boolean failFast) {
        return with(copy -> copy.failFast = failFast);
    }

    /**
     * Adds a recipe to those that {@code ServiceLoader} finds.
     *
     * @param recipe for decide steps of its name and version
     * @return a runner that knows it
     */
    public PlanRunner recipe(Recipe recipe) {
        List<Recipe> all = new ArrayList<>(settings.recipes);
        all.add(Objects.requireNonNull(recipe, "recipe"));
        return with(copy -> copy.recipes = List.copyOf(all));
    }

    /**
     * Calls something before each job is given to the runner. It may block; other steps go on.
     *
     * @param hook gets the id of the step and the job. When it throws, the step fails with its message
     * @return a runner that does so
     */
    public PlanRunner before(BiConsumer<String, FFmpegJob> hook) {
        Objects.requireNonNull(hook, "hook");
        return with(copy -> copy.before = Optional.of(hook));
    }

    /**
     * Calls something after each job, before the step counts as ended: what it made is uploaded before anything that needs it
     * starts. It may block; other steps go on. After a crash of this program it may be called again for the same step.
     *
     * @param hook gets the id of the step and its end, whatever it is. When it throws after a job that was done, the step fails
     *     with its message
     * @return a runner that does so
     */
    public PlanRunner after(BiConsumer<String, StepResult> hook) {
        Objects.requireNonNull(hook, "hook");
        return with(copy -> copy.after = hook);
    }

    /**
     * Tells of every event of the plans that are started, from the first one on: who calls {@link RunningPlan#on} may come late.
     *
     * @param listener called as listeners of {@link RunningPlan#on} are
     * @return a runner that does so
     */
    public PlanRunner listener(Consumer<? super PlanEvent> listener) {
        Objects.requireNonNull(listener, "listener");
        return with(copy -> copy.listener = Optional.of(listener));
    }

    private PlanRunner with(Consumer<Settings> change) {
        Settings copy = new Settings(settings);
        change.accept(copy);
        return new PlanRunner(copy);
    }

    @Override
    public RunningPlan start(Plan plan) {
        PlanDriver driver = PlanDriver.open(Objects.requireNonNull(plan, "plan"), settings);
        driver.begin();
        return driver;
    }
}
