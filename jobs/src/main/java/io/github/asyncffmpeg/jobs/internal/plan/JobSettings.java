package io.github.asyncffmpeg.jobs.internal.plan;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a job is run, as far as somebody has said it. Immutable; each method that takes a value returns new settings. */
public final class JobSettings {

    /** Nothing was said. */
    public static final JobSettings NONE = new JobSettings(Map.of());

    private final Map<JobKey<?>, Object> said;

    private JobSettings(Map<JobKey<?>, Object> said) {
        this.said = said;
    }

    /** What a command line says; {@code null} where it does not. */
    public static JobSettings of(
            @Nullable Duration timeout,
            @Nullable Duration stallTimeout,
            @Nullable Integer retries,
            @Nullable Boolean overwrite,
            @Nullable Partial partial) {
        return NONE.with(JobKey.TIMEOUT, timeout)
                .with(JobKey.STALL_TIMEOUT, stallTimeout)
                .with(JobKey.RETRIES, retries)
                .with(JobKey.OVERWRITE, overwrite)
                .with(JobKey.PARTIAL, partial);
    }

    /** With a value; {@code null} says nothing. */
    public <T> JobSettings with(JobKey<T> key, @Nullable T value) {
        if (value == null) {
            return this;
        }
        Map<JobKey<?>, Object> all = new LinkedHashMap<>(said);
        all.put(key, value);
        return new JobSettings(all);
    }

    /** Without a word about one. */
    public JobSettings without(JobKey<?> key) {
        Map<JobKey<?>, Object> all = new LinkedHashMap<>(said);
        all.remove(key);
        return new JobSettings(all);
    }

    /** What was said. */
    @SuppressWarnings("unchecked") // what with(key, value) has put there
    public <T> Optional<T> get(JobKey<T> key) {
        return Optional.ofNullable((T) said.get(key));
    }

    /** Whether something was said. */
    public boolean has(JobKey<?> key) {
        return said.containsKey(key);
    }

    /** Whether it was said, and is so. */
    public boolean isOn(JobKey<Boolean> key) {
        return get(key).orElse(false);
    }

    /** These, and where they say nothing, those. Resources and variables are joined, name by name. */
    public JobSettings over(JobSettings base) {
        Map<JobKey<?>, Object> all = new LinkedHashMap<>(base.said);
        all.putAll(said);
        JobSettings both = new JobSettings(all);
        return both.joined(JobKey.USES, this, base).joined(JobKey.ENVIRONMENT, this, base);
    }

    private <T> JobSettings joined(JobKey<Map<String, T>> key, JobSettings own, JobSettings base) {
        Map<String, T> all = new LinkedHashMap<>(base.get(key).orElse(Map.of()));
        all.putAll(own.get(key).orElse(Map.of()));
        return all.isEmpty() ? this : with(key, all);
    }

    @Override
    public String toString() {
        return said.toString();
    }
}
