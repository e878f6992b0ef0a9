package io.github.asyncffmpeg.internal.locate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Small programs that come with an FFmpeg. Each changes one thing of its own process and then becomes the program that its
 * arguments name, by {@code exec}: the process id stays the same.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param ownSession makes the process the leader of a new session, as {@code setsid} does, and ten times as fast
 * @param ownGroup makes the process the leader of a new process group of the same session: a scheduler that shares the
 *     processors among sessions then lets it and the JVM hand over to each other as before
 * @param wideStdout gives the pipe that is its standard output room for 1 MiB instead of 64 KiB
 */
public record Starters(Optional<Path> ownSession, Optional<Path> ownGroup, Optional<Path> wideStdout) {

    /** No such programs. */
    public static final Starters NONE = new Starters(Optional.empty(), Optional.empty(), Optional.empty());
}
