package io.github.asyncffmpeg.error;

import org.jspecify.annotations.Nullable;

/**
 * A stream spec cannot be what it was made to be, or its job cannot run it so. Thrown while it is built or compiled, before
 * any process is started. The message names the node and what was expected of it.
 */
public final class FFmpegSpecException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the node, and what was expected
     */
    public FFmpegSpecException(String message) {
        this(message, null);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the node, and what was expected
     * @param cause the error below
     */
    public FFmpegSpecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
