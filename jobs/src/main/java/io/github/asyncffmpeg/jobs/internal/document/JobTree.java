package io.github.asyncffmpeg.jobs.internal.document;

import io.github.asyncffmpeg.jobs.internal.plan.Bounds;
import io.github.asyncffmpeg.jobs.internal.plan.DurationText;
import io.github.asyncffmpeg.jobs.internal.plan.FailureWords;
import io.github.asyncffmpeg.jobs.internal.plan.JobKey;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.jobs.internal.plan.SettingsOfJob;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.RetryPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a job as an entry of a job file. Keys are in one order, and each value has one spelling. */
public final class JobTree {

    private final Faults faults;
    private final Map<String, @Nullable Object> tree = new LinkedHashMap<>();

    private JobTree(Faults faults) {
        this.faults = faults;
    }

    /**
     * Writes.
     *
     * @param roots folders that files are named against
     * @param faults gets what cannot be written; the tree is worth nothing then
     */
    public static Map<String, @Nullable Object> of(FFmpegJob job, Roots roots, Faults faults) {
        JobTree writer = new JobTree(faults);
        writer.write(job, TargetTree.ofDocument(roots, faults));
        return writer.tree;
    }

    private void write(FFmpegJob job, TargetTree targets) {
        tree.put("version", 1);
        job.name().ifPresent(name -> tree.put("name", NameTemplate.escaped(Texts.checked(name, "name", faults))));
        SpecTree.write(job.spec(), targets, faults, tree);
        job.directory().ifPresent(directory -> tree.put("directory", targets.folder(directory)));
        check(job);
        settings(SettingsOfJob.of(job));
    }

    private void check(FFmpegJob job) {
        if (job.inheritStdin()) {
            faults.add("inheritStdin: the standard input of this JVM does not travel; name a file or a URL, or give"
                    + " stdin(bytes) of at most 64 KiB");
        }
        if (job.inheritStdout()) {
            faults.add("inheritStdout: the standard output of this JVM does not travel; write to a file, or use"
                    + " captureStdout for at most 1 MiB");
        }
        job.captureStdout().ifPresent(most -> {
            if (most > Bounds.CAPTURED) {
                faults.add(
                        "captureStdout: at most 1 MiB travels with a result, not " + most + " bytes; write to a file");
            }
        });
        job.stdin().ifPresent(bytes -> {
            if (bytes.length > Bounds.STDIN) {
                faults.add("stdin: at most 64 KiB travel, not " + bytes.length + " bytes; name a file or a URL");
            }
        });
    }

    private void settings(JobSettings settings) {
        duration(settings, JobKey.TIMEOUT);
        duration(settings, JobKey.STALL_TIMEOUT);
        duration(settings, JobKey.GRACE);
        put(settings, JobKey.RETRIES, value -> value);
        put(
                settings,
                JobKey.RETRY_ON,
                kinds -> kinds.stream().map(FailureWords::word).sorted().toList());
        put(settings, JobKey.RETRY_PAUSES, JobTree::pauses);
        put(settings, JobKey.PARTIAL, Object::toString);
        put(settings, JobKey.PRIORITY, value -> value);
        put(settings, JobKey.USES, TreeMap::new);
        put(settings, JobKey.ENVIRONMENT, this::environment);
        put(settings, JobKey.NICENESS, value -> value);
        put(settings, JobKey.IO_PRIORITY, level -> level == JobKey.IDLE ? (Object) "idle" : level);
        put(settings, JobKey.THREADS, value -> value);
        put(settings, JobKey.MEMORY, value -> value);
        put(settings, JobKey.MAX_OUTPUT_SIZE, value -> value);
        duration(settings, JobKey.MAX_OUTPUT_DURATION);
        put(settings, JobKey.MAX_LOG_SIZE, value -> value);
        put(settings, JobKey.PASS, pass -> inOrder("number", pass.number(), "of", pass.of()));
        put(settings, JobKey.CAPTURE_STDOUT, value -> value);
        put(
                settings,
                JobKey.STDIN,
                bytes -> bytes.length > Bounds.STDIN
                        ? "" // told
                        : Map.of("base64", Base64.getEncoder().encodeToString(bytes)));
        put(settings, JobKey.NUMBERED_OUTPUTS, value -> value);
        put(settings, JobKey.MAKE_FOLDERS, value -> value);
        put(settings, JobKey.SKIP_EXISTING, value -> value);
        put(settings, JobKey.SWEEP_LEFTOVERS, value -> value);
        put(settings, JobKey.UNTRUSTED, JobTree::untrusted);
    }

    private <T> void put(JobSettings settings, JobKey<T> key, Function<T, Object> spelling) {
        settings.get(key).ifPresent(value -> tree.put(key.key(), spelling.apply(value)));
    }

    private void duration(JobSettings settings, JobKey<Duration> key) {
        put(settings, key, DurationText::of);
    }

    private static Map<String, Object> inOrder(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
        }
        return map;
    }

    private static Object pauses(RetryPolicy policy) {
        return inOrder(
                "first", DurationText.of(policy.firstDelay()),
                "multiplier", decimal(policy.multiplier()),
                "longest", DurationText.of(policy.longestDelay()),
                "jitter", decimal(policy.jitter()));
    }

    private static BigDecimal decimal(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    }

    private Object environment(Map<String, String> variables) {
        Map<String, Object> sorted = new TreeMap<>();
        variables.forEach((name, value) -> sorted.put(
                Texts.key(name, "environment", faults),
                NameTemplate.escaped(Texts.checked(value, "environment " + name, faults))));
        return sorted;
    }

    static Object untrusted(UntrustedMedia policy) {
        return inOrder(
                "formats", List.copyOf(policy.formats()),
                "decoders", List.copyOf(policy.decoders()),
                "max-pixels", policy.maxPixels(),
                "max-streams", policy.maxStreams(),
                "max-duration", DurationText.of(policy.maxDuration()),
                "probe-size", policy.probeSize(),
                "analyze-duration", DurationText.of(policy.analyzeDuration()));
    }
}
