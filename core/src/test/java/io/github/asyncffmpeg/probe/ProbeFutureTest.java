package io.github.asyncffmpeg.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.internal.locate.FFmpegEnvironment;
import io.github.asyncffmpeg.internal.locate.LocatedBinary;
import io.github.asyncffmpeg.internal.probe.ProbeSettings;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the future of a probe before there is an ffprobe. */
@Timeout(30)
class ProbeFutureTest {

    private static final Path NOWHERE = Path.of("/nowhere/ffprobe");

    private static FFprobe ffprobe(Executor callbacks) {
        FFmpegBinary binary = new LocatedBinary(
                NOWHERE.resolveSibling("ffmpeg"),
                Optional.of(NOWHERE),
                FFmpegVersion.parse("8.0"),
                "PATH",
                FFmpegEnvironment.UNCHANGED);
        return new FFprobe(new ProbeSettings(() -> binary, Map.of(), false, () -> callbacks));
    }

    /** A stream of which nothing comes until it is closed. */
    private static final class Silent extends InputStream {
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() {
            asked.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void aStreamThatGivesNothingDoesNotOutliveACancel() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Silent silent = new Silent()) {
            CompletableFuture<MediaInfo> future = ffprobe(task -> new Thread(() -> {
                                task.run();
                                over.countDown();
                            })
                            .start())
                    .execute(ProbeRequest.of(silent));
            silent.asked.await();
            assertThat(future.cancel(true)).isTrue();
            assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        }
        over.await();
    }

    @Test
    void norATimeLimit() throws Exception {
        try (Silent silent = new Silent()) {
            CompletableFuture<MediaInfo> future =
                    ffprobe(task -> new Thread(task).start()).execute(ProbeRequest.of(silent));
            assertThatThrownBy(() -> future.orTimeout(10, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }
}
