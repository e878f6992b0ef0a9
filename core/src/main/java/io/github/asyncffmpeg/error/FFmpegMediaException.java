package io.github.asyncffmpeg.error;

import java.util.Objects;

/**
 * Code of this program that gives media to FFmpeg, or takes it, has failed: the run was stopped for it. The cause is what
 * that code threw.
 */
public final class FFmpegMediaException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which input or output, and what happened
     * @param cause what its code threw
     */
    public FFmpegMediaException(String message, Throwable cause) {
        super(message, Objects.requireNonNull(cause, "cause"));
    }
}
