package io.github.asyncffmpeg.jobs.internal.record;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchListener;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes events on a thread of its own, so that a reader who takes nothing holds up no batch, and no stop. What such a
 * reader misses is progress and log lines; the rest waits for it.
 */
public final class EventQueue implements BatchListener, AutoCloseable {

    private static final int MUCH = 10_000;
    private static final long PATIENCE = 10_000;
    private static final long PATIENCE_OF_A_STOP = 2_000;

    private final EventWriter writer;
    private final LinkedBlockingQueue<Optional<BatchEvent>> events = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::write, "asyncffmpeg-cli-events");
    private volatile boolean stopping;

    /**
     * Begins to write.
     *
     * @param writer is closed when the last event is written
     */
    public EventQueue(EventWriter writer) {
        this.writer = writer;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void on(BatchEvent event) {
        stopping |= event instanceof BatchStopping;
        boolean can = event instanceof JobProgress || event instanceof JobLog;
        if (!can || events.size() < MUCH) {
            events.add(Optional.of(event));
        }
    }

    private void write() {
        try {
            for (Optional<BatchEvent> event = events.take(); event.isPresent(); event = events.take()) {
                writer.on(event.get());
            }
        } catch (InterruptedException nobodyInterruptsIt) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }

    /** Waits until all is written: at most 10 s, or 2 s after a stop. */
    @Override
    public void close() {
        events.add(Optional.empty());
        try {
            long limit = stopping ? PATIENCE_OF_A_STOP : PATIENCE;
            thread.join(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
