package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.delivery.Recorder;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decision 8, line by line, as far as it shows without a process. */
@Timeout(30)
class ResultFutureTest {

    private static final RunSettings NO_FFMPEG = new RunSettings(
            () -> {
                throw new FFmpegNotFoundException("ffmpeg", List.of("nowhere"));
            },
            Duration.ofSeconds(8),
            Map.of(),
            false,
            null);
    private static final FFmpegJob JOB = FFmpegJob.of(StreamSpec.ofArguments(List.of("-i", "x")));

    private final FFmpegRun run = new FFmpegRun(NO_FFMPEG);
    private final CompletableFuture<FFmpegResult> result = run.result();

    @Test
    void isCompletedByNobodyElse() {
        FFmpegResult foreign = Conclusion.neverStarted(StopReason.QUIT).result();
        assertThat(result.complete(foreign)).isFalse();
        result.obtrudeValue(foreign);
        result.obtrudeException(new IllegalStateException());
        assertThat(result.completeAsync(() -> foreign)).isSameAs(result);
        assertThat(result.completeAsync(() -> foreign, Runnable::run)).isSameAs(result);
        assertThat(result.completeOnTimeout(foreign, 0, TimeUnit.NANOSECONDS)).isSameAs(result);
        assertThat(result).isNotDone();
        assertThat(run.hasEnded()).isFalse();
    }

    @Test
    void endsTheRunWhenItIsCancelledBeforeTheStart() {
        assertThat(result.cancel(false)).isTrue();
        assertThat(result).isCancelled();
        assertThat(run.hasEnded()).isTrue();
        assertThat(run.launch(JOB)).isFalse();
        assertThat(result.cancel(true)).isTrue();
        assertThatThrownBy(result::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void endsTheRunWithTheCallersException() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertThat(result.completeExceptionally(mine)).isTrue();
        assertThat(result.completeExceptionally(new IllegalStateException("late")))
                .isFalse();
        assertThatThrownBy(result::join).isInstanceOf(CompletionException.class).hasCause(mine);
        assertThat(run.hasEnded()).isTrue();
    }

    @Test
    void refusesNoExceptionAndLeavesTheRunAlone() {
        assertThatThrownBy(() -> result.completeExceptionally(null)).isInstanceOf(NullPointerException.class);
        assertThat(run.hasEnded()).isFalse();
    }

    @Test
    void endsTheRunWhenOrTimeoutRunsOut() {
        CompletableFuture<FFmpegResult> limited = result.orTimeout(1, TimeUnit.MILLISECONDS);
        assertThatThrownBy(limited::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(run.hasEnded()).isTrue();
    }

    @Test
    void givesPlainFuturesWhoseCancellationStopsNothing() {
        CompletableFuture<FFmpegResult> dependent = result.thenApply(r -> r);
        assertThat(dependent).isExactlyInstanceOf(CompletableFuture.class);
        dependent.cancel(true);
        result.copy().cancel(true);
        result.newIncompleteFuture().cancel(true);
        assertThat(run.hasEnded()).isFalse();
        assertThat(result).isNotDone();
    }

    @Test
    void completesNormallyWhenStoppedBeforeTheStartWhichIsRemembered() {
        run.stop(StopReason.QUIT);
        run.stop(StopReason.CLOSE);
        run.kill();
        assertThat(result).isDone();
        assertThat(run.launch(JOB)).isFalse();
        assertThat(result.join().outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, false));
        assertThat(result.join().exitCode()).isEmpty();
        assertThat(run.await()).isSameAs(result.join());
    }

    @Test
    void runsItsDependentsWhereUserCodeRuns() {
        CompletableFuture<String> dependent =
                result.thenApply(r -> Thread.currentThread().getName());
        CompletableFuture<String> async =
                result.thenApplyAsync(r -> Thread.currentThread().getName());
        run.stop(StopReason.QUIT);
        assertThat(dependent.join()).startsWith("asyncffmpeg-callback-");
        assertThat(async.join()).startsWith("asyncffmpeg-callback-");
    }

    @Test
    void failsWhenThereIsNoFFmpegAndTheEventsEnd() {
        Recorder events = new Recorder(Long.MAX_VALUE);
        run.events().subscribe(events);
        assertThat(run.launch(JOB)).isFalse();
        assertThatThrownBy(result::join).hasCauseInstanceOf(FFmpegNotFoundException.class);
        assertThatThrownBy(run::await).isInstanceOf(FFmpegNotFoundException.class);
        await().until(() -> events.complete);
        assertThat(events.events).isEmpty();
        assertThat(run.process()).isEmpty();
        assertThat(run.logTail()).isEmpty();
    }

    @Test
    void doesNotWaitForAfterStartWhenNothingStarted() {
        run.alsoAwait(new CompletableFuture<>());
        run.launch(JOB);
        assertThat(result).isDone();
    }

    @Test
    void failsWithTheErrorOfTheSpecsSupplierHoweverItIsWrapped() {
        FFmpegRunner runner = new FFmpegRunner(NO_FFMPEG);
        IllegalStateException mine = new IllegalStateException("mine");
        assertThatThrownBy(() -> runner.execute(
                                () -> CompletableFuture.failedFuture(new CompletionException(mine)),
                                process -> CompletableFuture.completedFuture(null))
                        .join())
                .hasCause(mine);
        assertThatThrownBy(() -> runner.execute(
                                () -> {
                                    throw mine;
                                },
                                process -> CompletableFuture.completedFuture(null))
                        .join())
                .hasCause(mine);
        assertThatThrownBy(() -> runner.execute(() -> null, process -> null).join())
                .hasMessageContaining("createStreamSpec gave null");
    }
}
