package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.internal.delivery.Callbacks;
import io.github.asyncffmpeg.internal.delivery.EventHub;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.RunningJob;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who is told of one run while it runs: its scheduler, the listeners of all runs, and who has subscribed to it, in
 * this order.
 *
 * <p>Safe for any thread; nothing here waits for anybody who is told.
 */
final class RunEvents implements Consumer<FFmpegEvent> {

    private final Callbacks callbacks;
    private final EventHub hub;
    private final @Nullable Consumer<? super FFmpegEvent> tap;

    /** Set before the launch, by whoever prepares the run; none after the end. */
    private volatile @Nullable Listeners listeners;

    /** Guarded by this: the listeners have been told the end, or there were none. */
    private boolean over;

    /**
     * For the events of one run.
     *
     * @param callbacks where subscribers and listeners are called
     * @param tap of a scheduler: sees every event before the others do
     */
    RunEvents(Callbacks callbacks, @Nullable Consumer<? super FFmpegEvent> tap) {
        this.callbacks = callbacks;
        this.hub = new EventHub(callbacks);
        this.tap = tap;
    }

    /** Where to subscribe. */
    EventHub hub() {
        return hub;
    }

    /** Before the launch: has listeners told of a run. A run that has ended already tells nobody. */
    synchronized void tell(List<RunListener> all, RunningJob handle) {
        if (!over && !all.isEmpty()) {
            listeners = new Listeners(callbacks, all, handle);
        }
    }

    /** The job waits for its turn. */
    void queued() {
        Listeners told = listeners;
        if (told != null) {
            told.queued();
        }
    }

    @Override
    public void accept(FFmpegEvent event) {
        if (tap != null) {
            tap.accept(event);
        }
        Listeners told = listeners;
        if (told != null) {
            told.event(event);
        }
        hub.publish(event);
    }

    /** See {@link RunControl#whenListenedTo}. */
    boolean whenListenedTo(Runnable read) {
        return hub.whenSubscribed(read) || tap != null || listeners != null;
    }

    /** No more events. */
    void close() {
        hub.close();
    }

    /** Tells the listeners the end, and nothing after it. */
    synchronized void ended(RunListener.End end) {
        over = true;
        Listeners told = listeners;
        if (told != null) {
            told.ended(end);
            listeners = null;
        }
    }

    /** The same where there are no listeners to tell; whether there are none. */
    synchronized boolean endedUntold() {
        over |= listeners == null;
        return listeners == null;
    }
}
