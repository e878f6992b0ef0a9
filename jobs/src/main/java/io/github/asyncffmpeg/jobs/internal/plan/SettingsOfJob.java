package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.run.ResourceLimits;
import io.github.asyncffmpeg.run.RetryPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a job of the library as those of a file, and back. The methods mirror each other; the spec, the name and
 * the directory are not theirs.
 */
public final class SettingsOfJob {

    private SettingsOfJob() {}

    /** What a job says. */
    public static JobSettings of(FFmpegJob job) {
        JobSettings settings = JobSettings.NONE
                .with(JobKey.TIMEOUT, job.timeout().orElse(null))
                .with(JobKey.STALL_TIMEOUT, job.stallTimeout().orElse(null))
                .with(JobKey.GRACE, job.timeToForceTermination().orElse(null))
                .with(JobKey.PARTIAL, partial(job))
                .with(JobKey.PRIORITY, job.priority() == 0 ? null : Integer.valueOf(job.priority()))
                .with(JobKey.USES, job.uses().isEmpty() ? null : job.uses())
                .with(JobKey.ENVIRONMENT, job.environment().isEmpty() ? null : job.environment())
                .with(JobKey.PASS, job.passes() == 1 ? null : new JobKey.Pass(job.pass(), job.passes()))
                .with(JobKey.CAPTURE_STDOUT, value(job.captureStdout()))
                .with(JobKey.STDIN, job.stdin().orElse(null))
                .with(JobKey.NUMBERED_OUTPUTS, truth(job.numberedOutputs()))
                .with(JobKey.MAKE_FOLDERS, truth(job.makeFolders()))
                .with(JobKey.SKIP_EXISTING, truth(job.skipExisting()))
                .with(JobKey.SWEEP_LEFTOVERS, truth(job.sweepLeftovers()))
                .with(JobKey.UNTRUSTED, job.untrusted().orElse(null));
        JobSettings limited = withLimits(settings, job.limits());
        return job.retry().map(policy -> withRetry(limited, policy)).orElse(limited);
    }

    private static @Nullable Boolean truth(boolean on) {
        return on ? Boolean.TRUE : null;
    }

    private static @Nullable Integer value(OptionalInt number) {
        return number.isPresent() ? Integer.valueOf(number.getAsInt()) : null;
    }

    private static @Nullable Long value(OptionalLong number) {
        return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
    }

    /** Said in any case: what nobody says is {@code mark} in a file, and {@code none} in the library. */
    private static Partial partial(FFmpegJob job) {
        for (Partial each : Partial.values()) {
            if (each.policy().equals(job.partialOutput())) {
                return each;
            }
        }
        throw new IllegalStateException("no word for " + job.partialOutput());
    }

    private static JobSettings withLimits(JobSettings settings, ResourceLimits limits) {
        return settings.with(JobKey.NICENESS, value(limits.niceness()))
                .with(JobKey.IO_PRIORITY, limits.isIoIdle() ? Integer.valueOf(JobKey.IDLE) : value(limits.ioPriority()))
                .with(JobKey.THREADS, value(limits.threads()))
                .with(JobKey.MEMORY, value(limits.memory()))
                .with(JobKey.MAX_OUTPUT_SIZE, value(limits.maxOutputSize()))
                .with(JobKey.MAX_OUTPUT_DURATION, limits.maxOutputDuration().orElse(null))
                .with(JobKey.MAX_LOG_SIZE, value(limits.maxLogSize()));
    }

    private static JobSettings withRetry(JobSettings settings, RetryPolicy policy) {
        RetryPolicy usual = RetryPolicy.times(policy.maxRetries());
        RetryPolicy pauses = policy.maxRetries(usual.maxRetries()).failures(usual.failures());
        return settings.with(JobKey.RETRIES, policy.maxRetries())
                .with(JobKey.RETRY_ON, policy.failures().equals(usual.failures()) ? null : policy.failures())
                .with(JobKey.RETRY_PAUSES, pauses.equals(usual) ? null : pauses);
    }

