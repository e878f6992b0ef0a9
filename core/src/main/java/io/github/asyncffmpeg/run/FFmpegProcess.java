package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.media.MediaTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A running FFmpeg. It was started once and ends once; to run again, start again.
 *
 * <p>Two verbs end it, with two promises: {@link #quit} asks and returns at once, {@link #stop} asks and waits. Both
 * climb the same ladder within {@code timeToForceTermination} (T, 8 s unless set otherwise): FFmpeg is asked as the
 * {@code q} key does, so that it finalises its files; two seconds before T it gets one SIGTERM, which has the same
 * effect; at T it is killed. Before FFmpeg has begun to write, SIGTERM comes after 250 ms.
 *
 * <p>Safe for any thread. Nothing blocks but {@link #stop} and {@link #close}.
 */
public final class FFmpegProcess implements AutoCloseable {

    private final FFmpegRun run;
    private final FFmpegJob job;
    private final long pid;
    private final List<String> command;

    FFmpegProcess(FFmpegRun run, FFmpegJob job, long pid, List<String> command) {
        this.run = run;
        this.job = job;
        this.pid = pid;
        this.command = command;
    }

    /**
     * The process id.
     *
     * @return the id the operating system gave
     */
    public long pid() {
        return pid;
    }

    /**
     * The job, as it was started: with untrusted inputs it has the limits that the policy implies, where it had none of
     * its own.
     *
     * @return what was started; the job that was given, if nothing was added
     */
    public FFmpegJob job() {
        return job;
    }

    /**
     * The command line.
     *
     * @return the executable, the options this library adds, the arguments of the spec
     */
    public List<String> command() {
        return command;
    }

    /**
     * The events of the run. FFmpeg never waits for a subscriber: see {@code docs/architecture.md}, "Events".
     *
     * @return a publisher that can be subscribed to at any time; who comes late gets {@code Started}, what FFmpeg has
     *     announced and the newest progress, then what follows
     */
    public Flow.Publisher<FFmpegEvent> events() {
        return run.events();
    }

    /**
     * Calls a listener for each progress block, on the callbacks' executor, one at a time. A slow listener sees fewer
     * blocks, always the newest.
     *
     * @param listener if it throws, it is called no more; the run goes on
     * @return this
     */
    public FFmpegProcess onProgress(Consumer<? super Progress> listener) {
        return on(Progress.class, listener);
    }

    /**
     * Calls a listener for each line of FFmpeg's log, on the callbacks' executor, one at a time.
     *
     * @param listener if it throws, it is called no more; the run goes on
     * @return this
     */
    public FFmpegProcess onLog(Consumer<? super LogLine> listener) {
        return on(LogLine.class, listener);
    }

    /**
     * Calls a listener for each line of FFmpeg's log that tells of trouble, on the callbacks' executor, one at a time.
     * Only lines that FFmpeg itself writes are such lines, not those that a file's texts or another program imitate.
     *
     * @param listener takes lines of level warning or graver; if it throws, it is called no more; the run goes on
     * @return this
     */
    public FFmpegProcess onWarning(Consumer<? super LogLine> listener) {
        return onLog(line -> {
            if (line.level().isTrouble()) {
                listener.accept(line);
            }
        });
    }

    /**
     * Calls a listener for each event of one kind, on the callbacks' executor, one at a time.
     *
     * @param <E> the kind
     * @param kind the kind; {@code FFmpegEvent.class} for all
     * @param listener if it throws, it is called no more; the run goes on
     * @return this
     */
    public <E extends FFmpegEvent> FFmpegProcess on(Class<E> kind, Consumer<? super E> listener) {
        run.on(kind, listener);
        return this;
    }

    /**
     * The future of the run. It completes when the process is dead and its pipes are drained: with a result for
     * {@code Completed} and {@code Stopped}, with an {@code FFmpegProcessException} for everything else.
     *
     * <ul>
     *   <li>{@code cancel} and {@code completeExceptionally}, and so {@code orTimeout}, begin the stop ladder; when the
     *       process has ended, the future completes with that exception;
     *   <li>{@code complete}, {@code completeAsync}, {@code completeOnTimeout} and the {@code obtrude} methods do
     *       nothing;
     *   <li>what {@code thenApply} and its kin give are plain futures: to cancel one of them stops nothing.
     * </ul>
     *
     * @return always the same future
     */
    public CompletableFuture<FFmpegResult> result() {
        return run.result();
    }

    /** Asks FFmpeg to finish, as the {@code q} key does, and returns at once. After the end it does nothing. */
    public void quit() {
        run.stop(StopReason.QUIT);
    }

    /**
     * Asks FFmpeg to finish, as {@link #quit()} does, within a limit of this stop's own.
     *
     * @param limit T in place of the job's, more than zero; a stop that has begun keeps its limit
     */
    public void quit(Duration limit) {
        run.stop(StopReason.QUIT, limit);
    }

    /**
     * Asks FFmpeg to finish, and waits until it has ended, within a limit of this stop's own.
     *
     * @param limit T in place of the job's, more than zero; a stop that has begun keeps its limit
     * @return as {@link #stop()}
     * @throws FFmpegException as {@link #stop()}
     */
    public FFmpegResult stop(Duration limit) {
        quit(limit);
        run.awaitUninterruptibly();
        return run.resultOrThrow();
    }

    /**
     * Asks FFmpeg to finish, and waits until it has ended, at most T. An interrupt of the waiting thread is kept for
     * later: the wait is short and must not lose the file.
     *
     * @return the result: {@code Stopped}, or {@code Completed} when it had ended before
     * @throws FFmpegException if it had to be killed, or had failed
     */
    public FFmpegResult stop() {
        quit();
        run.awaitUninterruptibly();
        return run.resultOrThrow();
    }

    /** Ends FFmpeg by force, and returns at once. Its output files cannot be trusted. */
    public void kill() {
        run.kill();
    }

    /**
     * Suspends FFmpeg where it is (SIGSTOP), and returns at once: it uses no processor time until {@link #resume}. The
     * time does not count for {@code timeout} and {@code stallTimeout}. A stop, by whomever, resumes it first. Paused too
     * long, a network peer of FFmpeg's may give up. Nothing happens when FFmpeg is paused already, is being stopped, or
     * has ended.
     *
     * @throws UnsupportedOperationException on Windows, where there are no such signals
     */
    public void pause() {
        run.pause();
    }

    /** Lets a paused FFmpeg go on, and returns at once. Nothing happens when it is not paused. */
    public void resume() {
        run.resume();
    }

    /**
     * Whether FFmpeg is suspended.
     *
     * @return {@code true} from {@link #pause} to {@link #resume}, or to the stop that resumes it
     */
    public boolean isPaused() {
        return run.isPaused();
    }

    /**
     * Whether FFmpeg runs.
     *
     * @return {@code false} once it has ended and its pipes are drained
     */
    public boolean isAlive() {
        return !run.hasEnded();
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
     * What it writes, under the names of this run: with {@link FFmpegJob#numberedOutputs(boolean)} not always those of
     * the spec. With {@link FFmpegJob#partialOutput} they are the final names, also while the files still have temporary
     * ones.
     *
     * @return the outputs, by their number
     */
    public List<MediaTarget> outputs() {
        return run.outputs();
    }

    /**
     * The sizes of the outputs. FFmpeg itself reports only that of the first; this looks at the files, on the calling
     * thread; with {@link FFmpegJob#partialOutput} by their temporary names, as long as they have them.
     *
     * @return bytes, by the number of the output; empty for one that is no regular file (a URL, a pipe, a pattern), or
     *     not there yet
     */
    public List<OptionalLong> outputSizes() {
        return run.outputSizes();
    }

    /**
     * FFmpeg's log as far as it is kept: the first 50 lines and the last 200.
     *
     * @return the lines, oldest first
     */
    public List<String> logTail() {
        return run.logTail();
    }

    /** Stops FFmpeg if it still runs, and waits until it has ended. How it ended is told by {@link #result}. */
    @Override
    public void close() {
        run.stop(StopReason.CLOSE);
        run.awaitUninterruptibly();
    }

    @Override
    public String toString() {
        return "FFmpeg process " + pid + (isAlive() ? " (running)" : " (ended)");
    }
}
