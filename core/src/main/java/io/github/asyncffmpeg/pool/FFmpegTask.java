package io.github.asyncffmpeg.pool;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.FFmpegRun;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A job in a pool: it waits for its turn, runs, and ends. It can be stopped at any of these times.
 *
 * <p>Safe for any thread. Nothing blocks but {@link #stop}.
 */
public final class FFmpegTask {

    /** Where a task is in its life. */
    public enum State {
        /** It waits for its turn. */
        QUEUED,
        /** FFmpeg runs, or is about to. */
        RUNNING,
        /** FFmpeg has ended, or the task was stopped while it waited. */
        ENDED
    }

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

    /**
     * The job.
     *
     * @return what was enqueued
     */
    public FFmpegJob job() {
        return job;
    }

    /**
     * The job's name.
     *
     * @return the name, if it has one
     */
    public Optional<String> name() {
        return job.name();
    }

    /**
     * Where the task is now.
     *
     * @return the state at this moment
     */
    public State state() {
        return run.hasEnded() ? State.ENDED : begun ? State.RUNNING : State.QUEUED;
    }

    /**
     * The events of its run, which begin when its turn comes.
     *
     * @return a publisher that can be subscribed to at any time, before the start as well
     */
    public Flow.Publisher<FFmpegEvent> events() {
        return run.events();
    }

    /**
     * Calls a listener for each event of one kind, on the callbacks' executor, one at a time.
     *
     * @param <E> the kind; {@code Progress} and {@code LogLine} are the usual ones
     * @param kind the kind; {@code FFmpegEvent.class} for all
     * @param listener if it throws, it is called no more; the run goes on
     * @return this
     */
    public <E extends FFmpegEvent> FFmpegTask on(Class<E> kind, Consumer<? super E> listener) {
        run.on(kind, listener);
        return this;
    }

    /**
     * The newest progress.
     *
     * @return the block, if there was one
     */
    public Optional<Progress> lastProgress() {
        return run.lastProgress();
    }

    /**
     * FFmpeg's log as far as it is kept: the first 50 lines and the last 200.
     *
     * @return the lines, oldest first; empty while it waits
     */
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

    /**
     * The future of the task, as {@link FFmpegProcess#result} describes it. To cancel it while the task waits takes the
     * task out of the queue.
     *
     * @return always the same future
     */
    public CompletableFuture<FFmpegResult> result() {
        return run.result();
    }

    /**
     * Asks the task to finish and returns at once. A task that waits is taken out of the queue, and ends as
     * {@code Stopped} without a file. (To cancel its future does the same, but makes the future fail.)
     */
    public void quit() {
        run.stop(StopReason.QUIT);
    }

    /**
     * Asks the task to finish and waits for its end.
     *
     * @return the result
     * @throws FFmpegException if FFmpeg had to be killed, or had failed
     */
    public FFmpegResult stop() {
        quit();
        run.awaitUninterruptibly();
        return run.await();
    }

    /** Ends it by force, and returns at once. */
    public void kill() {
        run.kill();
    }

    @Override
    public String toString() {
        return job + " (" + state() + ")";
    }
}
