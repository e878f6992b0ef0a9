package io.github.asyncffmpeg.internal.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.engine.FFmpegRunner;
import io.github.asyncffmpeg.internal.engine.RunSettings;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.Running;
import io.github.asyncffmpeg.supervise.Attempt;
import io.github.asyncffmpeg.supervise.RestartPolicy;
import io.github.asyncffmpeg.supervise.SupervisedResult;
import io.github.asyncffmpeg.supervise.SupervisionEvent;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The state machine, in a world without processes and without time. */
@Timeout(60)
class SupervisionTest {

    private static final FFmpegRunner NO_FFMPEG = new FFmpegRunner(new RunSettings(
            () -> {
                throw new FFmpegNotFoundException("ffmpeg", List.of("nowhere"));
            },
            Duration.ofSeconds(8),
            Map.of(),
            false,
            null));
    private static final FFmpegJob JOB =
            FFmpegJob.of(StreamSpec.ofArguments(List.of("-i", "rtsp://camera", "out.mkv")));
    private static final RestartPolicy PLAIN = RestartPolicy.standard().jitter(0);
    private static final Outcome FAILED = new Outcome.Failed(false);

    private final FakeWorld world = new FakeWorld();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private Supervision supervise(RestartPolicy policy) {
        return supervise(attempt -> JOB, false, policy);
    }

    private Supervision supervise(IntFunction<FFmpegJob> jobs, boolean userCode, RestartPolicy policy) {
        Supervision supervision = new Supervision(world, NO_FFMPEG, jobs, userCode, policy);
        supervision.events().on(SupervisionEvent.class, event -> told.add(text(event)));
        supervision.begin();
        return supervision;
    }

    private static String text(SupervisionEvent event) {
        if (event instanceof SupervisionEvent.AttemptStarted started) {
            return "started " + started.attempt();
        } else if (event instanceof SupervisionEvent.AttemptEnded ended) {
            return "ended " + ended.attempt().number();
        } else if (event instanceof SupervisionEvent.Restarting restarting) {
            return "restarting " + restarting.attempt() + " in "
                    + restarting.delay().toSeconds();
        } else if (event instanceof SupervisionEvent.FromAttempt of) {
            return of.attempt() + ": " + of.event().raw();
        }
        return event.getClass().getSimpleName();
    }

    private void tells(String... events) throws InterruptedException {
        for (String event : events) {
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(event);
        }
    }

