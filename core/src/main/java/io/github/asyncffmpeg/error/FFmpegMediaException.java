package io.github.asyncffmpeg.error;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Code of this program that gives media to FFmpeg, or takes it, has failed: the run was stopped for it. The cause is what
 * that code threw.
 */
public final class FFmpegMediaException extends FFmpegException {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 100; // causes may go in a circle

    /**
     * Creates an exception.
     *
     * @param message which input or output, and what happened
     * @param cause what its code threw
     */
    public FFmpegMediaException(String message, Throwable cause) {
        super(message, Objects.requireNonNull(cause, "cause"));
    }

    /**
     * Why. An FFmpeg that failed below that code, or beside it, is the reason.
     *
     * @return the failure of the first {@link FFmpegProcessException} among the causes; or of a limit that the run went
     *     over, which is among what is suppressed here; else one of kind {@link FailureKind#MEDIA_CODE_FAILED}
     */
    @Override
    public Failure failure() {
        Throwable cause = getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof FFmpegProcessException process) {
                return process.failure();
            }
        }
        for (Throwable beside : getSuppressed()) {
            if (beside instanceof FFmpegProcessException process
                    && process.failure().limit().isPresent()) {
                return process.failure();
            }
        }
        return new Failure(
                FailureKind.MEDIA_CODE_FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(getMessage()),
                List.of());
    }
}
