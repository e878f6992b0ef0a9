package io.github.asyncffmpeg.error;

import org.jspecify.annotations.Nullable;

/**
 * A file has nothing of what was asked for: no picture at that time, because its video is over by then; no video; no audio.
 * The file can be read otherwise. The message names it.
 */
public final class FFmpegNoFrameException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which file, and what it has not
     * @param cause the error below, if there is one
     */
    public FFmpegNoFrameException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
