package io.github.asyncffmpeg.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
                try {
                    looked.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new FFmpegNotFoundException("ffmpeg", List.of("nowhere"));
            },
            Duration.ofSeconds(8),
            Map.of(),
            false,
            null));
    private final FFmpegJob job =
            FFmpegJob.of(StreamSpec.ofArguments(List.of("-i", "x"))).name("x");

    @Test
    void takesATaskOutOfTheQueueWhenItIsCancelled() throws InterruptedException {
        FFmpegPool pool =
                LocalPool.builder(runner, NO_FFPROBE).maxWorkers(1).maxQueued(1).build();
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
        FFmpegPool pool = LocalPool.builder(runner, NO_FFPROBE)
                .maxWorkers(1)
                .cancelTasksWhenShutdown(true)
                .build();
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
}
