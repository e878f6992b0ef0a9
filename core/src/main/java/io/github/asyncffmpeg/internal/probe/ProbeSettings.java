package io.github.asyncffmpeg.internal.probe;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What all probes of one {@code FFmpeg} have in common.
 *
 * @param binary finds the executables; called for each probe, so it should remember; it may throw
 *     {@code FFmpegNotFoundException}
 * @param environment variables added for every ffprobe
 * @param watchdog whether an ffprobe is ended when the JVM is killed
 * @param callbacks where user code runs, asked for by the thread that begins a probe
 */
public record ProbeSettings(
        Supplier<FFmpegBinary> binary,
        Map<String, String> environment,
        boolean watchdog,
        Supplier<? extends Executor> callbacks) {

    /** Copies the environment. */
    public ProbeSettings {
        environment = Map.copyOf(environment);
    }
}
