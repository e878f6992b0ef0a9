package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.locate.FFmpegEnvironment;
import io.github.asyncffmpeg.internal.locate.LocatedBinary;
import io.github.asyncffmpeg.media.FFmpegVersion;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a run that has ended still knows, and what it no longer holds. */
@DisabledOnOs(OS.WINDOWS)
class EndedRunTest {

    private static final FFmpegJob JOB = FFmpegJob.of(StreamSpec.ofArguments("-i", "in.mkv", "out.mkv"));

    @TempDir
    Path folder;

    private FFmpegRun run(String script) throws IOException {
        Path ffmpeg = folder.resolve("ffmpeg");
        Files.writeString(ffmpeg, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(ffmpeg, PosixFilePermissions.fromString("rwx------"));
        FFmpegBinary binary = new LocatedBinary(
                ffmpeg, Optional.empty(), FFmpegVersion.parse("8.0"), "a test", FFmpegEnvironment.UNCHANGED);
        return new FFmpegRun(new RunSettings(() -> binary, Duration.ofSeconds(8), Map.of(), false, null));
    }

    private static WeakReference<ChildView> launched(FFmpegRun run) {
        assertThat(run.launch(JOB)).isTrue();
        return new WeakReference<>(run.view().orElseThrow());
    }

    private static void awaitRelease(WeakReference<ChildView> child) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return child.get() == null;
        });
    }

    @Test
    void keepsItsAnswersAndNotItsChild() throws IOException {
        FFmpegRun run = run("echo 'frame=7\nout_time_us=40000\nprogress=continue'\n"
                + "echo '[info] hello' >&2; head -c 1 >/dev/null; echo 'frame=7\nout_time_us=40000\nprogress=end'");
        WeakReference<ChildView> child = launched(run);
        long pid = run.pid();
        await().until(() -> run.lastProgress().isPresent() && !run.logTail().isEmpty());
        List<String> command = run.command();
        run.stop();
        awaitRelease(child);
        assertThat(run.pid()).isEqualTo(pid).isPositive();
        assertThat(run.command()).isEqualTo(command).contains("in.mkv");
        assertThat(run.logTail()).containsExactly("hello");
        assertThat(run.outputs()).containsExactly(MediaTarget.of("out.mkv"));
        assertThat(run.outputSizes()).hasSize(1);
        assertThat(run.job()).isEqualTo(JOB);
        assertThat(run.isLight()).isTrue();
        assertThat(run.isPaused()).isFalse();
        assertThat(run.process()).isPresent();
        assertThat(run).hasToString("FFmpeg process " + pid + " (ended)");
        assertThat(run.lastProgress().orElseThrow().frame()).hasValue(7);
        assertThat(run.result()).isCompleted();
        run.pause();
        run.resume();
        run.kill();
        assertThat(run.stop().exitCode()).hasValue(0);
    }

    @Test
    void theLogOfARunThatFailedIsKept() throws IOException {
        FFmpegRun run = run("echo '[error] no such thing' >&2; exit 3");
        WeakReference<ChildView> child = launched(run);
        run.awaitUninterruptibly();
        awaitRelease(child);
        assertThat(run.logTail()).containsExactly("[error] no such thing");
        assertThat(run.result()).isCompletedExceptionally();
    }

    @Test
    void whoSubscribesAfterTheEndIsToldWhatWasAnnounced() throws IOException {
        FFmpegRun run = run("echo \"[info] Input #0, matroska,webm, from 'in.mkv':\" >&2\n"
                + "echo '[info]   Duration: 00:00:05.00, start: 0.000000, bitrate: 10 kb/s' >&2\n"
                + "echo 'frame=7\nout_time_us=40000\nprogress=end'");
        WeakReference<ChildView> child = launched(run);
        run.awaitUninterruptibly();
        awaitRelease(child);
        List<FFmpegEvent> told = new CopyOnWriteArrayList<>();
        run.on(FFmpegEvent.class, told::add);
        await().until(() -> told.stream().anyMatch(Ended.class::isInstance));
        assertThat(told)
                .hasExactlyElementsOfTypes(Started.class, InputAnnounced.class, Progress.class, Ended.class)
                .element(3)
                .isEqualTo(new Ended(new Outcome.Completed(), 0, ((Ended) told.get(3)).elapsed()));
    }
}
