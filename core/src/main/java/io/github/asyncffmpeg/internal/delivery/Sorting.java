package io.github.asyncffmpeg.internal.delivery;

import io.github.asyncffmpeg.event.Dropped;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.SegmentFinished;

/**
 * Says what a mailbox does with events when its subscriber is slow. Called by any thread, under a lock: quick, and no user
 * code.
 *
 * @param <E> the events
 */
public interface Sorting<E> {

    /** The trays of a mailbox. */
    enum Tray {
        /** Lines that may get lost, the oldest first; at most 1,000. */
        ROUTINE,
        /** Warnings and errors, likewise; at most 2,000. */
        TROUBLE,
        /** Only the newest counts. */
        PROGRESS,
        /** What nothing pushes out, up to {@link Sorting#mostLasting()}. */
        LASTING
    }

    /** The events of one run. */
    Sorting<FFmpegEvent> OF_A_RUN = new Sorting<>() {
        @Override
        public Tray tray(FFmpegEvent event) {
            return Sorting.trayOf(event);
        }

        @Override
        public FFmpegEvent dropped(long count) {
            return new Dropped(count);
        }

        @Override
        public int mostLasting() {
            return Integer.MAX_VALUE; // a start, an end, and at most 1,000 announcements
        }
    };

    /**
     * The tray of an event of a run.
     *
     * @param event the event
     * @return where it goes
     */
    static Tray trayOf(FFmpegEvent event) {
        if (event instanceof Progress) {
            return Tray.PROGRESS;
        }
        if (event instanceof LogLine line) {
            return line.level().isTrouble() ? Tray.TROUBLE : Tray.ROUTINE;
        }
        // Endless runs have any number of them, so they have the bound of warnings.
        return event instanceof SegmentFinished ? Tray.TROUBLE : Tray.LASTING;
    }

    /**
     * Where an event goes.
     *
     * @param event the event
     * @return its tray
     */
    Tray tray(E event);

    /**
     * Tells of events that were lost.
     *
     * @param count how many
     * @return the event that says so
     */
    E dropped(long count);

    /**
     * How many events the lasting tray holds.
     *
     * @return the bound; what overflows is the oldest
     */
    int mostLasting();
}
