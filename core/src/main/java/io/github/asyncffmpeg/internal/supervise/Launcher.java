package io.github.asyncffmpeg.internal.supervise;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a supervised run needs of the world: runs, and time. Tests have a world of their own. */
interface Launcher {

    /**
     * Prepares an attempt.
     *
     * @param tap gets its events, in order; quick
     */
    Running prepare(Consumer<FFmpegEvent> tap);

    /** Has something done later; gives what takes it back. */
    Runnable after(Duration delay, Runnable due, Runnable shutdown);

    /** As {@link System#nanoTime()}. */
    long nanoTime();

    /** One attempt, as a run of FFmpeg. */
    interface Running {

        /** Starts FFmpeg, unless it was stopped before. */
        Optional<Started> launch(FFmpegJob job);

        /** The process for users, once it was started. */
        Optional<FFmpegProcess> process();

        void stop(StopReason why, @Nullable Duration limit);

        void kill();

        /** Calls back on a worker when it has ended; to be called after the launch. */
        void onEnd(Consumer<End> whenEnded);
    }

    /** An FFmpeg that was started. */
    record Started(long pid, List<MediaTarget> outputs) {}

    /** How an attempt ended: with a result or a failure; without an outcome when nothing was started. */
    record End(
            @Nullable Outcome outcome,
            @Nullable FFmpegResult result,
            @Nullable FFmpegException failure,
            Optional<Progress> lastProgress) {

        /** What became of the outputs that had temporary names. */
        List<OutputFate> fates() {
            if (result != null) {
                return result.outputs();
            }
            return failure instanceof FFmpegProcessException failed ? failed.outputs() : List.of();
        }
    }
}
