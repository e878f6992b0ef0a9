package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tiny jobs, which are served by the thread that waits for them, and as many jobs as the system takes. */
@Timeout(120)
class ManyJobsIT {

    private static final StreamSpec TINY =
            StreamSpec.ofArguments("-f", "lavfi", "-i", "testsrc=s=16x16:d=0.04", "-f", "null", "-");

    /** Longer than the first moments. */
    private static final StreamSpec LONGER =
            StreamSpec.ofArguments("-re", "-f", "lavfi", "-i", "testsrc=s=16x16:d=0.8", "-f", "null", "-");

    private static final StreamSpec ENDLESS =
            StreamSpec.ofArguments("-re", "-f", "lavfi", "-i", "testsrc=s=16x16", "-f", "null", "-");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @Test
    void saysSoWhenTheSystemHasNoMoreDescriptorsAndHarmsNoJob() throws Exception {
        Conditions.require(Files.isExecutable(Path.of("/usr/bin/prlimit")), "`prlimit` of util-linux");
        Installation bundled = FFmpegs.bundled();
        Map<String, String> environment = new HashMap<>(leaks.environment());
        environment.putAll(bundled.environment());
        List<String> command = new ArrayList<>(List.of("/usr/bin/prlimit", "--nofile=130:130"));
        command.addAll(Jvm.command(ManyJobsHost.class, bundled.ffmpeg().toString()));
        try (Child jvm = Child.start(leaks.tempDirectory(), environment, command)) {
            assertThat(jvm.exitCode()).as(jvm.stderr()).isZero();
            assertThat(jvm.stdout())
                    .contains("refused FFmpeg could not be started: ")
                    .contains(" of the 130 file descriptors that this process may open are open\n")
                    .contains("some run true\nleft 0\nCompleted[]\n");
        }
    }

    @EachFFmpeg
    @Tag("long")
    void tinyAndLongerJobsEndWhoeverWaits(Installation installation) throws Exception {
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        for (StreamSpec spec : List.of(TINY, LONGER)) {
            assertThat(ffmpeg.run(spec).outcome()).isEqualTo(new Outcome.Completed());
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(ffmpeg.execute(spec));
            }
            all.forEach(CompletableFuture::join);
        }
    }

    @EachFFmpeg
    void anInterruptInTheFirstMomentsStopsTheJob(Installation installation) throws Exception {
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        ffmpeg.binary();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            assertThatThrownBy(() -> ffmpeg.run(ENDLESS)).isInstanceOf(FFmpegInterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(waiting);
        thread.start();
        await().until(() -> ProcessHandle.current().children().findAny().isPresent());
        thread.interrupt();
        assertThat(waiting.get()).isTrue();
    }

    @EachFFmpeg
    void aCancelInTheFirstMomentsStopsTheJob(Installation installation) throws Exception {
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        ffmpeg.binary();
        CompletableFuture<?> result = ffmpeg.execute(ENDLESS);
        await().until(() -> ProcessHandle.current().children().findAny().isPresent());
        result.cancel(true);
        await().until(result::isDone);
        assertThat(result).isCancelled();
    }
}
