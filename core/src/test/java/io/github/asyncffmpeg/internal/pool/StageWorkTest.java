package io.github.asyncffmpeg.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.internal.engine.FFmpegRunner;
import io.github.asyncffmpeg.internal.engine.RunSettings;
import io.github.asyncffmpeg.internal.probe.ProbeSettings;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.probe.FFprobe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work of any kind in a pool, by futures that the test completes. */
@Timeout(30)
class StageWorkTest {

    private static final FFprobe NO_FFPROBE = new FFprobe(new ProbeSettings(
            () -> {
                throw new FFmpegNotFoundException("ffprobe", List.of("nowhere"));
            },
            Map.of(),
            false,
            () -> Runnable::run));

    private final FFmpegRunner runner = new FFmpegRunner(new RunSettings(
            () -> {
                throw new FFmpegNotFoundException("ffmpeg", List.of("nowhere"));
            },
            Duration.ofSeconds(8),
            Map.of(),
            false,
            null));
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<String> stage = new CompletableFuture<>();
    private final Supplier<CompletionStage<String>> work = () -> {
        begun.countDown();
        return stage;
    };

    private FFmpegPool.Builder builder() {
        return LocalPool.builder(runner, new LocalPool.Questions() {
            @Override
            public FFprobe ffprobe() {
                return NO_FFPROBE;
            }

            @Override
            public Capabilities capabilities() {
                throw new FFmpegNotFoundException("ffmpeg", List.of("nowhere"));
            }
        });
    }

    @Test
    void takesAPlaceUntilItsStageIsComplete() throws InterruptedException {
        try (FFmpegPool pool = builder().maxWorkers(1).maxQueued(1).build()) {
            CompletableFuture<String> first = pool.submit(work);
            begun.await();
            AtomicBoolean secondBegan = new AtomicBoolean();
            CompletableFuture<String> second = pool.submit(() -> {
                secondBegan.set(true);
                return CompletableFuture.completedFuture("second");
            });
            assertThatThrownBy(() -> pool.submit(work)).isInstanceOf(FFmpegRejectedException.class);
            assertThat(secondBegan).isFalse();
            assertThat(pool.jobs()).isEmpty();
            assertThat(pool.awaitAll(Duration.ZERO)).isFalse();
            stage.complete("first");
            assertThat(first.join()).isEqualTo("first");
            assertThat(second.join()).isEqualTo("second");
        }
    }

    @Test
    void isTakenOutOfTheQueueWhenItIsCancelled() throws InterruptedException {
        try (FFmpegPool pool = builder().maxWorkers(1).build()) {
            pool.submit(work);
            begun.await();
            AtomicBoolean began = new AtomicBoolean();
            CompletableFuture<String> waiting = pool.submit(() -> {
                began.set(true);
                return CompletableFuture.completedFuture("never");
            });
            assertThat(waiting.cancel(true)).isTrue();
            assertThat(waiting).isCancelled();
            stage.complete("done");
            pool.awaitAll();
            assertThat(began).isFalse();
        }
    }

    @Test
    void handsACancelOnToItsStageAndWaitsForIt() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<String> stubborn = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                asked.countDown();
                return true;
            }
        };
        try (FFmpegPool pool = builder().maxWorkers(1).build()) {
            CompletableFuture<String> result = pool.submit(() -> {
                begun.countDown();
                return stubborn;
            });
            begun.await();
            assertThat(result.cancel(true)).isTrue();
            asked.await();
            assertThat(result).isNotDone();
            assertThat(pool.awaitAll(Duration.ZERO)).isFalse();
            stubborn.complete("too late");
            assertThatThrownBy(result::join).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void isCancelledByThePoolsEndWhenThatIsToldSo() throws InterruptedException {
        FFmpegPool pool = builder().maxWorkers(1).cancelTasksWhenShutdown(true).build();
        CompletableFuture<String> running = pool.submit(work);
        begun.await();
        CompletableFuture<String> waiting = pool.submit(work);
        pool.close();
        assertThat(stage).isCancelled();
        assertThat(running).isCancelled();
        assertThat(waiting).isCancelled();
    }

    @Test
    void failsWithWhatItsSupplierThrowsOrItsStageFailsWith() {
        try (FFmpegPool pool = builder().maxWorkers(1).build()) {
            IllegalStateException error = new IllegalStateException("on purpose");
            Supplier<CompletionStage<String>> throwing = () -> {
                throw error;
            };
            assertThatThrownBy(pool.submit(throwing)::join).hasCause(error);
            assertThatThrownBy(pool.<String>submit(() -> CompletableFuture.failedFuture(error))::join)
                    .hasCause(error);
            assertThatThrownBy(pool.submit(StageWorkTest::noStage)::join).hasMessageContaining("a stage was expected");
        }
    }

    @SuppressWarnings("NullAway") // what a careless caller does
    private static CompletionStage<String> noStage() {
        return null;
    }
}
