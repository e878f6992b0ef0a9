package io.github.asyncffmpeg.internal.supervise;

import io.github.asyncffmpeg.event.Dropped;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.SegmentFinished;
import io.github.asyncffmpeg.internal.delivery.Sorting;
import io.github.asyncffmpeg.supervise.SupervisionEvent;
import java.util.List;

/** What a slow subscriber loses, and what a late one gets. */
final class EventSorting implements Sorting<SupervisionEvent> {

    /** Of starts, announcements, ends: a subscriber that never asks for more must not cost more every day. */
    private static final int LASTING = 2_000;

    /** Which attempt events are dropped of cannot be told; this is the newest. */
    private volatile int attempt;

    @Override
    public Tray tray(SupervisionEvent event) {
        return event instanceof SupervisionEvent.FromAttempt of ? Sorting.trayOf(of.event()) : Tray.LASTING;
    }

    @Override
    public SupervisionEvent dropped(long count) {
        return new SupervisionEvent.FromAttempt(attempt, new Dropped(count));
    }

    @Override
    public int mostLasting() {
        return LASTING;
    }

    /**
     * Of the attempt that runs: its start, what was announced, the newest progress; else how the newest ended, and what
     * follows.
     */
    void remember(List<SupervisionEvent> past, SupervisionEvent event) {
        if (event instanceof SupervisionEvent.AttemptStarted started) {
            attempt = started.attempt();
            past.clear();
        } else if (event instanceof SupervisionEvent.AttemptEnded ended) {
            attempt = ended.attempt().number();
            if (ended.attempt().pid().isEmpty()) {
                past.clear(); // it had no start: what is there is of the one before
            }
        } else if (event instanceof SupervisionEvent.FromAttempt of) {
            if (isPassing(of.event())) {
                return;
            }
            if (of.event() instanceof Progress || of.event() instanceof Ended) {
                past.removeIf(EventSorting::isProgress);
            }
        }
        past.add(event);
    }

    private static boolean isPassing(FFmpegEvent event) {
        return event instanceof LogLine || event instanceof SegmentFinished || event instanceof Dropped;
    }

    private static boolean isProgress(SupervisionEvent event) {
        return event instanceof SupervisionEvent.FromAttempt of && of.event() instanceof Progress;
    }
}
