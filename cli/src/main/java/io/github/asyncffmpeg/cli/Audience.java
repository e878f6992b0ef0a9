package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.event.BatchEvent;
import io.github.asyncffmpeg.cli.event.BatchListener;
import java.util.List;

/** Tells several listeners, the journal first. One that fails is left out of what follows, and harms no other. */
final class Audience implements BatchListener {

    private final BatchListener[] listeners;

    Audience(List<BatchListener> listeners) {
        this.listeners = listeners.toArray(new BatchListener[0]);
    }

    @Override
    public void on(BatchEvent event) {
        for (int i = 0; i < listeners.length; i++) {
            try {
                listeners[i].on(event);
            } catch (RuntimeException fault) {
                listeners[i] = ignored -> {};
                System.getLogger("io.github.asyncffmpeg.cli")
                        .log(System.Logger.Level.ERROR, "a listener of the batch failed", fault);
            }
        }
    }
}
