package io.github.asyncffmpeg.event;

import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.util.List;

/**
 * The process has been started.
 *
 * @param pid its process id
 * @param version the version of the FFmpeg that runs
 * @param command its whole command line: the executable, the options this library adds, the arguments of the spec
 */
public record Started(long pid, FFmpegVersion version, List<String> command) implements FFmpegEvent {

    /** Copies the command. */
    public Started {
        command = List.copyOf(command);
    }

    @Override
    public String raw() {
        return String.join(" ", command);
    }

    /** For logs: with {@code ***} for the secrets of the command. */
    @Override
    public String toString() {
        return "Started[pid=" + pid + ", version=" + version + ", command="
                + Redactor.of(command).arguments(command) + "]";
    }
}
