package io.github.asyncffmpeg.internal.process;

/**
 * How a child is asked, without a signal, to finish its work and end. Called by the poller thread, so neither method
 * may block.
 */
public interface Ask {

    /** How far the child has come, as far as asking is concerned. */
    enum Readiness {
        /** Nothing has been seen of it: it may still be opening its input, deaf to what it is asked. */
        OPENING,
        /** It has begun, but nothing of its work has been seen; asked now it may leave an empty file. */
        STARTED,
        /** It works; asked now it finishes what it has. */
        WORKING,
        /** It cannot be asked, or not any more: a signal takes the place of the ask. */
        DEAF
    }

    /**
     * How far the child is now.
     *
     * @return the readiness; it never goes back
     */
    Readiness readiness();

    /** Asks. Called at most once. */
    void send();

    /** A signal takes the place of the ask, or follows it. Called at most once. */
    default void signalled() {}
}
