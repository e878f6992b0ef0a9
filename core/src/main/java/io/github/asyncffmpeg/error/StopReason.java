package io.github.asyncffmpeg.error;

/** Who or what asked a run to end. */
public enum StopReason {
    /** {@code quit()} or {@code stop()} on the process or the task. */
    QUIT,
    /** {@code kill()} on the process or the task. */
    KILL,
    /** {@code cancel} or {@code completeExceptionally} on the future, {@code orTimeout} included. */
    CANCEL,
    /** {@code close()} of the process or of the pool. */
    CLOSE,
    /** The thread that waited in a blocking call was interrupted. */
    INTERRUPT,
    /** The job's limit on wall time. */
    TIMEOUT,
    /** The job's limit on the time without any progress. */
    STALL,
    /** Who takes an output of the run wants no more of it. */
    ENOUGH,
    /** A limit on what the run may write or read: its output, its log, its captured output, its untrusted input. */
    LIMIT,
    /** A callback of the run ({@code afterStart}, a source or a sink of media) failed. */
    FAILURE,
    /** The JVM is shutting down. */
    SHUTDOWN,
    /** Somebody outside this library. */
    FOREIGN
}
