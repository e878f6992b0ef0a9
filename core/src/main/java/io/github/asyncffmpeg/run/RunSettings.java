package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all runs of one {@code FFmpeg} have in common.
 *
 * @param binary finds the executables; called for each run, so it should remember; it may throw
 *     {@code FFmpegNotFoundException}
 * @param timeToForceTermination T, from the ask to SIGKILL
 * @param environment variables added for every run
 * @param watchdog whether runs are watched in case the JVM is killed, and have sessions of their own
 * @param executor where user code runs; {@code null} for the default pool of daemon threads
 */
public record RunSettings(
        Supplier<FFmpegBinary> binary,
        Duration timeToForceTermination,
        Map<String, String> environment,
        boolean watchdog,
        @Nullable Executor executor) {

    /** Copies the environment. */
    public RunSettings {
        environment = Map.copyOf(environment);
    }
}
