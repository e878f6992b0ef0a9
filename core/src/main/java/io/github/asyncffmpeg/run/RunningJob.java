package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * The handle of one job, whoever runs it: this JVM, a pool, or another machine. It works before the start as well:
 * listeners wait, and a stop takes the job out of its queue.
 *
 * <p>Listeners are called on the executor of the {@code FFmpeg}, each of them one call at a time. A listener that throws is
 * not called again; the run goes on. FFmpeg never waits for a listener: one that is slow misses log lines and all but the
 * newest progress.
 *
 * <p>Implementations are safe for any thread. Nothing blocks but {@link #stop}.
 */
public interface RunningJob extends Running<FFmpegResult> {

    /**
     * What runs.
     *
     * @return the job that was given; with untrusted inputs, once it has started, with the limits that the policy implies
     *     where the job had none
     */
    FFmpegJob job();

    /**
     * What people call the job.
     *
     * @return its name, if it has one
     */
    @Override
    default Optional<String> name() {
        return job().name();
    }

    /**
     * The events of the run. FFmpeg never waits for a subscriber: see {@code docs/architecture.md}, "Events".
     *
     * @return a publisher that can be subscribed to at any time, before the start as well; a late subscriber gets
     *     {@code Started}, what FFmpeg has announced and the newest progress, then what follows
     */
    Flow.Publisher<FFmpegEvent> events();

    /**
     * Calls a listener for each event of one kind.
     *
     * @param <E> the kind
     * @param kind the kind; {@code FFmpegEvent.class} for all
     * @param listener called for each
     * @return detaches the listener
     */
    <E extends FFmpegEvent> Subscription on(Class<E> kind, Consumer<? super E> listener);

    /**
     * Calls a listener for each progress block. A slow listener sees fewer blocks, always the newest.
     *
     * @param listener called for each
     * @return detaches the listener
     */
    default Subscription onProgress(Consumer<? super Progress> listener) {
        return on(Progress.class, listener);
    }

    /**
     * Calls a listener for each line of FFmpeg's log.
     *
     * @param listener called for each
     * @return detaches the listener
     */
    default Subscription onLog(Consumer<? super LogLine> listener) {
        return on(LogLine.class, listener);
    }

    /**
     * Calls a listener for each line of FFmpeg's log that reports trouble. Only lines that FFmpeg itself writes count, not
     * those that a file's texts or another program imitate.
     *
     * @param listener called for lines of level warning or worse
     * @return detaches the listener
     */
    default Subscription onWarning(Consumer<? super LogLine> listener) {
        Objects.requireNonNull(listener, "listener");
        return onLog(line -> {
            if (line.level().isTrouble()) {
                listener.accept(line);
            }
        });
    }

    /**
     * The newest progress.
     *
     * @return the block, if there was one
     */
    Optional<Progress> lastProgress();

    /**
     * FFmpeg's log as far as it is kept: the first 50 lines and the last 200.
     *
     * @return the lines, oldest first; empty before the start
     */
    List<String> logTail();
}
