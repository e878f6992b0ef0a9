package io.github.asyncffmpeg.internal.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to start.
 *
 * @param wrappers programs that come before the command and become it by {@code exec}, such as {@code nice -n 5}:
 *     the process id stays the same
 * @param command the executable and its arguments
 * @param directory the working directory; {@code null} for this JVM's
 * @param environment edits the environment, which begins as this JVM's
 * @param shutdownLimit T of the ladder that the end of the JVM begins
 * @param care what is done for the case that the JVM dies without a word
 * @param change what it changes of its own process
 * @param inherited standard streams that are those of this JVM, instead of pipes
 */
public record Launch(
        List<String> wrappers,
        List<String> command,
        @Nullable Path directory,
        Consumer<Map<String, String>> environment,
        Duration shutdownLimit,
        Care care,
        Change change,
        Set<Standard> inherited) {

    /** Makes one that changes nothing that it need not, and inherits nothing. */
    public Launch(
            List<String> wrappers,
            List<String> command,
            @Nullable Path directory,
            Consumer<Map<String, String>> environment,
            Duration shutdownLimit,
            Care care) {
        this(wrappers, command, directory, environment, shutdownLimit, care, Change.NONE, Set.of());
    }

    /**
     * What a child changes of its own process before it becomes its program, where there is a {@link Starter}.
     *
     * @param sharesSession whether a group of its own in the session of this JVM does in place of a session of its own
     * @param wideStdout whether the pipe that is its standard output gets room for 1 MiB
     */
    public record Change(boolean sharesSession, boolean wideStdout) {

        /** Nothing. */
        public static final Change NONE = new Change(false, false);
    }

    /** A standard stream of a process. */
    public enum Standard {
        /** What it reads. */
        INPUT,
        /** What it writes. */
        OUTPUT
    }

    /** What is done for a child in case this JVM is killed, where the system allows it. */
    public enum Care {
        /** Nothing: it ends by itself within a moment. */
        NONE,
        /** A watchdog ends it gracefully when the JVM is gone. */
        WATCHED,
        /** And it has a session of its own, so that no signal of a terminal reaches it: those reach this JVM alone. */
        OWN_SESSION
    }
}
