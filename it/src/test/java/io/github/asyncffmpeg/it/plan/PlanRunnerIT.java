package io.github.asyncffmpeg.it.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.Decision;
import io.github.asyncffmpeg.jobs.Facts;
import io.github.asyncffmpeg.jobs.FileWork;
import io.github.asyncffmpeg.jobs.JobTemplate;
import io.github.asyncffmpeg.jobs.Plan;
import io.github.asyncffmpeg.jobs.PlanEvent;
import io.github.asyncffmpeg.jobs.PlanException;
import io.github.asyncffmpeg.jobs.PlanProgress;
import io.github.asyncffmpeg.jobs.PlanResult;
import io.github.asyncffmpeg.jobs.PlanRunner;
import io.github.asyncffmpeg.jobs.Recipe;
import io.github.asyncffmpeg.jobs.RunningPlan;
import io.github.asyncffmpeg.jobs.Step;
import io.github.asyncffmpeg.jobs.StepStatus;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.Running.State;
import io.github.asyncffmpeg.run.RunningJob;
import io.github.asyncffmpeg.testkit.Behaviour;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.StandInFFmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Verbs, hooks, events and limits of running plans, with FFmpegs that do as they are told. */
class PlanRunnerIT {

    private static final List<Behaviour> ENDS = List.of(Behaviour.exitsAfter(1, 0));
    private static final List<Behaviour> FAILS = List.of(Behaviour.exitsAfter(1, 1));
    private static final List<Behaviour> RUNS = List.of(Behaviour.livesAtMost(Duration.ofSeconds(120)));
    private static final List<Behaviour> IS_DEAF = List.of(Behaviour.ignoresQ(), Behaviour.ignoresSigterm());

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private FFmpeg ffmpeg;

    @BeforeEach
    void install() throws IOException {
        Path program = StandInFFmpeg.install(leaks.tempDirectory(), Behaviour.progressEvery(Duration.ofMillis(20)));
        FFmpeg.Builder builder = FFmpeg.builder().executable(program);
        leaks.environment().forEach(builder::environment);
        ffmpeg = builder.build();
    }

