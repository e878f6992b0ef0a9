package io.github.asyncffmpeg.event;

import java.util.List;

/**
 * The process has been started.
 *
 * @param pid its process id
 * @param command its whole command line: the executable, the options this library adds, the arguments of the spec
 */
public record Started(long pid, List<String> command) implements FFmpegEvent {

    /** Copies the command. */
    public Started {
        command = List.copyOf(command);
    }

    @Override
    public String raw() {
        return String.join(" ", command);
    }
}
