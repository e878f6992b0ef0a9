package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.probe.ProbeSettings;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of a probe. It completes when ffprobe is gone, or was never begun, and only the probe completes it: {@code cancel} and
 * {@code completeExceptionally} (and so {@code orTimeout}) kill ffprobe, and with their exception it completes when that
 * has ended.
 */
final class ProbeFuture extends CompletableFuture<MediaInfo> {

    /** Starts ffprobe, waits for it, reads its answer, and completes what nobody but {@code join} waits for. */
    private static final Executor PROBES = InternalThreads.pool("asyncffmpeg-probe-");

    private final Executor callbacks;

    /** Guarded by this, all below. */
    private @Nullable FFprobeProcess process;

    private @Nullable Throwable failure;
    private boolean hasDependents;

    /** From here on there is an ffprobe to wait for, or there soon will be. */
    private boolean starting;

    private boolean decided;

    ProbeFuture(Executor callbacks) {
        this.callbacks = callbacks;
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
        boolean onTheUsersExecutor;
        synchronized (this) {
            if (decided) {
                return;
            }
            decided = true;
            asked = failure;
            onTheUsersExecutor = hasDependents;
        }
        Throwable why = asked != null ? asked : trouble;
        if (onTheUsersExecutor) {
            callbacks.execute(() -> settle(info, why));
        } else {
            // Here, on a thread of ours that has no other work: on the user's executor it would queue behind the very
            // threads that wait in join().
            settle(info, why);
        }
    }

    private void settle(@Nullable MediaInfo info, @Nullable Throwable why) {
        if (why != null) {
            super.completeExceptionally(why);
        } else if (info != null) {
            super.complete(info);
        }
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

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return failWith(new CancellationException("the probe was cancelled")) || isCancelled();
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return failWith(Objects.requireNonNull(failure, "failure"));
    }

    @Override
    public boolean complete(MediaInfo value) {
        return false;
    }

    @Override
    public CompletableFuture<MediaInfo> completeAsync(Supplier<? extends MediaInfo> supplier) {
        return this;
    }

    @Override
    public CompletableFuture<MediaInfo> completeAsync(Supplier<? extends MediaInfo> supplier, Executor executor) {
        return this;
    }

    @Override
    public CompletableFuture<MediaInfo> completeOnTimeout(MediaInfo value, long timeout, TimeUnit unit) {
        return this;
    }

    @Override
    public void obtrudeValue(MediaInfo value) {
        // nobody but the probe says how it ended
    }

    @Override
    public void obtrudeException(Throwable failure) {
        // nobody but the probe says how it ended
    }

    @Override
    public synchronized <U> CompletableFuture<U> newIncompleteFuture() {
        hasDependents = true;
        return new CompletableFuture<>();
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }
}
