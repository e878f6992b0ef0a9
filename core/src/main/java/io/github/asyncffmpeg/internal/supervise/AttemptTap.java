package io.github.asyncffmpeg.internal.supervise;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.internal.delivery.EventFeed;
import io.github.asyncffmpeg.supervise.SupervisionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads the events of one attempt into the feed of all. FFmpeg may speak before it is known who it is: until the tap is
 * opened, its first events wait, so that {@code AttemptStarted} comes before them.
 */
final class AttemptTap implements Consumer<FFmpegEvent> {

    private final int attempt;
    private final EventFeed<SupervisionEvent> feed;

    /** Guarded by this; null once it is open. A launch takes a millisecond or two. */
    private @Nullable List<FFmpegEvent> waiting = new ArrayList<>();

    AttemptTap(int attempt, EventFeed<SupervisionEvent> feed) {
        this.attempt = attempt;
        this.feed = feed;
    }

    @Override
    public synchronized void accept(FFmpegEvent event) {
        List<FFmpegEvent> early = waiting;
        if (early != null) {
            early.add(event);
        } else {
            feed.publish(new SupervisionEvent.FromAttempt(attempt, event));
        }
    }

    synchronized void open(SupervisionEvent.AttemptStarted started) {
        List<FFmpegEvent> early = waiting;
        waiting = null;
        feed.publish(started);
        if (early != null) {
            early.forEach(this);
        }
    }
}