    private static SupervisedResult result(Supervision supervision) {
        return supervision.result().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void startsAgainAfterGrowingPausesAndTellsInOrder() throws Exception {
        Supervision supervision = supervise(PLAIN);
        for (int i = 1; i <= 3; i++) {
            world.nextRun().end(FAILED, false);
            FakeWorld.Pause pause = world.nextPause();
            assertThat(pause.delay).isEqualTo(Duration.ofSeconds(1L << (i - 1)));
            assertThat(supervision.state()).isEqualTo(Running.State.WAITING);
            pause.due.run();
            tells("started " + i, i + ": ffmpeg", "ended " + i, "restarting " + (i + 1) + " in " + (1 << (i - 1)));
        }
        world.nextRun();
        await().until(() -> supervision.state() == Running.State.RUNNING);
        assertThat(supervision.number()).isEqualTo(4);
        assertThat(supervision.history()).extracting(Attempt::number).containsExactly(1, 2, 3);
        supervision.kill();
    }

    @Test
    void beginsANewRowAfterAnAttemptThatRanLongEnoughAndWroteSomething() throws Exception {
        supervise(PLAIN);
        world.nextRun().end(FAILED, false);
        world.nextPause().due.run();
        FakeWorld.FakeRun second = world.nextRun();
        world.clock.addAndGet(Duration.ofSeconds(30).toNanos());
        second.end(FAILED, true);
        FakeWorld.Pause pause = world.nextPause();
        assertThat(pause.delay).isEqualTo(Duration.ofSeconds(1));
        pause.due.run();
        FakeWorld.FakeRun third = world.nextRun();
        world.clock.addAndGet(Duration.ofHours(1).toNanos()); // an hour of connecting is not healthy
        third.end(FAILED, false);
        assertThat(world.nextPause().delay).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void givesUpWhenTheRowIsTooLong() throws Exception {
        Supervision supervision = supervise(PLAIN.maxRestarts(2));
        for (int i = 0; i < 2; i++) {
            world.nextRun().end(FAILED, true);
            world.nextPause().due.run();
        }
        world.nextRun().end(FAILED, true);
        assertThatThrownBy(() -> result(supervision))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("it ended 3 times in a row without having been healthy; at last: it failed");
        assertThat(world.runs).isEmpty();
        await().until(() -> told.contains("GaveUp"));
        await().until(() -> told.contains("Finished"));
    }

    @Test
    void givesUpWhenASourceHasNoOptions() {
        MediaSource source = new MediaSource() {
            @Override
            public void writeTo(WritableByteChannel ffmpeg) {}

            @Override
            @SuppressWarnings("NullAway") // as users' code may
            public Map<String, String> options() {
                return null;
            }

            @Override
            public String toString() {
                return "odd";
            }
        };
        FFmpegJob job = FFmpegJob.of(Input.of(source).output("x.mkv"));
        assertThatThrownBy(() -> result(supervise(attempt -> job, false, PLAIN)))
                .hasCauseInstanceOf(NullPointerException.class)
                .hasMessageContaining("options() of odd gave null");
        assertThat(world.runs).isEmpty();
    }

    @Test
    void givesUpAtOnceWhenItCanNeverWork() throws Exception {
        Supervision unknown = supervise(PLAIN);
        world.nextRun().fail(FailureKind.UNKNOWN_ENCODER);
        assertThatThrownBy(() -> result(unknown)).hasMessageContaining("UNKNOWN_ENCODER");
        Supervision refused = supervise(PLAIN);
        world.nextRun().fail(FailureKind.REFUSED_BY_POLICY);
        assertThatThrownBy(() -> result(refused)).hasMessageContaining("REFUSED_BY_POLICY");
        Supervision missing = supervise(PLAIN);
        world.nextRun().neverStart(new FFmpegNotFoundException("ffmpeg", List.of("nowhere")));
        assertThatThrownBy(() -> result(missing)).hasCauseInstanceOf(FFmpegNotFoundException.class);
        assertThat(world.pauses).isEmpty();
    }

    /** A camera with a bound on the size of a file was given up when its first file was full. */
    @Test
    void beginsANewFileAtALimitUnlessThePolicyWantsNoMore() throws Exception {
        supervise(PLAIN);
        world.nextRun().fail(FailureKind.LIMIT_EXCEEDED);
        world.nextPause();
        for (RestartPolicy policy : List.of(
                PLAIN.restartsCompleted(false),
                PLAIN.permanentFailures(Set.of(FailureKind.LIMIT_EXCEEDED)),
                PLAIN.restartsCompleted(false).permanentFailures(Set.of()))) {
            Supervision once = supervise(policy);
            world.nextRun().fail(FailureKind.LIMIT_EXCEEDED);
            assertThatThrownBy(() -> result(once)).hasMessageContaining("LIMIT_EXCEEDED");
        }
    }

    @Test
    void tellsWhatBecameOfTheOutputsOfAnAttempt() throws Exception {
        Supervision supervision = supervise(PLAIN);
        OutputFate whole = new OutputFate(0, "out.mkv", OutputFate.State.COMMITTED, Optional.of(Path.of("out.mkv")));
        OutputFate broken = new OutputFate(0, "out-2.mkv", OutputFate.State.DELETED, Optional.empty());
        world.nextRun().end(new Outcome.Completed(), whole);
        world.nextPause().due.run();
        world.nextRun().end(FAILED, broken);
        world.nextPause().due.run();
        world.nextRun().neverStart(new FFmpegStartException("no more processes", List.of(), null));
        assertThat(supervision.history())
                .extracting(Attempt::fates)
                .containsExactly(List.of(whole), List.of(broken), List.of());
    }

    @Test
    void triesAgainWhenTheSystemRefusedToStartIt() throws Exception {
        Supervision supervision = supervise(PLAIN);
        world.nextRun().neverStart(new FFmpegStartException("no more processes", List.of(), null));
        assertThat(world.nextPause().delay).isEqualTo(Duration.ofSeconds(1));
        assertThat(supervision.history().get(0).outcome()).isEmpty();
    }

    @Test
    void opensAnInputAgainThatEndedUnlessThePolicyWantsNoMore() throws Exception {
        supervise(PLAIN);
        world.nextRun().end(new Outcome.Completed(), true);
        world.nextPause();
        Supervision once = supervise(PLAIN.restartsCompleted(false));
        world.nextRun().end(new Outcome.Completed(), true);
        SupervisedResult result = result(once);
        assertThat(result.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(result.attempts()).isEqualTo(1);
    }

    @Test
    void stopsTheAttemptThatRunsAndMakesNoOther() throws Exception {
        Supervision supervision = supervise(PLAIN);
        FakeWorld.FakeRun run = world.nextRun();
        supervision.stop(StopReason.QUIT, Duration.ofSeconds(3));
        supervision.stop(StopReason.CLOSE, null);
        assertThat(run.asked()).containsExactly("QUIT PT3S", "CLOSE PT3S");
        assertThat(supervision.result()).isNotDone();
        run.end(new Outcome.Stopped(StopReason.QUIT, true), true);
        assertThat(result(supervision).outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
        assertThat(world.pauses).isEmpty();
    }

    @Test
    void isStoppedAlsoWhenTheAttemptFailedInTheSameMoment() throws Exception {
        Supervision supervision = supervise(PLAIN);
        FakeWorld.FakeRun run = world.nextRun();
        supervision.stop(StopReason.QUIT, null);
        run.end(FAILED, false);
        assertThat(result(supervision).outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, false));
    }

    @Test
    void failsWhenTheStopHadToKill() throws Exception {
        Supervision supervision = supervise(PLAIN);
        FakeWorld.FakeRun run = world.nextRun();
        supervision.stop(StopReason.QUIT, null);
        run.end(new Outcome.Killed(StopReason.QUIT), true);
        assertThatThrownBy(() -> result(supervision)).hasCauseInstanceOf(FFmpegProcessException.class);
    }

    @Test
    void cutsAPauseShort() throws Exception {
        Supervision supervision = supervise(PLAIN);
        world.nextRun().end(new Outcome.Completed(), true);
        FakeWorld.Pause pause = world.nextPause();
        supervision.stop(StopReason.QUIT, null);
        assertThat(result(supervision).outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
        assertThat(pause.cancelled).isTrue();
        pause.due.run(); // it went off in the same moment
        assertThat(world.runs).isEmpty();
        assertThat(supervision.number()).isEqualTo(1);
    }

    @Test
    void makesNoAttemptWhenTheJvmShutsDown() throws Exception {
        Supervision waiting = supervise(PLAIN);
        world.nextRun().end(FAILED, false);
        world.nextPause().shutdown.run();
        assertThatThrownBy(() -> result(waiting)).hasCauseInstanceOf(FFmpegRejectedException.class);
        Supervision running = supervise(PLAIN);
        world.nextRun().end(new Outcome.Stopped(StopReason.SHUTDOWN, true), true);
        assertThat(result(running).outcome()).isEqualTo(new Outcome.Stopped(StopReason.SHUTDOWN, true));
        assertThat(world.runs).isEmpty();
    }

    @Test
    void isCancelledWhenTheProcessIsGoneAndNotBefore() throws Exception {
        Supervision supervision = supervise(PLAIN);
        FakeWorld.FakeRun run = world.nextRun();
        assertThat(supervision.result().cancel(true)).isTrue();
        assertThat(supervision.result()).isNotDone();
        assertThat(run.asked()).containsExactly("CANCEL");
        run.end(new Outcome.Stopped(StopReason.CANCEL, true), true);
        assertThatThrownBy(() -> supervision.result().get(20, TimeUnit.SECONDS))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void failsWithTheErrorItWasGiven() throws Exception {
        Supervision supervision = supervise(PLAIN);
        world.nextRun().end(FAILED, false);
        world.nextPause();
        Exception mine = new Exception("mine");
        assertThat(supervision.result().completeExceptionally(mine)).isTrue();
        assertThatThrownBy(() -> supervision.result().join()).hasCause(mine);
        assertThat(supervision.result().completeExceptionally(new Exception("late")))
                .isFalse();
    }

    @Test
    void isCompletedByNobodyElse() throws Exception {
        Supervision supervision = supervise(PLAIN);
        world.nextRun();
        assertThat(supervision.result().complete(null)).isFalse();
        supervision.result().obtrudeException(new Exception());
        assertThat(supervision.result()).isNotDone();
        supervision.kill();
    }

    @Test
    void asksTheFunctionForTheJobOfEachAttempt() throws Exception {
        supervise(attempt -> JOB.name("attempt " + attempt), true, PLAIN);
        for (int i = 1; i <= 3; i++) {
            FakeWorld.FakeRun run = world.nextRun();
            assertThat(run.job).extracting(Object::toString).isEqualTo("job \"attempt " + i + "\"");
            run.end(FAILED, false);
            world.nextPause().due.run();
        }
    }

    @Test
    void failsWithTheErrorOfTheFunction() {
        IllegalStateException mine = new IllegalStateException("no address");
        Supervision supervision = supervise(
                attempt -> {
                    throw mine;
                },
                true,
                PLAIN);
        assertThatThrownBy(() -> result(supervision)).hasCause(mine);
    }

    @Test
    void isStoppedWhileTheFunctionBlocks() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Supervision supervision = supervise(
                attempt -> {
                    entered.countDown();
                    awaitUninterruptibly(released);
                    return JOB;
                },
                true,
                PLAIN);
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        supervision.stop(StopReason.QUIT, null);
        assertThat(result(supervision).outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, false));
        released.countDown();
        assertThat(world.runs).isEmpty();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tellsALateSubscriberWhatRunsOrHowTheLastAttemptEnded() throws Exception {
        Supervision supervision = supervise(PLAIN);
        FakeWorld.FakeRun first = world.nextRun();
        first.tap.accept(FakeWorld.progress());
        first.tap.accept(FakeWorld.progress());
        BlockingQueue<String> late = new LinkedBlockingQueue<>();
        supervision.events().on(SupervisionEvent.class, event -> late.add(text(event)));
        await().until(() -> late.size() == 3);
        assertThat(late).element(0).isEqualTo("started 1");
        assertThat(late).element(2).asString().startsWith("1: frame=25");
        first.end(FAILED, true);
        world.nextPause().due.run();
        world.nextRun();
        BlockingQueue<String> later = new LinkedBlockingQueue<>();
        supervision.events().on(SupervisionEvent.class, event -> later.add(text(event)));
        await().until(() -> later.size() == 2);
        assertThat(later).containsExactly("started 2", "2: ffmpeg");
        supervision.kill();
    }

    @Test
    void tellsALateSubscriberOfAnAttemptWithoutAStartAlone() throws Exception {
        Supervision supervision = supervise(PLAIN);
        world.nextRun().end(FAILED, true);
        world.nextPause().due.run();
        world.nextRun().end(FAILED, false);
        FakeWorld.Pause pause = world.nextPause();
        world.startable = false;
        pause.due.run();
        world.nextRun().neverStart(new FFmpegStartException("no such folder", List.of(), null));
        world.nextPause();
        BlockingQueue<String> late = new LinkedBlockingQueue<>();
        supervision.events().on(SupervisionEvent.class, event -> late.add(text(event)));
        await().until(() -> late.size() == 2);
        assertThat(late).containsExactly("ended 3", "restarting 4 in 4");
    }

    @Test
    void givesItsStallTimeoutToJobsWithoutOne() throws Exception {
        supervise(PLAIN.stallTimeout(Duration.ofSeconds(9)));
        assertThat(job(world.nextRun()).stallTimeout()).hasValue(Duration.ofSeconds(9));
        supervise(attempt -> JOB.stallTimeout(Duration.ofSeconds(3)), false, PLAIN);
        assertThat(job(world.nextRun()).stallTimeout()).hasValue(Duration.ofSeconds(3));
        FFmpegJob own = FFmpegJob.of(StreamSpec.ofArguments("-progress", "log.txt", "-i", "a", "out.mkv"));
        supervise(attempt -> own, false, PLAIN);
        assertThat(job(world.nextRun()).stallTimeout()).isEmpty();
    }

    private static FFmpegJob job(FakeWorld.FakeRun run) {
        FFmpegJob job = run.job;
        if (job == null) {
            throw new AssertionError("not launched");
        }
        return job;
    }

    @Test
    void keepsAHundredAttemptsInMind() throws Exception {
        Supervision supervision = supervise(PLAIN);
        AtomicInteger made = new AtomicInteger();
        while (made.incrementAndGet() <= 130) {
            world.nextRun().end(FAILED, false);
            world.nextPause().due.run();
        }
        assertThat(supervision.history()).hasSize(100);
        assertThat(supervision.history().get(0).number()).isEqualTo(31);
    }
}
