package io.github.asyncffmpeg.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.EncoderTrial;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Retrying;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.JobRunner;
import io.github.asyncffmpeg.run.RetryPolicy;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.Running;
import io.github.asyncffmpeg.run.RunningJob;
import io.github.asyncffmpeg.run.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link JobRunner} promises, as tests: extend it, and say how yours is opened. It runs the stand-in, so it needs
 * Linux or macOS and no FFmpeg.
 *
 * <p>A long file, because it has each rule, and one runner has to keep them all.
 *
 * <p>For JUnit, which makes an object for each test.
 */
@Timeout(120)
public abstract class JobRunnerContract {

    /** A resource that jobs of the tests use. */
    protected static final String RESOURCE = "gpu";

    private static final RetryPolicy AT_ONCE =
            RetryPolicy.times(5).firstDelay(Duration.ZERO).jitter(0);
    private static final RetryPolicy IN_AN_HOUR = RetryPolicy.times(5)
            .firstDelay(Duration.ofHours(1))
            .longestDelay(Duration.ofHours(1))
            .jitter(0);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @TempDir
    Path folder;

    /** For JUnit. */
    @SuppressWarnings("NullAway.Init") // JUnit sets the folder
    protected JobRunnerContract() {}

    /**
     * Opens the runner under test.
     *
     * @param ffmpeg the stand-in, with the listeners of the test
     * @param slots how many jobs run at a time; and there is one of the resource {@value #RESOURCE}
     * @return the runner, which the test closes
     * @throws Exception fails the test
     */
    protected abstract JobRunner open(FFmpeg ffmpeg, int slots) throws Exception;

    private JobRunner runner(int slots, RunListener... listeners) throws Exception {
        FFmpeg.Builder builder = FFmpeg.builder()
                .executable(StandInFFmpeg.install(folder))
                .timeToForceTermination(Duration.ofSeconds(30));
        for (Map.Entry<String, String> variable : leaks.environment().entrySet()) {
            builder.environment(variable.getKey(), variable.getValue());
        }
        Arrays.stream(listeners).forEach(builder::listener);
        return open(builder.build(), slots);
    }

    private Path file(String name) {
        return folder.resolve(name + ".mp4");
    }

    private FFmpegJob job(String name, Behaviour... behaviours) {
        String lines = Arrays.stream(behaviours).map(Behaviour::text).collect(Collectors.joining("\n"));
        return FFmpegJob.of(StreamSpec.ofArguments("-i", "in", file(name).toString()))
                .name(name)
                .environment(StandInFFmpeg.ENVIRONMENT_VARIABLE, lines);
    }

    private FFmpegJob endless(String name) {
        return job(name, Behaviour.writesFile(), Behaviour.progressEvery(Duration.ofMillis(20)));
    }

    private FFmpegJob tiny(String name) {
        return job(name, Behaviour.writesFile(), Behaviour.exitsAfter(2, 0));
    }

    private FFmpegJob flaky(String name, int times) {
        return job(
                name,
                Behaviour.writesFile(),
                Behaviour.exitsAfter(2, 0),
                Behaviour.losesConnection(times, folder.resolve(name + ".times")));
    }

    private long times(String name) throws IOException {
        return Files.size(folder.resolve(name + ".times"));
    }

    private FFmpegJob failing(String name) {
        return job(
                name,
                Behaviour.logsLast("[error] in.mp4: Invalid data found when processing input"),
                Behaviour.exits(1));
    }

