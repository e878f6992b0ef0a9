package io.github.asyncffmpeg.jobs.internal.record;

/** The reason why a line is not an event: it is torn, or was written by something else. */
public final class NotAnEvent extends Exception {

    private static final long serialVersionUID = 1L;

    NotAnEvent(String reason) {
        super(reason);
    }

    NotAnEvent(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
