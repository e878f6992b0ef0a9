package io.github.asyncffmpeg.error;

import io.github.asyncffmpeg.internal.secret.Redactor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operating system refused to start FFmpeg: no such directory, no permission, no more processes. */
public final class FFmpegStartException extends FFmpegException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of strings
    private final List<String> command;

    /**
     * Creates an exception.
     *
     * @param message what was refused, and why
     * @param command the whole command line, the executable first
     * @param cause the operating system's error
     */
    public FFmpegStartException(String message, List<String> command, @Nullable Throwable cause) {
        super(Redactor.of(command).text(message), cause);
        this.command = List.copyOf(command);
    }

    /**
     * The command that could not be started.
     *
     * @return the whole command line, the executable first
     */
    public List<String> command() {
        return command;
    }
}
