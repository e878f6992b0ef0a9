package io.github.asyncffmpeg.internal.locate;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks a program for its version, once for each {@linkplain ProgramState state} that it has been in, also in earlier JVMs: a start costs 6 ms of CPU with the bundled build and
 * 89 ms with a distribution's build that links 215 libraries (measured on 2 cores).
 *
 * <p>Safe for any thread. Two threads that ask at the same time may both start the program; they get the same answer.
 */
final class VersionProbe {

    /** What the program was when it answered. A changed one is asked again. */
    private record Answer(ProgramState state, FFmpegVersion version) {}

    /** By the path of the program; holds paths, strings and records only, so it keeps no class loader but its own alive. */
    private static final Map<Path, Answer> ANSWERS = new ConcurrentHashMap<>();

    private static final String WORD = " version ";

    private final Duration limit;

    private final VersionMemory memory;

    /**
     * A probe.
     *
     * @param limit for the answer
     * @param memory of answers to earlier JVMs
     */
    VersionProbe(Duration limit, VersionMemory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /**
     * The version of a program.
     *
     * @param program an executable file
     * @param environment what the child needs
     * @throws ProbeFailure if the program does not start, does not end in time or is no FFmpeg
     */
    FFmpegVersion ask(Path program, FFmpegEnvironment environment) throws ProbeFailure {
        ProgramState state;
        try {
            state = ProgramState.of(program, environment);
        } catch (IOException e) {
            throw new ProbeFailure("cannot be read: " + e, e);
        }
        Answer known = ANSWERS.get(program);
        if (known != null && known.state().equals(state)) {
            return known.version();
        }
        String answer = memory.answer(state);
        if (answer == null || !isOfFFmpeg(answer)) {
            answer = start(program, environment);
            memory.remember(state, answer);
        }
        FFmpegVersion version = FFmpegVersion.parse(answer);
        ANSWERS.put(program, new Answer(state, version));
        return version;
    }

    /**
     * Forgets what a program has answered: it does not work any more, and the next look-up is to see that.
     *
     * @param program which was found before
     * @param environment what its process gets
     */
    void forget(Path program, FFmpegEnvironment environment) {
        ANSWERS.remove(program);
        try {
            memory.forget(ProgramState.of(program, environment));
        } catch (IOException itIsGone) {
            // then nobody finds it
        }
    }

    private static boolean isOfFFmpeg(String line) {
        return line.startsWith("ff") && line.contains(WORD);
    }

    private String start(Path program, FFmpegEnvironment environment) throws ProbeFailure {
        ShortRun run;
        try {
            run = ShortRun.of(program, "-version", environment, limit);
        } catch (IOException e) {
            throw new ProbeFailure("does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FFmpegInterruptedException("Interrupted while " + program + " was asked for its version.", e);
        }
        if (!run.ended()) {
            throw new ProbeFailure("did not answer -version within " + limit.toMillis() + " ms and was killed.", null);
        }
        if (run.exitCode() != 0) {
            String complaint = run.firstErrorLine();
            throw new ProbeFailure(
                    "-version ended with exit code " + run.exitCode()
                            + (complaint.isEmpty() ? " and no message." : ": " + complaint),
                    null);
        }
        String line = run.firstLine();
        if (!isOfFFmpeg(line)) {
            throw new ProbeFailure("is not FFmpeg: -version answers \"" + line + "\".", null);
        }
        return line;
    }

    /** Why a program is not usable: the rest of a sentence that begins with its path. */
    static final class ProbeFailure extends Exception {

        private static final long serialVersionUID = 1L;

        ProbeFailure(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
