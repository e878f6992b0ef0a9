package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.process.InternalThreads;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of a probe. It completes when ffprobe is gone, and only the probe completes it: {@code cancel} and
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
    private boolean decided;

    ProbeFuture(Executor callbacks) {
        this.callbacks = callbacks;
    }

    void begin(ProbeSettings settings, ProbeRequest request) {
        if (request.source() instanceof ProbeSource.Stream) {
            callbacks.execute(() -> launch(settings, request, false)); // to read a stream is user code
        } else {
            PROBES.execute(() -> launch(settings, request, true));
        }
    }

    /** Launches, and with a thread to spare waits here: the JDK has one for each process as well, and is spared a third. */
    private void launch(ProbeSettings settings, ProbeRequest request, boolean await) {
        FFprobeProcess started = null;
        Throwable trouble = failure();
        if (trouble == null) {
            try {
                Question question = Question.everything(request);
                started = await
                        ? FFprobeProcess.awaited(settings, request, question)
                        : FFprobeProcess.collecting(settings, request, question);
            } catch (RuntimeException | Error e) {
                trouble = e;
            }
        }
        if (started == null) {
            finish(null, trouble);
            return;
        }
        FFprobeProcess running = started;
        boolean late;
        synchronized (this) {
            process = running;
            late = failure != null;
        }
        if (late) {
            running.kill(StopReason.CANCEL);
        }
        if (await) {
            running.awaitExit();
            conclude(running);
        } else {
            running.exit().thenRunAsync(() -> conclude(running), PROBES);
        }
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
        synchronized (this) {
            if (decided) {
                return false;
            }
            if (failure == null) {
                failure = why;
            }
            running = process;
        }
        if (running != null) {
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
