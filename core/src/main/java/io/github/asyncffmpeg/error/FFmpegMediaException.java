package io.github.asyncffmpeg.error;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Media is not what a program needs, or code of the program that gives or takes it has failed.
 *
 * <ul>
 *   <li>A file has nothing of what was asked for: no picture at that time, because its video is over by then; no video; no
 *       audio. The file can be read otherwise. The message names it.
 *   <li>Code of this program that gives media to FFmpeg, or takes it, has thrown something: the run was stopped for it. The
 *       cause is what that code threw.
 * </ul>
 */
public final class FFmpegMediaException extends FFmpegException {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 100; // causes may go in a circle

    /**
     * Creates an exception.
     *
     * @param message which file, input or output, and what happened
     * @param cause what its code threw, or the error below; null when the media have nothing of what was asked for
     */
    public FFmpegMediaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Why. An FFmpeg that failed below that code, or beside it, is the reason.
     *
     * @return the failure of the first {@link FFmpegProcessException} among the causes; or of a limit that the run went
     *     over, which is among what is suppressed here; without a cause one of kind {@link FailureKind#UNRECOGNISED}, since
     *     nothing has failed; else one of kind {@link FailureKind#MEDIA_CODE_FAILED}
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
        if (getCause() == null) {
            return super.failure();
        }
        return new Failure(
                FailureKind.MEDIA_CODE_FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(getMessage()),
                List.of());
    }
}