    /**
     * A job with these settings.
     *
     * @throws IllegalArgumentException when one is out of its range
     */
    public static FFmpegJob apply(JobSettings settings, FFmpegJob plain) {
        FFmpegJob job = plain.limits(limits(settings));
        job = with(job, settings.get(JobKey.TIMEOUT), FFmpegJob::timeout);
        job = with(job, settings.get(JobKey.STALL_TIMEOUT), FFmpegJob::stallTimeout);
        job = with(job, settings.get(JobKey.GRACE), FFmpegJob::timeToForceTermination);
        job = with(job, partial(settings), FFmpegJob::partialOutput);
        job = with(job, settings.get(JobKey.PRIORITY), FFmpegJob::priority);
        job = with(job, settings.get(JobKey.PASS), (each, pass) -> each.pass(pass.number(), pass.of()));
        job = with(job, settings.get(JobKey.CAPTURE_STDOUT), FFmpegJob::captureStdout);
        job = with(job, settings.get(JobKey.STDIN), FFmpegJob::stdin);
        job = with(job, settings.get(JobKey.UNTRUSTED), FFmpegJob::untrusted);
        job = with(job, retry(settings), FFmpegJob::retry);
        for (Map.Entry<String, String> variable :
                settings.get(JobKey.ENVIRONMENT).orElse(Map.of()).entrySet()) {
            job = job.environment(variable.getKey(), variable.getValue());
        }
        for (Map.Entry<String, Integer> use :
                settings.get(JobKey.USES).orElse(Map.of()).entrySet()) {
            job = job.uses(use.getKey(), use.getValue());
        }
        return job.numberedOutputs(settings.isOn(JobKey.NUMBERED_OUTPUTS))
                .makeFolders(settings.isOn(JobKey.MAKE_FOLDERS))
                .skipExisting(settings.isOn(JobKey.SKIP_EXISTING))
                .sweepLeftovers(settings.isOn(JobKey.SWEEP_LEFTOVERS));
    }

    private interface Wither<T> {
        FFmpegJob with(FFmpegJob job, T value);
    }

    private static <T> FFmpegJob with(FFmpegJob job, Optional<T> value, Wither<T> wither) {
        return value.map(each -> wither.with(job, each)).orElse(job);
    }

    private static Optional<PartialOutput> partial(JobSettings settings) {
        return settings.get(JobKey.PARTIAL).flatMap(Partial::policy);
    }

    private static Optional<RetryPolicy> retry(JobSettings settings) {
        return settings.get(JobKey.RETRIES).map(most -> {
            RetryPolicy pauses = settings.get(JobKey.RETRY_PAUSES)
                    .orElse(RetryPolicy.times(0))
                    .maxRetries(most);
            return settings.get(JobKey.RETRY_ON).map(pauses::failures).orElse(pauses);
        });
    }

    private interface Limiter<T> {
        ResourceLimits with(ResourceLimits limits, T value);
    }

    private static <T> ResourceLimits with(ResourceLimits limits, Optional<T> value, Limiter<T> limiter) {
        return value.map(each -> limiter.with(limits, each)).orElse(limits);
    }

    private static ResourceLimits limits(JobSettings settings) {
        ResourceLimits limits = ResourceLimits.none();
        limits = with(limits, settings.get(JobKey.NICENESS), ResourceLimits::niceness);
        limits = with(
                limits,
                settings.get(JobKey.IO_PRIORITY),
                (each, level) -> level == JobKey.IDLE ? each.ioIdle() : each.ioPriority(level));
        limits = with(limits, settings.get(JobKey.THREADS), ResourceLimits::threads);
        limits = with(limits, settings.get(JobKey.MEMORY), ResourceLimits::memory);
        limits = with(limits, settings.get(JobKey.MAX_OUTPUT_SIZE), ResourceLimits::maxOutputSize);
        limits = with(limits, settings.get(JobKey.MAX_OUTPUT_DURATION), ResourceLimits::maxOutputDuration);
        return with(limits, settings.get(JobKey.MAX_LOG_SIZE), ResourceLimits::maxLogSize);
    }
}
