package io.github.asyncffmpeg.error;

import org.jspecify.annotations.Nullable;

/** The branch of the tree that other modules may extend (recipes, distributed runs). */
public abstract non-sealed class FFmpegExtensionException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what happened, and to what
     * @param cause the error below, if there is one
     */
    protected FFmpegExtensionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
