package io.github.asyncffmpeg.error;

import org.jspecify.annotations.Nullable;

/** A pool did not take a job: its queue is full, or it is closed. */
public final class FFmpegRejectedException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what happened, and to what
     * @param cause the error below, if there is one
     */
    public FFmpegRejectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
