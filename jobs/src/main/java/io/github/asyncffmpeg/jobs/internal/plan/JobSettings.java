package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.error.FailureKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a job is run, as far as somebody has said it; {@code null} is what nobody has said.
 *
 * @param timeout the most it may take
 * @param stallTimeout the most it may stand still
 * @param grace the most it may take to end, once it is asked to
 * @param retries how often it is tried again
 * @param retryOn after which failures
 * @param overwrite whether outputs that are there are written over
 * @param partial what becomes of an output that is not whole
 * @param priority a higher one begins first
 * @param uses how much of each resource it holds
 * @param environment variables for FFmpeg
 * @param limits what it may use of the machine
 */
public record JobSettings(
        @Nullable Duration timeout,
        @Nullable Duration stallTimeout,
        @Nullable Duration grace,
        @Nullable Integer retries,
        @Nullable Set<FailureKind> retryOn,
        @Nullable Boolean overwrite,
        @Nullable Partial partial,
        @Nullable Integer priority,
        Map<String, Integer> uses,
        Map<String, String> environment,
        Limits limits) {

    /** Nothing was said. */
    public static final JobSettings NONE = of(null, null, null, null, null);

    /** Copies the maps. */
    public JobSettings {
        retryOn = retryOn == null ? null : Set.copyOf(retryOn);
        uses = Map.copyOf(uses);
        environment = Map.copyOf(environment);
    }

    /** What a command line says; {@code null} where it does not. */
    public static JobSettings of(
            @Nullable Duration timeout,
            @Nullable Duration stallTimeout,
            @Nullable Integer retries,
            @Nullable Boolean overwrite,
            @Nullable Partial partial) {
        return new JobSettings(
                timeout, stallTimeout, null, retries, null, overwrite, partial, null, Map.of(), Map.of(), Limits.NONE);
    }

    /** These, and where they say nothing, those. */
    public JobSettings over(JobSettings base) {
        return new JobSettings(
                first(timeout, base.timeout),
                first(stallTimeout, base.stallTimeout),
                first(grace, base.grace),
                first(retries, base.retries),
                first(retryOn, base.retryOn),
                first(overwrite, base.overwrite),
                first(partial, base.partial),
                first(priority, base.priority),
                joined(base.uses, uses),
                joined(base.environment, environment),
                limits.over(base.limits));
    }

    /** With other variables for FFmpeg. */
    public JobSettings withEnvironment(Map<String, String> changed) {
        return new JobSettings(
                timeout, stallTimeout, grace, retries, retryOn, overwrite, partial, priority, uses, changed, limits);
    }

    private static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
        return one != null ? one : other;
    }

    private static <T> Map<String, T> joined(Map<String, T> base, Map<String, T> more) {
        Map<String, T> all = new LinkedHashMap<>(base);
        all.putAll(more);
        return all;
    }

    /**
     * The limits of {@link io.github.asyncffmpeg.run.ResourceLimits}, as far as somebody has said them.
     *
     * @param niceness 0 to 19
     * @param ioPriority 0 to 7, or -1 for idle moments alone
     * @param threads at least 1
     * @param memory bytes
     * @param maxOutputSize bytes
     * @param maxOutputDuration media time
     */
    public record Limits(
            @Nullable Integer niceness,
            @Nullable Integer ioPriority,
            @Nullable Integer threads,
            @Nullable Long memory,
            @Nullable Long maxOutputSize,
            @Nullable Duration maxOutputDuration) {

        /** The value of {@link #ioPriority} for idle moments alone. */
        public static final int IDLE = -1;

        /** Nothing was said. */
        public static final Limits NONE = new Limits(null, null, null, null, null, null);

        Limits over(Limits base) {
            return new Limits(
                    first(niceness, base.niceness),
                    first(ioPriority, base.ioPriority),
                    first(threads, base.threads),
                    first(memory, base.memory),
                    first(maxOutputSize, base.maxOutputSize),
                    first(maxOutputDuration, base.maxOutputDuration));
        }
    }
}