    /** Waits for something that comes within seconds, or never. */
    static <T> T soon(CompletableFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("nothing came within a minute", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Throwable failure(CompletableFuture<?> future) {
        try {
            Object value = future.get(60, TimeUnit.SECONDS);
            throw new AssertionError("it did not fail, but gave " + value);
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        } catch (CancellationException e) {
            return e;
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("it did not end", e);
        }
    }

    private static <E extends FFmpegEvent> CompletableFuture<E> first(RunningJob job, Class<E> kind) {
        CompletableFuture<E> first = new CompletableFuture<>();
        job.on(kind, first::complete);
        return first;
    }

    private static void awaitWorking(RunningJob job) {
        soon(first(job, Progress.class));
    }

    // Results.

    @Test
    void aJobGivesItsResultAndItsFile() throws Exception {
        try (JobRunner runner = runner(2)) {
            RunningJob job = runner.enqueue(tiny("a"));
            assertEquals(new Outcome.Completed(), soon(job.result()).outcome());
            assertEquals(Running.State.ENDED, job.state());
            assertEquals("a", job.name().orElseThrow());
            assertEquals(tiny("a"), job.job());
            assertTrue(Files.readString(file("a")).endsWith("trailer\n"));
            assertSame(job.result(), job.result());
        }
    }

    @Test
    void submitGivesTheFutureOfTheSameRun() throws Exception {
        try (JobRunner runner = runner(2)) {
            assertEquals(new Outcome.Completed(), soon(runner.submit(tiny("a"))).outcome());
        }
    }

    @Test
    void aFailureReachesTheFutureWithItsKind() throws Exception {
        try (JobRunner runner = runner(1)) {
            FFmpegProcessException e =
                    assertInstanceOf(FFmpegProcessException.class, failure(runner.submit(failing("a"))));
            assertEquals(FailureKind.INVALID_DATA, e.failure().kind());
        }
    }

    // Stop, in each phase.

    @Test
    void quitTakesAJobThatWaitsOutOfTheQueue() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob blocker = runner.enqueue(endless("blocker"));
            RunningJob waiting = runner.enqueue(endless("waiting"));
            awaitWorking(blocker);
            assertEquals(Running.State.WAITING, waiting.state());
            waiting.quit();
            assertEquals(
                    new Outcome.Stopped(StopReason.QUIT, false),
                    soon(waiting.result()).outcome());
            assertEquals(Running.State.RUNNING, blocker.state());
            blocker.quit();
            soon(blocker.result());
        }
        assertFalse(Files.exists(file("waiting")));
    }

