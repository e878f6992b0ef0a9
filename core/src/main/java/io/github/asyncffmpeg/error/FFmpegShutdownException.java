package io.github.asyncffmpeg.error;

import org.jspecify.annotations.Nullable;

/** The JVM is shutting down, so nothing new is started and what was queued is cancelled. */
public final class FFmpegShutdownException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what happened, and to what
     * @param cause the error below, if there is one
     */
    public FFmpegShutdownException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
