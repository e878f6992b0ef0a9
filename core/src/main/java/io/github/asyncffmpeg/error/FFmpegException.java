package io.github.asyncffmpeg.error;

import io.github.asyncffmpeg.internal.secret.Redactor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Root of everything this library throws on purpose. Unchecked, because most of it reaches the caller through a
 * future.
 *
 * <p>Each class below carries data: what happened, to which input, output or node, and FFmpeg's own words. The data is exact.
 * The message is what logs print, so secrets are {@code ***} in it: see {@code docs/jobs.md}, "Secrets".
 */
public abstract sealed class FFmpegException extends RuntimeException
        permits FFmpegSpecException,
                FFmpegNotFoundException,
                FFmpegStartException,
                FFmpegMediaException,
                FFmpegProcessException,
                FFmpegInterruptedException,
                FFmpegRejectedException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what happened, and to what; secrets of URLs in it are not kept
     * @param cause the error below, if there is one
     */
    protected FFmpegException(String message, @Nullable Throwable cause) {
        super(Redactor.alone(message), cause);
    }

    /**
     * Why, for code that catches all of these.
     *
     * @return what went wrong inside FFmpeg; where it is not FFmpeg that failed, a failure of kind
     *     {@link FailureKind#UNRECOGNISED} with this exception's message for its reason
     */
    public Failure failure() {
        return new Failure(
                FailureKind.UNRECOGNISED,
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(getMessage()),
                List.of());
    }
}
