package io.github.asyncffmpeg.error;

import org.jspecify.annotations.Nullable;

/**
 * A job was not taken: a pool's queue is full, a pool is closed, or the JVM is shutting down, so that nothing new is started
 * and what was queued is cancelled.
 */
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
