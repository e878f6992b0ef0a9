package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Retrying;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.internal.delivery.Callbacks;
import io.github.asyncffmpeg.internal.delivery.EventFeed;
import io.github.asyncffmpeg.internal.delivery.Sorting;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import io.github.asyncffmpeg.internal.process.ShutdownWait;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.RunningJob;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Tells the {@link RunListener}s of one job, each through a mailbox, so that nothing waits for them. The end of the JVM
 * waits a moment until they have been told the end.
 *
 * <p>Safe for any thread; what is told in some order arrives in that order.
 */
public final class Listeners {

    private static final Sorting<Telling> SORTING = new Sorting<>() {
        @Override
        public Tray tray(Telling telling) {
            return telling.progress() ? Tray.PROGRESS : Tray.LASTING;
        }

        @Override
        public Telling dropped(long count) {
            throw new IllegalStateException("no telling is dropped");
        }

        @Override
        public int mostLasting() {
            return Integer.MAX_VALUE; // two for each attempt, and the end
        }
    };

    private final RunningJob run;
    private final EventFeed<Telling> feed;
    private final AtomicInteger untold;
    private final ShutdownWait shutdown;

    /** One call of a listener. */
    private record Telling(boolean progress, boolean last, Consumer<RunListener> call) {}

    /**
     * Subscribes listeners.
     *
     * @param callbacks where they are called
     * @param listeners at least one
     * @param run the job that they are told of
     */
    Listeners(Callbacks callbacks, List<RunListener> listeners, RunningJob run) {
        this.run = run;
        this.feed = new EventFeed<>(callbacks, SORTING, (past, telling) -> {});
        this.untold = new AtomicInteger(listeners.size());
        this.shutdown = ShutdownWait.begin();
        listeners.forEach(listener -> feed.subscribe(new Told(listener)));
    }

    /** Tells that the job waits for its turn. */
    public void queued() {
        tell(false, listener -> listener.queued(run));
    }

    /**
     * Tells of an event, if it is one of those that listeners hear of.
     *
     * @param event what happened
     */
    public void event(FFmpegEvent event) {
        if (event instanceof Progress progress) {
            tell(true, listener -> listener.progress(run, progress));
        } else if (event instanceof Started started) {
            tell(false, listener -> listener.started(run, started));
        } else if (event instanceof Retrying retrying) {
            tell(false, listener -> listener.retrying(run, retrying));
        }
    }

    /**
     * Tells the end, and nothing after it.
     *
     * @param end how the job ended
     */
    public void ended(RunListener.End end) {
        feed.publish(new Telling(false, true, listener -> listener.ended(run, end)));
        feed.close();
    }

    private void tell(boolean progress, Consumer<RunListener> call) {
        feed.publish(new Telling(progress, false, call));
    }

    /** One listener, which is called again although it threw: it must hear of the end. */
    private final class Told implements Flow.Subscriber<Telling> {

        private final RunListener listener;

        Told(RunListener listener) {
            this.listener = listener;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Telling telling) {
            try {
                telling.call().accept(listener);
            } catch (RuntimeException | Error e) {
                ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.WARNING, "a listener of " + run + " threw", e);
            } finally {
                if (telling.last() && untold.decrementAndGet() == 0) {
                    shutdown.end();
                }
            }
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {}
    }
}
