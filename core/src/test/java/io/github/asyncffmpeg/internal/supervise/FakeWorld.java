package io.github.asyncffmpeg.internal.supervise;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.internal.log.ProgressDecoder;
import io.github.asyncffmpeg.media.FFmpegVersion;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A world in which the test ends the attempts and lets time pass. */
final class FakeWorld implements Launcher {

    final BlockingQueue<FakeRun> runs = new LinkedBlockingQueue<>();
    final BlockingQueue<Pause> pauses = new LinkedBlockingQueue<>();
    final AtomicLong clock = new AtomicLong();
    volatile boolean startable = true;

    /** A pause that somebody waits for. */
    static final class Pause {
        final Duration delay;
        final Runnable due;
        final Runnable shutdown;
        volatile boolean cancelled;

        Pause(Duration delay, Runnable due, Runnable shutdown) {
            this.delay = delay;
            this.due = due;
            this.shutdown = shutdown;
        }
    }

    @Override
    public Running prepare(Consumer<FFmpegEvent> tap) {
        return new FakeRun(tap);
    }

    @Override
    public Runnable after(Duration delay, Runnable due, Runnable shutdown) {
        Pause pause = new Pause(delay, due, shutdown);
        pauses.add(pause);
        return () -> pause.cancelled = true;
    }

    @Override
    public long nanoTime() {
        return clock.get();
    }

    FakeRun nextRun() throws InterruptedException {
        FakeRun run = runs.poll(20, TimeUnit.SECONDS);
        if (run == null) {
            throw new AssertionError("no attempt was made");
        }
        return run;
    }

    Pause nextPause() throws InterruptedException {
        Pause pause = pauses.poll(20, TimeUnit.SECONDS);
        if (pause == null) {
            throw new AssertionError("nobody pauses");
        }
        return pause;
    }

    /** An attempt that ends when the test says so. */
    final class FakeRun implements Running {
        final Consumer<FFmpegEvent> tap;
        final List<String> asked = new ArrayList<>();
        volatile @Nullable FFmpegJob job;
        private volatile @Nullable Consumer<End> whenEnded;

        private FakeRun(Consumer<FFmpegEvent> tap) {
            this.tap = tap;
        }

        @Override
        public Optional<Launcher.Started> launch(FFmpegJob given) {
            job = given;
            if (!startable) {
                return Optional.empty();
            }
            tap.accept(new io.github.asyncffmpeg.event.Started(7, FFmpegVersion.parse("8.0.1"), List.of("ffmpeg")));
            return Optional.of(new Launcher.Started(7, List.of(MediaTarget.of("out.mkv"))));
        }

        @Override
        public Optional<FFmpegProcess> process() {
            return Optional.empty();
        }

        @Override
        public synchronized void stop(StopReason why, @Nullable Duration limit) {
            asked.add(why + (limit == null ? "" : " " + limit));
        }

        @Override
        public synchronized void kill() {
            asked.add("kill");
        }

        @Override
        public void onEnd(Consumer<End> callback) {
            whenEnded = callback;
            runs.add(this);
        }

        synchronized List<String> asked() {
            return List.copyOf(asked);
        }

        void end(Outcome outcome, boolean wrote) {
            boolean well = outcome instanceof Outcome.Completed || outcome instanceof Outcome.Stopped;
            end(new End(
                    outcome,
                    well ? result(outcome) : null,
                    well ? null : failed(outcome, FailureKind.CONNECTION_REFUSED),
                    wrote ? Optional.of(progress()) : Optional.empty()));
        }

        void fail(FailureKind kind) {
            Outcome outcome = new Outcome.Failed(false);
            end(new End(outcome, null, failed(outcome, kind), Optional.empty()));
        }

        /** As if it had written under a temporary name. */
        void end(Outcome outcome, OutputFate fate) {
            boolean well = outcome instanceof Outcome.Completed || outcome instanceof Outcome.Stopped;
            end(new End(
                    outcome,
                    well ? result(outcome, fate) : null,
                    well ? null : failed(outcome, FailureKind.CONNECTION_REFUSED, fate),
                    Optional.empty()));
        }

        void neverStart(FFmpegException why) {
            end(new End(null, null, why, Optional.empty()));
        }

        private void end(End end) {
            Consumer<End> callback = whenEnded;
            if (callback == null) {
                throw new AssertionError("not launched");
            }
            callback.accept(end);
        }
    }

    private static FFmpegResult result(Outcome outcome, OutputFate... fates) {
        return new FFmpegResult(
                outcome,
                OptionalInt.of(0),
                List.of("ffmpeg"),
                Optional.empty(),
                List.of(),
                Duration.ZERO,
                new byte[0],
                List.of(fates),
                List.of());
    }

    private static FFmpegProcessException failed(Outcome outcome, FailureKind kind, OutputFate... fates) {
        Failure failure = new Failure(kind, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        return new FFmpegProcessException(
                "it failed: " + kind,
                failure,
                new FFmpegProcessException.Run(
                        1, List.of("ffmpeg"), List.of("a line"), Duration.ZERO, outcome, List.of(fates), List.of()),
                null);
    }

    static Progress progress() {
        List<Progress> blocks = new ArrayList<>();
        ProgressDecoder decoder = new ProgressDecoder(blocks::add);
        List.of("frame=25", "out_time_us=1000000", "progress=continue").forEach(decoder::line);
        return blocks.get(0);
    }
}
