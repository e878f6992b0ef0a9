package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.internal.staging.LeftoverSweep;
import io.github.asyncffmpeg.run.RunListener;
import java.time.Duration;
import java.util.List;
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
 * @param listeners told of every run
 * @param sweep the folders that jobs of this FFmpeg have swept
 */
public record RunSettings(
        Supplier<FFmpegBinary> binary,
        Duration timeToForceTermination,
        Map<String, String> environment,
        boolean watchdog,
        @Nullable Executor executor,
        List<RunListener> listeners,
        LeftoverSweep sweep) {

    /** Copies the environment and the list. */
    public RunSettings {
        environment = Map.copyOf(environment);
        listeners = List.copyOf(listeners);
    }

    /**
     * Without listeners.
     *
     * @param binary finds the executables
     * @param timeToForceTermination T
     * @param environment variables added for every run
     * @param watchdog whether runs are watched
     * @param executor where user code runs
     */
    public RunSettings(
            Supplier<FFmpegBinary> binary,
            Duration timeToForceTermination,
            Map<String, String> environment,
            boolean watchdog,
            @Nullable Executor executor) {
        this(binary, timeToForceTermination, environment, watchdog, executor, List.of(), new LeftoverSweep());
    }
}