    private static Step step(String id, List<Behaviour> behaviours, String... needs) {
        FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments("-i", "in.mp4", id + ".mp4"))
                .environment(
                        StandInFFmpeg.ENVIRONMENT_VARIABLE,
                        behaviours.stream().map(Behaviour::text).collect(Collectors.joining("\n")));
        return Step.job(id, JobTemplate.of(job), needs);
    }

    private static PlanResult result(RunningPlan running) throws Exception {
        try {
            return running.result().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            return ((PlanException) failed.getCause()).result();
        }
    }

    private static void isAtWork(RunningPlan running, String step) {
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> running.job(step).flatMap(RunningJob::lastProgress).isPresent());
    }

    @Test
    void quitsAsFFmpegDoes() throws Exception {
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            RunningPlan running =
                    PlanRunner.on(pool).start(Plan.of(step("a", RUNS), step("b", ENDS), step("c", ENDS, "a")));
            isAtWork(running, "a");
            assertThat(running.state()).isEqualTo(State.RUNNING);
            PlanResult stopped = running.stop();
            assertThat(running.state()).isEqualTo(State.ENDED);
            assertThat(stopped.isDone()).isFalse();
            assertThat(stopped.steps(StepStatus.FAILED)).isEmpty();
            assertThat(stopped.steps(StepStatus.CANCELLED))
                    .as(stopped.toString())
                    .containsExactlyInAnyOrder("b", "c");
            assertThat(stopped.steps()).hasSize(3);
        }
    }

    @Test
    @Tag("long")
    void killsWhatDoesNotListen() throws Exception {
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            RunningPlan running = PlanRunner.on(pool).start(Plan.of(step("a", IS_DEAF)));
            isAtWork(running, "a");
            long begun = System.nanoTime();
            running.kill();
            assertThat(result(running).isDone()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8)); // a stop's limit
        }
    }

    /** One step ends, with all that needs it; others go on. */
    @Test
    void quitsOneStep() throws Exception {
        try (FFmpegPool pool = ffmpeg.pool(2)) {
            RunningPlan running = PlanRunner.on(pool)
                    .start(Plan.of(
                            step("a", RUNS), step("after-a", ENDS, "a"), step("b", ENDS), step("after-b", ENDS, "b")));
            isAtWork(running, "a");
            running.quitStep("a");
            running.quitStep("unknown"); // as one that has ended: nothing
            PlanResult end = result(running);
            assertThat(end.steps(StepStatus.DONE)).containsExactly("b", "after-b");
            assertThat(end.steps(StepStatus.CANCELLED)).contains("after-a");
        }
    }

    @Test
    @Tag("long")
    void stopsAtTheFirstFailureWhenToldTo() throws Exception {
        for (boolean failFast : List.of(true, false)) {
            try (FFmpegPool pool = ffmpeg.pool(1)) {
                PlanResult end = result(PlanRunner.on(pool)
                        .failFast(failFast)
                        .start(Plan.of(step("bad", FAILS), step("b", ENDS), step("c", ENDS))));
                assertThat(end.steps(StepStatus.FAILED)).containsExactly("bad");
                assertThat(end.steps(failFast ? StepStatus.CANCELLED : StepStatus.DONE))
                        .contains("c");
            }
        }
    }

    @Test
    @Tag("long")
    void cancellingTheFutureStopsIt() {
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            RunningPlan running = PlanRunner.on(pool).start(Plan.of(step("a", RUNS), step("b", ENDS)));
            isAtWork(running, "a");
            RunningJob job = running.job("a").orElseThrow();
            assertThat(running.result().cancel(true)).isTrue();
            await().atMost(60, TimeUnit.SECONDS).until(() -> running.state() == State.ENDED);
            assertThat(job.result()).isDone(); // the future was not ahead of FFmpeg
            assertThat(running.result()).isCancelled();
        }
    }

    /** The pool's limit is the limit: a plan has no queue of its own. */
    @Test
    @Tag("long")
    void runsAsManyAtATimeAsThePool() throws Exception {
        ConcurrentLinkedQueue<Integer> running = new ConcurrentLinkedQueue<>();
        try (FFmpegPool pool = ffmpeg.pool(3)) {
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                steps.add(step("s" + i, ENDS));
            }
            PlanRunner plans = PlanRunner.on(pool)
                    .after((step, end) -> running.add((int) pool.jobs().stream()
                            .filter(job -> job.state() == State.RUNNING)
                            .count()));
            assertThat(result(plans.start(Plan.of(steps))).isDone()).isTrue();
        }
        assertThat(running).hasSize(12).allMatch(count -> count <= 3);
    }

    /** What the hook does after a job is done before anything that needs it; its failure is the step's. */
    @Test
    void callsHooksAroundEachJob() throws Exception {
        List<String> calls = new ArrayList<>();
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            PlanResult end = result(PlanRunner.on(pool)
                    .before((step, job) -> {
                        calls.add("before " + step);
                        if (step.equals("refused")) {
                            throw new IllegalStateException("no room left");
                        }
                    })
                    .after((step, result) -> {
                        calls.add("after " + step + " " + result.status());
                        if (step.equals("b")) {
                            throw new IllegalStateException("the bucket is closed");
                        }
                    })
                    .start(Plan.of(
                            step("a", ENDS), step("b", ENDS, "a"), step("c", ENDS, "b"), step("refused", ENDS, "a"))));
            assertThat(calls).startsWith("before a", "after a DONE").contains("before b", "after b DONE");
            assertThat(calls).doesNotContain("before c");
            assertThat(end.steps(StepStatus.FAILED)).containsExactlyInAnyOrder("b", "refused");
            assertThat(end.steps().get("b").because()).isEqualTo("the bucket is closed");
            assertThat(end.steps().get("refused").because()).contains("no room left");
        }
    }

    @Test
    void holdsItsJournalAlone() throws Exception {
        Path journal = leaks.tempDirectory().resolve("run.journal");
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            PlanRunner plans = PlanRunner.on(pool).journal(journal);
            RunningPlan running = plans.start(Plan.of(step("a", RUNS)));
            assertThatThrownBy(() -> plans.start(Plan.of(step("a", ENDS))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("run.journal");
            isAtWork(running, "a");
            running.stop();
            assertThat(result(plans.start(Plan.of(step("b", ENDS)))).isDone()).isTrue();
        }
        assertThat(Files.getPosixFilePermissions(journal)).hasSize(2); // its owner's, to read and write
    }

    /** A recipe that is wrong fails its step with what is wrong, whatever it does. */
    @Test
    void aRecipeThatIsWrongFailsItsStep() throws Exception {
        Map<String, Recipe> wrong = Map.of(
                "needs 'nothing'", new OneDecision(() -> Decision.of("because", step("x", ENDS, "nothing"))),
                "out of ideas",
                        new OneDecision(() -> {
                            throw new IllegalStateException("out of ideas");
                        }));
        for (Map.Entry<String, Recipe> each : wrong.entrySet()) {
            try (FFmpegPool pool = ffmpeg.pool(1)) {
                PlanResult end = result(PlanRunner.on(pool)
                        .recipe(each.getValue())
                        .start(Plan.of(Step.decide("decide", each.getValue(), Map.of()))));
                assertThat(end.steps(StepStatus.FAILED)).containsExactly("decide");
                assertThat(end.steps().get("decide").because()).contains(each.getKey());
            }
        }
    }

    @Test
    void anUnknownRecipeIsNamed() throws Exception {
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            PlanResult end = result(PlanRunner.on(pool)
                    .start(Plan.of(Step.decide("decide", new OneDecision(() -> Decision.nothing("no")), Map.of()))));
            assertThat(end.steps().get("decide").because()).contains("test.one").contains("version 1");
        }
    }

    private record OneDecision(Supplier<Decision> decision) implements Recipe {

        @Override
        public String name() {
            return "test.one";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Decision decide(Map<String, String> parameters, Facts facts) {
            return decision.get();
        }
    }

    /** A listener that blocks holds nobody up; a late one gets the sums. */
    @Test
    @Tag("long")
    void aListenerHoldsNobodyUp() throws Exception {
        CountDownLatch forever = new CountDownLatch(1);
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            RunningPlan running = PlanRunner.on(pool).start(Plan.of(step("a", ENDS), step("b", ENDS, "a")));
            running.on(PlanEvent.StepStarted.class, started -> {
                try {
                    forever.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(result(running).isDone()).isTrue();
            ConcurrentLinkedQueue<PlanProgress> late = new ConcurrentLinkedQueue<>();
            running.onProgress(late::add);
            await().atMost(60, TimeUnit.SECONDS).until(() -> late.size() == 1);
            assertThat(late.element().fraction()).hasValue(1);
        } finally {
            forever.countDown();
        }
    }

    @Test
    void handlesFilesBetweenJobs() throws Exception {
        Path folder = leaks.tempDirectory();
        Path list = folder.resolve("new/list.txt");
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            PlanResult end = result(PlanRunner.on(pool)
                    .start(Plan.of(
                            Step.file("write", new FileWork.Write(list, "one\n")),
                            Step.file("move", new FileWork.Move(list, folder.resolve("moved.txt")), "write"))));
            assertThat(end.isDone()).as(end.toString()).isTrue();
        }
        assertThat(list).doesNotExist();
        assertThat(folder.resolve("moved.txt")).hasContent("one\n");
    }
}
