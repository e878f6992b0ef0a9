package io.github.asyncffmpeg.internal.pool;

import io.github.asyncffmpeg.internal.delivery.Callbacks;
import io.github.asyncffmpeg.internal.delivery.ResultFuture;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Any asynchronous work in a pool: a supplier that begins it, and the stage that ends it. It holds its place until that
 * stage is complete, also when it was cancelled meanwhile.
 */
final class StageWork<T> implements PoolWork {

    private final Supplier<? extends CompletionStage<T>> supplier;
    private final Callbacks callbacks;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final ResultFuture<T> result;

    /** Guarded by this, all below. */
    private @Nullable CompletionStage<T> stage;

    private @Nullable Throwable failure;
    private boolean begun;
    private boolean over;

    StageWork(Supplier<? extends CompletionStage<T>> supplier, Callbacks callbacks) {
        this.supplier = supplier;
        this.callbacks = callbacks;
        this.result = new ResultFuture<>("the work", callbacks, (asked, error) -> failWith(error));
    }

    /** Completes when the work is over, whether it began or not; no user code hangs on it. */
    CompletionStage<?> end() {
        return end;
    }

    /** The user's future. */
    CompletableFuture<T> result() {
        return result;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public void start(WorkQueue.Place place) {
        callbacks.execute(this::begin);
    }

    @Override
    public boolean handsOver() {
        return true;
    }

    private void begin() {
        synchronized (this) {
            if (over) {
                return;
            }
            begun = true;
        }
        CompletionStage<T> made;
        try {
            made = Objects.requireNonNull(supplier.get(), "the supplier gave null; a stage was expected");
            attach(made);
        } catch (RuntimeException | Error e) {
            finish(null, e);
            return;
        }
        boolean late;
        synchronized (this) {
            stage = made;
            late = failure != null;
        }
        if (late) {
            cancel(made);
        }
    }

    /**
     * By {@code allOf}, which is no dependent that a future of this library hands over to the user's executor: a place
     * becomes free without it.
     */
    private void attach(CompletionStage<T> made) {
        CompletableFuture<?> ended;
        try {
            ended = CompletableFuture.allOf(made.toCompletableFuture());
        } catch (UnsupportedOperationException onlyAStage) {
            made.whenComplete(this::finish);
            return;
        }
        ended.whenComplete((done, error) -> made.whenComplete(this::finish)); // at once, since it is complete
    }

    private void finish(@Nullable T value, @Nullable Throwable error) {
        Throwable why;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            why = failure != null
                    ? failure
                    : error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        }
        result.finish(value, why); // before the end: who waits for the pool finds it done
        end.complete(null);
    }

    private boolean failWith(Throwable why) {
        CompletionStage<T> running;
        boolean never;
        synchronized (this) {
            if (over) {
                return false;
            }
            if (failure == null) {
                failure = why;
            }
            running = stage;
            never = !begun;
        }
        if (never) {
            finish(null, why);
        } else if (running != null) {
            cancel(running);
        }
        return true;
    }

    private static void cancel(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException cannotBeCancelled) {
            // it is waited for
        }
    }

    @Override
    public void quit() {
        failWith(new CancellationException("the work was cancelled"));
    }

    @Override
    public void kill() {
        quit();
    }

    @Override
    public void close() {
        failWith(new CancellationException("the work was cancelled: its pool was closed"));
    }
}
