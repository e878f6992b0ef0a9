package io.github.asyncffmpeg.error;

import org.jspecify.annotations.Nullable;

/** The thread that waited in a blocking call was interrupted.
 * The run was stopped first and has ended; the thread's interrupt flag is set again. */
public final class FFmpegInterruptedException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what happened, and to what
     * @param cause the error below, if there is one
     */
    public FFmpegInterruptedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
