package io.github.asyncffmpeg.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.jobs.internal.batch.Batch;
import io.github.asyncffmpeg.jobs.internal.batch.BatchOptions;
import io.github.asyncffmpeg.jobs.internal.batch.Ledger;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRetrying;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRunning;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob.Retries;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plan at work: order, failures, retries, stops, and a second run of the same plan. */
class BatchIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private final List<BatchEvent> events = Collections.synchronizedList(new ArrayList<>());

    private Path file(String name) throws IOException {
        return leaks.tempDirectory().resolve("out").resolve(name);
    }

    private PlannedJob job(String id, String length, String... needs) throws IOException {
        return job(id, Retries.NONE, needs, "-f", "lavfi", "-i", "testsrc=s=64x64:d=" + length);
    }

    /** Reads as fast as a camera gives, for ten minutes. */
    private PlannedJob endless(String id) throws IOException {
        return job(id, Retries.NONE, new String[0], "-re", "-f", "lavfi", "-i", "testsrc=s=64x64", "-t", "600");
    }

    private PlannedJob job(String id, Retries retries, String[] needs, String... arguments) throws IOException {
        Path output = file(id + ".mp4");
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add(output.toString());
        FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments(all)).partialOutput(PartialOutput.MARK);
        return new PlannedJob(id, job, List.of(), List.of(output), Set.of(needs), Map.of(), retries);
    }

    private FFmpeg library() {
        return FFmpegs.bundled().library(leaks.environment()).build();
    }

    private Batch batch(BatchOptions options, Ledger ledger, PlannedJob... jobs) throws IOException {
        FFmpeg ffmpeg = library();
        Plan plan = new Plan("test", leaks.tempDirectory(), Arrays.asList(jobs), Map.of());
        return new Batch(ffmpeg, plan, options, ledger, events::add);
    }

    private Batch batch(int slots, PlannedJob... jobs) throws IOException {
        return batch(BatchOptions.ofSlots(slots), new Ledger(), jobs);
    }

    private List<BatchEvent> told() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    private JobFinished end(String job) {
        return told().stream()
                .filter(event -> event instanceof JobFinished end && end.job().equals(job))
                .map(JobFinished.class::cast)
                .reduce((one, other) -> {
                    throw new AssertionError(job + " ended twice");
                })
                .orElseThrow();
    }

    private void awaitProgress(String job) {
        await().atMost(Child.LIMIT)
                .until(() -> told().stream()
                        .anyMatch(event -> event instanceof JobProgress progress
                                && progress.job().equals(job)
                                && progress.outTime()
                                        .filter(time -> time.toMillis() > 0)
                                        .isPresent()));
    }

    private Playable playable(Path file) {
        var ffmpeg = FFmpegs.bundled();
        return Playable.check(ffmpeg.ffmpeg(), ffmpeg.environment(), file);
    }

    @Test
    void makesEveryOutputAndItsFolderAndTellsTheWholeStoryInOrder() throws Exception {
        Batch batch = batch(2, job("a", "0.2"), job("b", "0.2", "a"), job("c", "0.2"));
        assertThat(batch.run()).isEqualTo(Map.of(JobStatus.DONE, 3));
        batch.conclude(0);
        for (String id : List.of("a", "b", "c")) {
            assertThat(file(id + ".mp4")).exists();
            assertThat(end(id).outputs()).singleElement().satisfies(output -> {
                assertThat(output.complete()).isTrue();
                assertThat(output.state().bytes()).isEqualTo(Files.size(output.file()));
            });
            List<String> story = told().stream()
                    .filter(event ->
                            event instanceof BatchEvent.OfJob of && of.job().equals(id))
                    .filter(event -> !(event instanceof JobProgress))
                    .map(event -> event.getClass().getSimpleName())
                    .toList();
            assertThat(story).containsExactly("JobPlanned", "JobStarted", "JobRunning", "JobFinished");
        }
        List<BatchEvent> all = told();
        assertThat(all.get(0)).isInstanceOf(BatchEvent.BatchStarted.class);
        assertThat(all.get(all.size() - 1)).isInstanceOf(BatchEvent.BatchFinished.class);
        assertThat(all.indexOf(end("a")))
                .as("b needs a")
                .isLessThan(all.indexOf(all.stream()
                        .filter(event ->
                                event instanceof JobStarted b && b.job().equals("b"))
                        .findFirst()
                        .orElseThrow()));
    }

    @Test
    void goesOnAfterAFailureButNotWithWhatNeedsIt() throws Exception {
        PlannedJob bad =
                job("bad", Retries.NONE, new String[0], "-i", file("gone.mp4").toString());
        assertThat(batch(1, bad, job("after", "0.2", "bad"), job("other", "0.2"))
                        .run())
                .isEqualTo(Map.of(JobStatus.FAILED, 1, JobStatus.CANCELLED, 1, JobStatus.DONE, 1));
        assertThat(end("bad").trouble().orElseThrow().kind()).isEqualTo("NO_SUCH_FILE");
        assertThat(end("bad").trouble().orElseThrow().sentence()).contains("gone.mp4", "No such file");
        assertThat(end("after").trouble().orElseThrow().kind()).isEqualTo("NEEDS");
    }

    @Test
    void stopsTheOthersAtTheFirstFailureWhenToldTo() throws Exception {
        PlannedJob bad =
                job("bad", Retries.NONE, new String[0], "-i", file("gone.mp4").toString());
        Batch batch = batch(BatchOptions.ofSlots(1).failFast(true), new Ledger(), bad, job("other", "0.2"));
        assertThat(batch.run()).isEqualTo(Map.of(JobStatus.FAILED, 1, JobStatus.CANCELLED, 1));
        assertThat(file("other.mp4")).doesNotExist();
    }

    @Test
    void triesAgainWhatIsWorthItAndNothingElse() throws Exception {
        Retries twice = new Retries(2, Set.of(FailureKind.NO_SUCH_FILE));
        Retries network = new Retries(2, Set.of());
        String gone = file("gone.mp4").toString();
        BatchOptions quick = new BatchOptions(2, false, Duration.ofMillis(5), false);
        Batch batch = batch(
                quick,
                new Ledger(),
                job("twice", twice, new String[0], "-i", gone),
                job("never", network, new String[0], "-i", gone));
        assertThat(batch.run()).isEqualTo(Map.of(JobStatus.FAILED, 2));
        assertThat(end("twice").attempts()).isEqualTo(3);
        assertThat(end("never").attempts()).isEqualTo(1);
        assertThat(told().stream().filter(JobRetrying.class::isInstance)).hasSize(2);
    }

    /** It writes under the final name, and so finds what its first try has left. */
    @Test
    void triesAgainOverWhatItsOwnFirstTryHasLeft() throws Exception {
        Retries once = new Retries(1, Set.of(FailureKind.values()));
        Path broken = Files.createDirectories(file("x").getParent()).resolve("cut.nut");
        library().run(StreamSpec.ofArguments("-f", "lavfi", "-i", "testsrc=s=64x64:d=1", broken.toString()));
        PlannedJob job = job("a", once, new String[0], "-xerror", "-i", broken.toString(), "-vf", "crop=999:999");
        PlannedJob plain =
                new PlannedJob("a", FFmpegJob.of(job.job().spec()), List.of(), job.outputs(), Set.of(), Map.of(), once);
        assertThat(batch(new BatchOptions(1, false, Duration.ofMillis(5), false), new Ledger(), plain)
                        .run())
                .isEqualTo(Map.of(JobStatus.FAILED, 1));
        assertThat(end("a").attempts()).isEqualTo(2);
    }

    @Test
    void beginsWithItsBeginningWhenItWasStoppedBefore() throws Exception {
        Batch batch = batch(1, job("a", "0.2"));
        batch.stop("a test");
        assertThat(batch.run()).isEqualTo(Map.of(JobStatus.CANCELLED, 1));
        assertThat(told().get(0)).isInstanceOf(BatchEvent.BatchStarted.class);
        assertThat(file("a.mp4")).doesNotExist();
    }

    @Test
    void keepsWhatCanBePlayedWhenItIsStopped() throws Exception {
        Batch batch = batch(2, endless("a"), endless("b"), endless("waits"));
        CompletableFuture<Map<JobStatus, Integer>> run = CompletableFuture.supplyAsync(batch::run, this::thread);
        awaitProgress("a");
        awaitProgress("b");
        batch.stop("a test");
        assertThat(run.get(Child.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(Map.of(JobStatus.STOPPED, 2, JobStatus.CANCELLED, 1));
        for (String id : List.of("a", "b")) {
            assertThat(playable(file(id + ".partial.mp4")).frames()).isPositive();
            assertThat(file(id + ".mp4")).doesNotExist();
            assertThat(end(id).outputs())
                    .singleElement()
                    .satisfies(output -> assertThat(output.complete()).isFalse());
        }
    }

    @Test
    void stopsOneJobAndGoesOnWithTheOthers() throws Exception {
        Batch batch = batch(1, endless("a"), job("b", "0.2"), job("c", "0.2"));
        CompletableFuture<Map<JobStatus, Integer>> run = CompletableFuture.supplyAsync(batch::run, this::thread);
        awaitProgress("a");
        assertThat(batch.stopJob("b")).as("it waits").isTrue();
        assertThat(batch.stopJob("a")).as("it runs").isTrue();
        assertThat(batch.stopJob("nobody")).isFalse();
        assertThat(run.get(Child.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(Map.of(JobStatus.STOPPED, 1, JobStatus.CANCELLED, 1, JobStatus.DONE, 1));
        assertThat(batch.stopJob("a")).as("it is over").isFalse();
    }

    @Test
    void killsAtTheSecondAsking() throws Exception {
        Batch batch = batch(1, endless("a"));
        CompletableFuture<Map<JobStatus, Integer>> run = CompletableFuture.supplyAsync(batch::run, this::thread);
        awaitProgress("a");
        batch.kill("a test");
        Map<JobStatus, Integer> counts = run.get(Child.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(counts).as("it may have been quicker to finish").hasSize(1);
        assertThat(counts.keySet()).containsAnyOf(JobStatus.KILLED, JobStatus.STOPPED);
    }

    @Test
    void leavesAloneWhatIsThereAndWhatAnEarlierRunHasDone() throws Exception {
        Files.createDirectories(file("x").getParent());
        Files.writeString(file("there.mp4"), "somebody's own");
        assertThat(batch(2, job("there", "0.2"), job("a", "0.2")).run())
                .isEqualTo(Map.of(JobStatus.SKIPPED, 1, JobStatus.DONE, 1));
        assertThat(file("there.mp4")).hasContent("somebody's own");

        Ledger ledger = new Ledger();
        told().forEach(ledger::add);
        events.clear();
        // a is another job now: what the first run made of it is replaced.
        assertThat(batch(BatchOptions.ofSlots(2), ledger, job("there", "0.2"), job("a", "0.4"))
                        .run())
                .isEqualTo(Map.of(JobStatus.SKIPPED, 1, JobStatus.DONE, 1));
        assertThat(playable(file("a.mp4")).frames()).isEqualTo(10);

        told().forEach(ledger::add);
        events.clear();
        assertThat(batch(BatchOptions.ofSlots(2), ledger, job("there", "0.2"), job("a", "0.4"))
                        .run())
                .isEqualTo(Map.of(JobStatus.SKIPPED, 2));
        assertThat(told()).noneMatch(JobRunning.class::isInstance);
    }

    @Test
    void takesAwayTheHalfFileOnceTheWholeIsThere() throws Exception {
        Batch first = batch(1, endless("a"));
        CompletableFuture<Map<JobStatus, Integer>> run = CompletableFuture.supplyAsync(first::run, this::thread);
        awaitProgress("a");
        first.stop("a test");
        run.get(Child.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(file("a.partial.mp4")).exists();

        Ledger ledger = new Ledger();
        told().forEach(ledger::add);
        assertThat(batch(BatchOptions.ofSlots(1), ledger, job("a", "0.2")).run())
                .isEqualTo(Map.of(JobStatus.DONE, 1));
        assertThat(file("a.mp4")).exists();
        assertThat(file("a.partial.mp4")).doesNotExist();
    }

    private void thread(Runnable work) {
        new Thread(work, "batch of a test").start();
    }
}
