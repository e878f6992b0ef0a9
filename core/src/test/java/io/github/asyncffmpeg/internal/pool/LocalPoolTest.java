package io.github.asyncffmpeg.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.binary.EncoderTrial;
import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.engine.FFmpegRunner;
import io.github.asyncffmpeg.internal.engine.RunSettings;
import io.github.asyncffmpeg.internal.probe.ProbeSettings;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.probe.FFprobe;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pool without FFmpeg: looking for it is what its one worker is kept busy with. */
@Timeout(30)
class LocalPoolTest {

    private static final FFprobe NO_FFPROBE = new FFprobe(new ProbeSettings(
            () -> {
                throw new FFmpegNotFoundException("ffprobe", List.of("nowhere"));
            },
            Map.of(),
            false,
            () -> Runnable::run));

    private final CountDownLatch looking = new CountDownLatch(1);
    private final CountDownLatch looked = new CountDownLatch(1);
    private final FFmpegRunner runner = new FFmpegRunner(new RunSettings(
            () -> {
                looking.countDown();
                awaitQuietly(looked);
                throw new FFmpegNotFoundException("ffmpeg", List.of("nowhere"));
            },
            Duration.ofSeconds(8),
            Map.of(),
            false,
            null));
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final FFmpegJob job =
            FFmpegJob.of(StreamSpec.ofArguments(List.of("-i", "x"))).name("x");

    private FFmpegPool.Builder builder() {
        return LocalPool.builder(runner, new LocalPool.Questions() {
            @Override
            public FFprobe ffprobe() {
                return NO_FFPROBE;
            }

            @Override
            public Capabilities capabilities() {
                asked.countDown();
                awaitQuietly(answered);
                throw new FFmpegNotFoundException("ffmpeg", List.of("nowhere"));
            }
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void takesATaskOutOfTheQueueWhenItIsCancelled() throws InterruptedException {
        FFmpegPool pool = builder().maxWorkers(1).maxQueued(1).build();
        FFmpegTask running = pool.enqueue(job);
        looking.await();
        FFmpegTask waiting = pool.enqueue("y", job);
        assertThat(pool.find("y")).containsSame(waiting);
        assertThatThrownBy(() -> pool.submit(job)).isInstanceOf(FFmpegRejectedException.class);
        assertThat(waiting.result().cancel(false)).isTrue();
        assertThat(waiting.state()).isEqualTo(FFmpegTask.State.ENDED);
        assertThat(running.state()).isEqualTo(FFmpegTask.State.RUNNING);
        looked.countDown();
        pool.close();
        assertThatThrownBy(() -> running.result().join()).hasCauseInstanceOf(FFmpegNotFoundException.class);
        assertThat(pool.jobs()).isEmpty();
        assertThatThrownBy(() -> pool.submit(job)).hasMessageContaining("the pool is closed");
    }

    @Test
    void endsItsTasksWhenItIsClosedAndToldSo() throws InterruptedException {
        FFmpegPool pool = builder().maxWorkers(1).cancelTasksWhenShutdown(true).build();
        pool.enqueue(job);
        looking.await();
        List<FFmpegTask> waiting = List.of(pool.enqueue(job), pool.enqueue(job));
        Thread closing = new Thread(pool::close);
        closing.start();
        waiting.forEach(
                task -> assertThat(task.result().join().outcome().finalised()).isFalse());
        looked.countDown();
        closing.join();
        assertThat(pool.awaitAll(Duration.ZERO)).isTrue();
    }

    @Test
    void answersWhatTheMachineCanDoInTheSlotsOfProbes() throws InterruptedException {
        FFmpegPool pool = builder().maxWorkers(1).maxProbes(1).build();
        pool.enqueue(job);
        looking.await(); // a job never holds up a question
        CompletableFuture<EncoderTrial> trial = pool.tryEncoder("libx264");
        asked.await();
        CompletableFuture<Long> waiting = pool.freeSpace(Path.of("."));
        CompletableFuture<Long> cancelled = pool.freeSpace(Path.of("."));
        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(cancelled).isCancelled();
        assertThat(waiting).isNotDone();
        answered.countDown();
        assertThatThrownBy(trial::join).hasCauseInstanceOf(FFmpegNotFoundException.class);
        assertThat(waiting.join()).isNotNegative();
        looked.countDown();
        pool.close();
        assertThatThrownBy(() -> pool.tryEncoder("libx264")).isInstanceOf(FFmpegRejectedException.class);
        assertThatThrownBy(() -> pool.freeSpace(Path.of("."))).isInstanceOf(FFmpegRejectedException.class);
    }

    @Test
    void waitsForATrialThatHasBegunAlsoWhenItIsCancelled() throws InterruptedException {
        FFmpegPool pool = builder().maxProbes(1).build();
        CompletableFuture<EncoderTrial> trial = pool.tryEncoder("libx264");
        asked.await();
        assertThat(trial.cancel(true)).isTrue();
        assertThat(trial).isNotDone();
        assertThat(pool.awaitAll(Duration.ZERO)).isFalse();
        answered.countDown();
        pool.close();
        assertThatThrownBy(trial::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void knowsTheFreeSpaceOfWhatIsNotThereYet(@TempDir Path folder) {
        try (FFmpegPool pool = builder().build()) {
            assertThat(pool.freeSpace(folder).join()).isPositive();
            assertThat(pool.freeSpace(folder.resolve("not/there/yet.mp4")).join())
                    .isPositive();
        }
    }
}