    @Test
    void killAndStopEndAJobThatWaitsAsWell() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob blocker = runner.enqueue(endless("blocker"));
            RunningJob killed = runner.enqueue(endless("killed"));
            RunningJob stopped = runner.enqueue(endless("stopped"));
            awaitWorking(blocker);
            killed.kill();
            assertEquals(
                    new Outcome.Stopped(StopReason.KILL, false),
                    soon(killed.result()).outcome());
            assertEquals(
                    new Outcome.Stopped(StopReason.QUIT, false), stopped.stop().outcome());
            blocker.kill();
        }
    }

    @Test
    void quitLetsAJobThatRunsFinishItsFile() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob job = runner.enqueue(endless("a"));
            awaitWorking(job);
            job.quit();
            assertEquals(
                    new Outcome.Stopped(StopReason.QUIT, true),
                    soon(job.result()).outcome());
        }
        assertTrue(Files.readString(file("a")).endsWith("trailer\n"));
    }

    @Test
    void stopWaitsForTheEnd() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob job = runner.enqueue(endless("a"));
            awaitWorking(job);
            FFmpegResult result = job.stop();
            assertEquals(new Outcome.Stopped(StopReason.QUIT, true), result.outcome());
            assertEquals(Running.State.ENDED, job.state());
            assertSame(result.outcome(), job.stop().outcome()); // again: how it had ended
        }
    }

    @Test
    void killEndsAJobThatRunsByForce() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob job = runner.enqueue(endless("a"));
            awaitWorking(job);
            job.kill();
            FFmpegProcessException e = assertInstanceOf(FFmpegProcessException.class, failure(job.result()));
            assertEquals(new Outcome.Killed(StopReason.KILL), e.outcome());
        }
    }

    @Test
    void aStopThatIsNotHeardBecomesAKillAtItsLimit() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob job = runner.enqueue(job(
                    "a",
                    Behaviour.ignoresQ(),
                    Behaviour.ignoresSigterm(),
                    Behaviour.progressEvery(Duration.ofMillis(20))));
            awaitWorking(job);
            assertThrows(FFmpegProcessException.class, () -> job.stop(Duration.ofMillis(400)));
        }
    }

    @Test
    void aLimitOfAStopIsMoreThanZero() throws Exception {
        try (JobRunner runner = runner(1)) {
            for (FFmpegJob each : List.of(endless("a"), endless("b").retry(AT_ONCE))) {
                RunningJob job = runner.enqueue(each);
                assertThrows(IllegalArgumentException.class, () -> job.quit(Duration.ZERO));
                assertThrows(IllegalArgumentException.class, () -> job.stop(Duration.ofSeconds(-1)));
                job.kill();
            }
        }
    }

    @Test
    void cancellingTheFutureStopsTheRunAndFailsTheFuture() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob running = runner.enqueue(endless("running"));
            RunningJob waiting = runner.enqueue(endless("waiting"));
            awaitWorking(running);
            assertTrue(waiting.result().cancel(true));
            assertTrue(running.result().cancel(true));
            assertInstanceOf(CancellationException.class, failure(running.result()));
            assertInstanceOf(CancellationException.class, failure(waiting.result()));
            assertTrue(running.result().isCancelled());
            assertFalse(running.result().complete(soon(runner.submit(tiny("other")))));
        }
        assertTrue(Files.readString(file("running")).endsWith("trailer\n"));
        assertFalse(Files.exists(file("waiting")));
    }

    @Test
    void aJobIsStoppedBetweenTwoAttempts() throws Exception {
        try (JobRunner runner = runner(1)) {
            for (int i = 0; i < 3; i++) {
                RunningJob job = runner.enqueue(flaky("a" + i, 3).retry(IN_AN_HOUR));
                soon(first(job, Retrying.class));
                assertEquals(Running.State.WAITING, job.state());
                switch (i) {
                    case 0 -> job.quit();
                    case 1 -> job.kill();
                    default -> job.result().cancel(false);
                }
                if (i < 2) {
                    assertInstanceOf(Outcome.Stopped.class, soon(job.result()).outcome());
                } else {
                    assertInstanceOf(CancellationException.class, failure(job.result()));
                }
                assertEquals(Running.State.ENDED, job.state());
            }
        }
    }

    // Close.

    @Test
    void closeWaitsForAllThatWasEnqueued() throws Exception {
        List<RunningJob> jobs = new ArrayList<>();
        try (JobRunner runner = runner(1)) {
            jobs.add(runner.enqueue(tiny("a")));
            jobs.add(runner.enqueue(flaky("b", 1).retry(AT_ONCE)));
            jobs.add(runner.enqueue(tiny("c")));
        }
        for (RunningJob job : jobs) {
            assertEquals(Running.State.ENDED, job.state());
            assertEquals(new Outcome.Completed(), soon(job.result()).outcome());
        }
    }

    @Test
    void aRunnerThatIsClosedRejectsAndTellsTheListener() throws Exception {
        JobRunner runner = runner(1);
        runner.close();
        runner.close();
        ToldRuns told = new ToldRuns();
        assertThrows(FFmpegRejectedException.class, () -> runner.submit(tiny("a")));
        assertThrows(FFmpegRejectedException.class, () -> runner.enqueue("id", tiny("a")));
        assertThrows(FFmpegRejectedException.class, () -> runner.submit(tiny("a"), told));
        assertThrows(
                FFmpegRejectedException.class, () -> runner.enqueue(tiny("a").retry(AT_ONCE), new ToldRuns()));
        assertThrows(FFmpegRejectedException.class, () -> runner.probe(ProbeRequest.of(file("a"))));
        assertThrows(FFmpegRejectedException.class, () -> runner.tryEncoder("mpeg4"));
        assertThrows(FFmpegRejectedException.class, () -> runner.freeSpace(folder));
        assertInstanceOf(FFmpegRejectedException.class, told.error().orElseThrow());
        assertEquals(List.of("ended"), told.told());
        assertTrue(runner.find("id").isEmpty());
    }

    // Ids.

    @Test
    void withoutAnIdEachSubmissionIsANewRun() throws Exception {
        try (JobRunner runner = runner(2)) {
            RunningJob one = runner.enqueue(endless("a"));
            RunningJob two = runner.enqueue(endless("a"));
            assertNotSame(one.result(), two.result());
            assertNotEquals(one.id(), two.id());
            one.kill();
            two.kill();
        }
    }

    @Test
    void anIdAttachesToTheEqualJobThatWaitsOrRuns() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob running = runner.enqueue("running", endless("running"));
            RunningJob waiting = runner.enqueue("waiting", endless("waiting"));
            assertEquals("running", running.id());
            awaitWorking(running);
            assertSame(running.result(), runner.submit("running", endless("running")));
            assertSame(
                    waiting.result(),
                    runner.submit("waiting", endless("waiting").priority(7).timeout(Duration.ofHours(1))));
            assertEquals(0, waiting.job().priority()); // the settings of the job that is there hold
            assertEquals(2, runner.jobs().size());
            waiting.quit();
            running.quit();
        }
    }

    /** Who is there before the start misses nothing. */
    @Test
    void aListenerThatIsThereBeforeTheStartGetsTheFirstLine() throws Exception {
        try (JobRunner runner = runner(2)) {
            for (int i = 0; i < 10; i++) {
                CompletableFuture<Running.State> before = new CompletableFuture<>();
                CompletableFuture<LogLine> first = new CompletableFuture<>();
                FFmpegJob job = job(
                        "a",
                        Behaviour.logsFirst("[info] the first"),
                        Behaviour.writesFile(),
                        Behaviour.exitsAfter(1, 0));
                RunningJob run =
                        runner.enqueue("first-" + i, job.spec(job.spec().overwrite()), handle -> {
                            before.complete(handle.state());
                            handle.on(LogLine.class, first::complete);
                        });
                assertSame(Running.State.WAITING, soon(before));
                assertTrue(soon(first).message().contains("the first"), first.toString());
                soon(run.result());
            }
            assertThrows(
                    IllegalStateException.class,
                    () -> runner.enqueue("failed", tiny("failed"), handle -> {
                        throw new IllegalStateException("not now");
                    }));
            soon(runner.submit("failed", tiny("failed"))); // the id is free
        }
    }

    @Test
    void otherWorkUnderTheSameIdIsRefusedUntilTheJobHasEnded() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob first = runner.enqueue("id", endless("a"));
            FFmpegRejectedException e =
                    assertThrows(FFmpegRejectedException.class, () -> runner.enqueue("id", endless("b")));
            assertTrue(String.valueOf(e.getMessage()).contains("id"), e.getMessage());
            awaitWorking(first);
            first.quit();
            soon(first.result());
            RunningJob second = runner.enqueue("id", tiny("b"));
            assertNotSame(first, second);
            assertEquals(new Outcome.Completed(), soon(second.result()).outcome());
            RunningJob third = runner.enqueue("id", tiny("c"));
            assertNotSame(second, third);
            soon(third.result());
        }
    }

    @Test
    void badInputIsRefusedBeforeAnythingHappens() throws Exception {
        try (JobRunner runner = runner(1)) {
            assertThrows(IllegalArgumentException.class, () -> runner.enqueue(" ", tiny("a")));
            assertThrows(IllegalArgumentException.class, () -> runner.enqueue("#1", tiny("a")));
            assertThrows(NullPointerException.class, () -> runner.enqueue((FFmpegJob) nothing()));
            assertThrows(NullPointerException.class, () -> runner.enqueue((String) nothing(), tiny("a")));
            assertThrows(NullPointerException.class, () -> runner.enqueue(tiny("a"), (RunListener) nothing()));
            assertTrue(runner.jobs().isEmpty());
        }
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // null, on purpose
    private static <T> T nothing() {
        return null;
    }

    @Test
    void aJobThatCannotStartFailsItsFuture() throws Exception {
        ToldRuns told = new ToldRuns();
        try (JobRunner runner = runner(1)) {
            CompletableFuture<FFmpegResult> result =
                    runner.submit(tiny("a").directory(folder.resolve("not there")), told);
            assertInstanceOf(FFmpegException.class, failure(result));
            assertEquals(new Outcome.Failed(false), told.end().outcome());
            assertEquals(List.of("queued", "ended"), told.told());
            assertEquals(Duration.ZERO, told.end().elapsed());
        }
    }

    @Test
    void jobsAreFoundWhileTheyLiveAndAfterTheirEnd() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob running = runner.enqueue(endless("running"));
            RunningJob waiting = runner.enqueue("mine", tiny("waiting"));
            awaitWorking(running);
            assertEquals(List.of(running, waiting), runner.jobs());
            assertSame(running, runner.find(running.id()).orElseThrow());
            assertSame(waiting, runner.find("mine").orElseThrow());
            assertTrue(runner.find("nobody").isEmpty());
            running.quit();
            soon(running.result());
            soon(waiting.result());
            assertTrue(runner.jobs().isEmpty());
            RunningJob found = runner.find("mine").orElseThrow();
            assertEquals(new Outcome.Completed(), soon(found.result()).outcome());
            assertEquals(
                    Running.State.ENDED, runner.find(running.id()).orElseThrow().state());
        }
    }

    // Order and slots.

    @Test
    void theMoreUrgentStartFirstAndEqualOnesInTheirOrder() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        RunListener starts = new RunListener() {
            @Override
            public void started(RunningJob run, Started started) {
                order.add(run.name().orElseThrow());
            }
        };
        try (JobRunner runner = runner(1, starts)) {
            RunningJob blocker = runner.enqueue(endless("blocker"));
            awaitWorking(blocker);
            List<CompletableFuture<FFmpegResult>> all = new ArrayList<>();
            all.add(runner.submit(tiny("a")));
            all.add(runner.submit(tiny("b").priority(5)));
            all.add(runner.submit(tiny("c")));
            all.add(runner.submit(tiny("d").priority(-5).retry(AT_ONCE)));
            all.add(runner.submit(tiny("e").priority(5).retry(AT_ONCE)));
            assertEquals(
                    List.of("blocker", "b", "e", "a", "c", "d"),
                    runner.jobs().stream().map(job -> job.name().orElseThrow()).toList());
            blocker.quit();
            all.forEach(JobRunnerContract::soon);
        }
        assertEquals(List.of("blocker", "b", "e", "a", "c", "d"), order);
    }

    @Test
    void aJobWaitsForItsResourceAndOthersPass() throws Exception {
        try (JobRunner runner = runner(3)) {
            RunningJob first = runner.enqueue(endless("first").uses(RESOURCE, 1));
            awaitWorking(first);
            RunningJob second = runner.enqueue(endless("second").uses(RESOURCE, 1));
            soon(runner.submit(tiny("other"))); // has passed it
            assertSame(Running.State.WAITING, second.state());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> runner.enqueue(tiny("much").uses(RESOURCE, 2)));
            first.quit();
            awaitWorking(second);
            second.quit();
        }
    }

    @Test
    void aResourceIsGivenBackHoweverAJobEnds() throws Exception {
        try (JobRunner runner = runner(2)) {
            RunningJob killed = runner.enqueue(endless("killed").uses(RESOURCE, 1));
            RunningJob withdrawn = runner.enqueue(endless("withdrawn").uses(RESOURCE, 1));
            withdrawn.quit();
            awaitWorking(killed);
            killed.kill();
            assertInstanceOf(
                    FFmpegProcessException.class,
                    failure(runner.submit(failing("bad").uses(RESOURCE, 1))));
            RunningJob pausing =
                    runner.enqueue(flaky("pausing", 1).uses(RESOURCE, 1).retry(IN_AN_HOUR));
            soon(runner.submit(tiny("last").uses(RESOURCE, 1))); // it holds none between two attempts
            pausing.quit();
        }
    }

    @Test
    void aProbeNeverWaitsBehindAJob() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob blocker = runner.enqueue(endless("blocker"));
            awaitWorking(blocker);
            failure(runner.probe(ProbeRequest.of(file("not there")))); // there is no ffprobe: but it was tried
            assertEquals(Running.State.RUNNING, blocker.state());
            blocker.quit();
        }
    }

    @Test
    void whatTheMachineCanDoIsAnsweredBesideAJob() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob blocker = runner.enqueue(endless("blocker"));
            awaitWorking(blocker);
            EncoderTrial trial = soon(runner.tryEncoder("none_of_that_name"));
            assertEquals("none_of_that_name", trial.encoder());
            assertFalse(trial.works());
            assertFalse(trial.reason().isBlank());
            assertTrue(soon(runner.freeSpace(folder)) > 0);
            assertTrue(soon(runner.freeSpace(folder.resolve("not/there/yet.mp4"))) > 0);
            assertThrows(NullPointerException.class, () -> runner.tryEncoder(nothing()));
            assertThrows(NullPointerException.class, () -> runner.freeSpace(nothing()));
            assertEquals(Running.State.RUNNING, blocker.state());
            blocker.quit();
        }
    }

    // Retries.

    @Test
    void aJobIsTriedAgainAfterAFailureThatMayPass() throws Exception {
        ToldRuns told = new ToldRuns();
        List<FFmpegEvent> events = Collections.synchronizedList(new ArrayList<>());
        try (JobRunner runner = runner(1)) {
            RunningJob job = runner.enqueue(flaky("a", 2).retry(AT_ONCE), told);
            CompletableFuture<Void> over = new CompletableFuture<>();
            job.events().subscribe(new Collecting(events, over));
            assertEquals(new Outcome.Completed(), soon(job.result()).outcome());
            soon(over);
        }
        assertEquals(new Outcome.Completed(), told.end().outcome());
        assertEquals(List.of("queued", "started", "retrying", "started", "retrying", "started", "ended"), told.told());
        assertEquals(2, times("a"));
        List<Integer> attempts = events.stream()
                .filter(Retrying.class::isInstance)
                .map(event -> ((Retrying) event).attempt())
                .toList();
        assertEquals(List.of(1, 2), attempts);
        assertEquals(1, events.stream().filter(Ended.class::isInstance).count());
        assertInstanceOf(Ended.class, events.get(events.size() - 1));
        assertTrue(Files.readString(file("a")).endsWith("trailer\n"));
    }

    @Test
    void aJobFailsWithItsLastFailureWhenNoTryIsLeft() throws Exception {
        ToldRuns told = new ToldRuns();
        try (JobRunner runner = runner(1)) {
            CompletableFuture<FFmpegResult> result = runner.submit(flaky("a", 9).retry(AT_ONCE.maxRetries(2)), told);
            FFmpegProcessException e = assertInstanceOf(FFmpegProcessException.class, failure(result));
            assertEquals(FailureKind.CONNECTION_REFUSED, e.failure().kind());
        }
        assertEquals(
                FailureKind.CONNECTION_REFUSED,
                told.end().failure().orElseThrow().kind());
        assertEquals(3, times("a"));
    }

    @Test
    void aFailureThatDoesNotPassIsNotTriedAgain() throws Exception {
        ToldRuns told = new ToldRuns();
        try (JobRunner runner = runner(1)) {
            failure(runner.submit(failing("a").retry(AT_ONCE), told));
        }
        told.end();
        assertEquals(List.of("queued", "started", "ended"), told.told());
    }

    @Test
    void aJobHoldsNoSlotBetweenTwoAttempts() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob pausing = runner.enqueue("pausing", flaky("a", 9).retry(IN_AN_HOUR));
            soon(first(pausing, Retrying.class));
            assertEquals(new Outcome.Completed(), soon(runner.submit(tiny("b"))).outcome());
            assertEquals(Running.State.WAITING, pausing.state());
            assertEquals(List.of(pausing), runner.jobs());
            assertSame(pausing.result(), runner.submit("pausing", flaky("a", 9)));
            pausing.quit();
        }
    }

    @Test
    void whatWasThereBeforeTheFirstAttemptIsNotOverwritten() throws Exception {
        Files.writeString(file("a"), "precious");
        ToldRuns told = new ToldRuns();
        try (JobRunner runner = runner(1)) {
            FFmpegProcessException e = assertInstanceOf(
                    FFmpegProcessException.class,
                    failure(runner.submit(flaky("a", 9).retry(AT_ONCE), told)));
            assertEquals(FailureKind.OUTPUT_EXISTS, e.failure().kind());
        }
        told.end();
        assertEquals(List.of("queued", "ended"), told.told());
        assertEquals("precious", Files.readString(file("a")));
    }

    // Listeners.

    @Test
    void eachJobHasOneEndHoweverItEnds() throws Exception {
        ToldRuns done = new ToldRuns();
        ToldRuns failed = new ToldRuns();
        ToldRuns cancelled = new ToldRuns();
        ToldRuns quit = new ToldRuns();
        ToldRuns killed = new ToldRuns();
        try (JobRunner runner = runner(1)) {
            runner.submit(tiny("done"), done);
            failure(runner.submit(failing("failed"), failed));
            RunningJob running = runner.enqueue(endless("running"), killed);
            runner.submit(tiny("cancelled"), cancelled).cancel(true);
            runner.enqueue(tiny("quit"), quit).quit();
            awaitWorking(running);
            running.kill();
        }
        assertEquals(new Outcome.Completed(), done.end().outcome());
        assertEquals(List.of("queued", "started", "ended"), done.told());
        assertTrue(done.error().isEmpty());
        assertEquals(
                FailureKind.INVALID_DATA, failed.end().failure().orElseThrow().kind());
        assertInstanceOf(CancellationException.class, cancelled.error().orElseThrow());
        assertEquals(
                new Outcome.Stopped(StopReason.CANCEL, false), cancelled.end().outcome());
        assertEquals(List.of("queued", "ended"), cancelled.told());
        assertEquals(new Outcome.Stopped(StopReason.QUIT, false), quit.end().outcome());
        assertEquals(List.of("queued", "ended"), quit.told());
        assertEquals(new Outcome.Killed(StopReason.KILL), killed.end().outcome());
    }

    @Test
    void aListenerThatThrowsOrBlocksHarmsNoRun() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<RunListener.End> end = new CompletableFuture<>();
        RunListener throwing = new RunListener() {
            @Override
            public void started(RunningJob run, Started started) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void ended(RunningJob run, End how) {
                end.complete(how);
                throw new AssertionError("on purpose");
            }
        };
        RunListener blocking = new RunListener() {
            @Override
            public void started(RunningJob run, Started started) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        ToldRuns told = new ToldRuns();
        try (JobRunner runner = runner(1, throwing, blocking)) {
            assertEquals(
                    new Outcome.Completed(),
                    soon(runner.submit(tiny("a"), told)).outcome());
            assertEquals(new Outcome.Completed(), soon(end).outcome());
            assertEquals(new Outcome.Completed(), told.end().outcome());
        } finally {
            never.countDown();
        }
    }

    @Test
    void aSubscriptionThatIsCancelledIsCalledNoMore() throws Exception {
        try (JobRunner runner = runner(1)) {
            RunningJob job = runner.enqueue(endless("a"));
            List<Progress> seen = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<Void> cancelled = new CompletableFuture<>();
            CompletableFuture<Subscription> own = new CompletableFuture<>();
            own.complete(job.onProgress(progress -> {
                seen.add(progress);
                soon(own).cancel();
                cancelled.complete(null);
            }));
            soon(cancelled);
            awaitAnother(job);
            job.stop();
            assertEquals(1, seen.size());
        }
    }

    private static void awaitAnother(RunningJob job) {
        CountDownLatch three = new CountDownLatch(3);
        job.onProgress(progress -> three.countDown());
        try {
            assertTrue(three.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // Files.

    @Test
    void aJobWhoseOutputIsThereIsSkippedIfItSaysSo() throws Exception {
        Files.writeString(file("a"), "there");
        ToldRuns told = new ToldRuns();
        try (JobRunner runner = runner(1)) {
            FFmpegResult result = soon(runner.submit(tiny("a").skipExisting(true), told));
            assertEquals(new Outcome.Skipped(), result.outcome());
            assertTrue(result.exitCode().isEmpty());
            assertEquals(
                    new Outcome.Skipped(),
                    soon(runner.submit(tiny("a").skipExisting(true).retry(AT_ONCE)))
                            .outcome());
            assertEquals(
                    new Outcome.Completed(),
                    soon(runner.submit(tiny("b").skipExisting(true))).outcome());
        }
        told.end();
        assertEquals(List.of("queued", "ended"), told.told());
        assertEquals("there", Files.readString(file("a")));
    }

    @Test
    void theFoldersOfOutputsAreMadeIfTheJobSaysSo() throws Exception {
        try (JobRunner runner = runner(1)) {
            failure(runner.submit(tiny("one/two/a")));
            assertEquals(
                    new Outcome.Completed(),
                    soon(runner.submit(tiny("one/two/a").makeFolders(true))).outcome());
        }
        assertTrue(Files.exists(file("one/two/a")));
    }

    private record Collecting(List<FFmpegEvent> events, CompletableFuture<Void> over)
            implements Flow.Subscriber<FFmpegEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(FFmpegEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable error) {
            over.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            over.complete(null);
        }
    }
}
