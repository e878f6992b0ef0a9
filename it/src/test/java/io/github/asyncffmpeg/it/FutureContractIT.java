package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the future of a run promises (docs/architecture.md, "The future"), line by line. */
class FutureContractIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private FFmpeg library() {
        return FFmpegs.bundled().library(leaks.environment()).build();
    }

    private Path out() throws IOException {
        return leaks.tempDirectory().resolve("out.mp4");
    }

    private StreamSpec endless() throws IOException {
        return StreamSpec.ofArguments("-re", "-f", "lavfi", "-i", "testsrc=s=320x240", "-t", "600", out().toString());
    }

    private static FFmpegProcess working(FFmpegProcess process) {
        await().atMost(Child.LIMIT)
                .until(() ->
                        process.lastProgress().map(p -> p.frame().orElse(0)).orElse(0L) >= 25);
        return process;
    }

    private static boolean dead(FFmpegProcess process) {
        return ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive).isEmpty();
    }

    private void playable() throws IOException {
        var ffmpeg = FFmpegs.bundled();
        assertThat(Playable.check(ffmpeg.ffmpeg(), ffmpeg.environment(), out()).frames())
                .isGreaterThanOrEqualTo(25);
    }

    @Test
    void completesWhenTheProcessIsDeadAndNotBefore() throws Exception {
        FFmpegProcess process = working(library().start(endless()));
        CompletableFuture<Boolean> wasDead = process.result().thenApply(result -> dead(process));
        assertThat(process.result()).isNotDone();
        process.quit();
        assertThat(wasDead.get(20, TimeUnit.SECONDS)).isTrue();
        playable();
    }

    @Test
    void cancelStopsAndCompletesWhenTheProcessHasEnded() throws Exception {
        FFmpegProcess process = working(library().start(endless()));
        assertThat(process.result().cancel(true)).isTrue();
        assertThat(process.result().cancel(false)).isTrue();
        assertThatThrownBy(() -> process.result().get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        assertThat(dead(process)).isTrue();
        assertThat(process.result().isCancelled()).isTrue();
        assertThat(process.stop().outcome().finalised()).isTrue();
        playable();
    }

    @Test
    void cancelReturnsAtOnce() throws Exception {
        FFmpegProcess process = working(library().start(endless()));
        process.result().cancel(true);
        // FFmpeg needs some time for its trailer; the future is not done before.
        assertThat(process.result().isDone()).isEqualTo(dead(process));
        process.close();
    }

    @Test
    void completeExceptionallyStopsAndFailsWithThatException() throws Exception {
        FFmpegProcess process = working(library().start(endless()));
        Exception mine = new Exception("mine");
        assertThat(process.result().completeExceptionally(mine)).isTrue();
        assertThatThrownBy(() -> process.result().get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCause(mine);
        assertThat(dead(process)).isTrue();
        playable();
    }

    @Test
    void orTimeoutStopsAndFailsWithTheTimeout() throws Exception {
        FFmpegProcess process = working(library().start(endless()));
        CompletableFuture<FFmpegResult> same = process.result().orTimeout(300, TimeUnit.MILLISECONDS);
        assertThat(same).isSameAs(process.result());
        assertThatThrownBy(() -> same.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(TimeoutException.class);
        assertThat(dead(process)).isTrue();
        playable();
    }

    @Test
    void completeAndObtrudeDoNothing() throws Exception {
        FFmpegProcess process = working(library().start(endless()));
        CompletableFuture<FFmpegResult> future = process.result();
        assertThat(future.complete(null)).isFalse();
        future.obtrudeValue(null);
        future.obtrudeException(new Exception("obtruded"));
        assertThat(future.completeAsync(() -> null)).isSameAs(future);
        assertThat(future.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS)).isSameAs(future);
        assertThat(future).isNotDone();
        assertThat(dead(process)).isFalse();
        assertThat(process.stop().outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(future.join()).isNotNull();
    }

    @Test
    void dependentsArePlainFuturesAndCancellingOneStopsNothing() throws Exception {
        FFmpegProcess process = working(library().start(endless()));
        CompletableFuture<String> dependent = process.result().thenApply(Object::toString);
        assertThat(dependent.getClass()).isEqualTo(CompletableFuture.class);
        dependent.cancel(true);
        assertThat(dead(process)).isFalse();
        process.close();
    }

    @Test
    void aCancelBeforeTheStartIsRemembered() throws Exception {
        CompletableFuture<StreamSpec> later = new CompletableFuture<>();
        AtomicReference<FFmpegProcess> started = new AtomicReference<>();
        CompletableFuture<FFmpegResult> result = library().execute(() -> later, process -> {
            started.set(process);
            return CompletableFuture.completedFuture(null);
        });
        result.cancel(true);
        later.complete(endless());
        await().until(result::isCancelled);
        assertThat(started).hasNullValue();
        assertThat(Files.exists(out())).isFalse();
    }

    @Test
    void anInterruptOfABlockingRunStopsWaitsAndRestoresTheFlag() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        StreamSpec spec = endless();
        FFmpeg library = library();
        Thread thread = new Thread(() -> {
            try {
                library.run(spec);
            } catch (RuntimeException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        // A blocking run shows no progress; that the file is there says that FFmpeg has begun.
        await().atMost(Child.LIMIT).until(() -> Files.exists(out()));
        thread.interrupt();
        thread.join(20_000);
        assertThat(thrown.get()).isInstanceOf(FFmpegInterruptedException.class);
        assertThat(flag.get()).isTrue();
    }

    @Test
    void failuresToStartReachTheFutureAndBlockingCallersAlike() throws Exception {
        FFmpeg broken = FFmpeg.builder().executable(out()).build();
        StreamSpec spec = endless();
        assertThatThrownBy(() -> broken.execute(spec).join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining(out().toString());
        assertThatThrownBy(() -> broken.run(spec)).hasMessageContaining(out().toString());
        assertThatThrownBy(() -> broken.start(spec)).hasMessageContaining(out().toString());
    }
}
