package io.github.asyncffmpeg.jobs.internal.event;

/**
 * Takes what happens in a batch. Called by one thread at a time, in the order in which it happened, while the batch
 * waits: so an answer comes at once, and never fails.
 */
@FunctionalInterface
public interface BatchListener {

    /** Something happened. */
    void on(BatchEvent event);
}
