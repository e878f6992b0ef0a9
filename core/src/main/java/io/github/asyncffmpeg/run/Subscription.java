package io.github.asyncffmpeg.run;

/**
 * A listener that was attached to a run, so that it can be detached again.
 *
 * <p>Safe for any thread.
 */
public interface Subscription {

    /**
     * Detaches the listener. It is not called again, apart from a call that has already started. To cancel twice, or
     * after the end of the run, does nothing.
     */
    void cancel();
}
