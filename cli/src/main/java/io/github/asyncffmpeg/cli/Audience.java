package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells several listeners in their order. One that fails is told no more, and harms no other. */
final class Audience implements BatchListener {

    private final List<BatchListener> listeners = new CopyOnWriteArrayList<>();

    void add(BatchListener listener) {
        listeners.add(listener);
    }

    @Override
    public void on(BatchEvent event) {
        listeners.removeIf(listener -> !takes(listener, event));
    }

    private static boolean takes(BatchListener listener, BatchEvent event) {
        try {
            listener.on(event);
            return true;
        } catch (RuntimeException fault) {
            System.getLogger("io.github.asyncffmpeg.cli") // seldom: a logger is 100 classes
                    .log(System.Logger.Level.ERROR, "a listener of the batch failed, and is told no more", fault);
            return false;
        }
    }
}
