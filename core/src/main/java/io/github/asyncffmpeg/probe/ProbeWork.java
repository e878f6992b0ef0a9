package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.delivery.ResultFuture;
import io.github.asyncffmpeg.internal.probe.ProbeSettings;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One probe from its start to its end, for whoever does not wait for it. To end its future kills ffprobe. */
final class ProbeWork {

    /** Starts ffprobe, waits for it, reads its answer, and completes what nobody but {@code join} waits for. */
    private static final Executor PROBES = InternalThreads.pool("asyncffmpeg-probe-");

    private final Executor callbacks;
    private final ResultFuture<MediaInfo> result;

    /** Guarded by this, all below. */
    private @Nullable FFprobeProcess process;

    private @Nullable Throwable failure;

    /** From here on there is an ffprobe to wait for, or there soon will be. */
    private boolean starting;

    private boolean decided;

    ProbeWork(Executor callbacks) {
        this.callbacks = callbacks;
        // If it is only waited for it is completed right here, on a thread of ours that has no other work.
        this.result = new ResultFuture<>("the probe", callbacks, Runnable::run, (asked, error) -> failWith(error));
    }

    /** It completes when ffprobe is gone, or was never started. */
    CompletableFuture<MediaInfo> result() {
        return result;
    }

    void begin(ProbeSettings settings, ProbeRequest request) {
        if (request.source() instanceof ProbeSource.Stream) {
            callbacks.execute(() -> open(settings, request)); // to read a stream is user code
        } else {
            PROBES.execute(() -> open(settings, request));
        }
    }

    private void open(ProbeSettings settings, ProbeRequest request) {
        ProbeSource.Opened opened;
        try {
            if (failure() != null) {
                return;
            }
            opened = FFprobeProcess.open(settings, request);
        } catch (RuntimeException | Error e) {
            finish(null, e);
            return;
        }
        if (!mayStart()) {
            opened.delete();
        } else if (request.source() instanceof ProbeSource.Stream) {
            PROBES.execute(() -> run(settings, request, opened));
        } else {
            run(settings, request, opened);
        }
    }

    /** On a thread of ours, which waits: the JDK has one for each process as well, and is spared a third. */
    private void run(ProbeSettings settings, ProbeRequest request, ProbeSource.Opened opened) {
        FFprobeProcess running;
        try {
            running = FFprobeProcess.awaited(settings, request, opened, Question.everything(request));
        } catch (RuntimeException | Error e) {
            finish(null, e);
            return;
        }
        boolean late;
        synchronized (this) {
            process = running;
            late = failure != null;
        }
        if (late) {
            running.kill(StopReason.CANCEL);
        }
        running.awaitExit();
        conclude(running);
    }

    /** A failure that comes before this ends the future at once, one that comes after it with ffprobe. */
    private synchronized boolean mayStart() {
        starting = failure == null;
        return starting;
    }

    private void conclude(FFprobeProcess ended) {
        MediaInfo info = null;
        Throwable trouble = failure();
        ended.release();
        if (trouble == null) {
            try {
                info = FFprobe.answer(ended);
            } catch (RuntimeException | Error e) {
                trouble = e;
            }
        }
        finish(info, trouble);
    }

    private void finish(@Nullable MediaInfo info, @Nullable Throwable trouble) {
        Throwable asked;
        synchronized (this) {
            if (decided) {
                return;
            }
            decided = true;
            asked = failure;
        }
        result.finish(info, asked != null ? asked : trouble);
    }

    private synchronized @Nullable Throwable failure() {
        return failure;
    }

    private boolean failWith(Throwable why) {
        FFprobeProcess running;
        boolean nothingToWaitFor;
        synchronized (this) {
            if (decided) {
                return false;
            }
            nothingToWaitFor = !starting;
            if (failure == null) {
                failure = why;
            }
            running = process;
        }
        if (nothingToWaitFor) {
            finish(null, why); // a stream of the user's may be read, and may give nothing for ever
        } else if (running != null) {
            running.kill(StopReason.CANCEL);
        }
        return true;
    }
}
