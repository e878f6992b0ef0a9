package io.github.asyncffmpeg.pool;

import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.FFmpegRun;
import io.github.asyncffmpeg.run.RunningJob;
import io.github.asyncffmpeg.run.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A job in a pool: it waits for its turn, runs, and ends. It can be stopped at any of these times: one that waits is taken
 * out of the queue, and ends as {@code Stopped} without a file. (To cancel its future does the same, but makes the future
 * fail.)
 *
 * <p>Safe for any thread. Nothing blocks but {@link #stop}.
 */
public final class FFmpegTask implements RunningJob {

    private final FFmpegJob job;
    private final FFmpegRun run;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean begun;

    FFmpegTask(FFmpegJob job, FFmpegRun run) {
        this.job = job;
        this.run = run;
        run.onEnd(() -> end.complete(null));
    }

    /** What the queue sees of it. */
    Turn turn() {
        return new Turn(this);
    }

    record Turn(FFmpegTask task) implements PoolWork {
        @Override
        public int priority() {
            return task.job.priority();
        }

        @Override
        public void start() {
            task.begun = true;
            task.run.launchAndServe(task.job);
        }

        @Override
        public void quit() {
            task.quit();
        }

        @Override
        public void kill() {
            task.kill();
        }

        @Override
        public void close() {
            task.run.stop(StopReason.CLOSE);
        }
    }

    /** Completes when the task is over, whether it ran or not; no user code hangs on it. */
    CompletionStage<?> end() {
        return end;
    }

    @Override
    public String id() {
        return run.id();
    }

    @Override
    public FFmpegJob job() {
        return run.job();
    }

    @Override
    public State state() {
        return run.hasEnded() ? State.ENDED : begun ? State.RUNNING : State.WAITING;
    }

    @Override
    public Flow.Publisher<FFmpegEvent> events() {
        return run.events();
    }

    @Override
    public <E extends FFmpegEvent> Subscription on(Class<E> kind, Consumer<? super E> listener) {
        return run.on(kind, listener);
    }

    @Override
    public Optional<Progress> lastProgress() {
        return run.lastProgress();
    }

    @Override
    public List<String> logTail() {
        return run.logTail();
    }

    /**
     * The process.
     *
     * @return the process, once it has been started
     */
    public Optional<FFmpegProcess> process() {
        return run.process();
    }

    @Override
    public CompletableFuture<FFmpegResult> result() {
        return run.result();
    }

    @Override
    public void quit() {
        run.quit();
    }

    @Override
    public void quit(Duration limit) {
        run.quit(limit);
    }

    @Override
    public FFmpegResult stop() {
        return run.stop();
    }

    @Override
    public FFmpegResult stop(Duration limit) {
        return run.stop(limit);
    }

    @Override
    public void kill() {
        run.kill();
    }

    @Override
    public String toString() {
        return job + " (" + state() + ")";
    }
}
