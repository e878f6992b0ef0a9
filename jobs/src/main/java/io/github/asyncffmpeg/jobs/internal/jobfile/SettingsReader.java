package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entry;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.plan.Bounds;
import io.github.asyncffmpeg.jobs.internal.plan.FailureWords;
import io.github.asyncffmpeg.jobs.internal.plan.JobKey;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.Partial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the keys that {@code defaults:} and jobs have in common. */
final class SettingsReader {

    /** In the order in which they are written. */
    static final List<String> KEYS = Stream.of(
                    JobKey.TIMEOUT,
                    JobKey.STALL_TIMEOUT,
                    JobKey.GRACE,
                    JobKey.RETRIES,
                    JobKey.RETRY_ON,
                    JobKey.RETRY_PAUSES,
                    JobKey.OVERWRITE,
                    JobKey.PARTIAL,
                    JobKey.PRIORITY,
                    JobKey.USES,
                    JobKey.ENVIRONMENT,
                    JobKey.NICENESS,
                    JobKey.IO_PRIORITY,
                    JobKey.THREADS,
                    JobKey.MEMORY,
                    JobKey.MAX_OUTPUT_SIZE,
                    JobKey.MAX_OUTPUT_DURATION,
                    JobKey.MAX_LOG_SIZE,
                    JobKey.PASS,
                    JobKey.CAPTURE_STDOUT,
                    JobKey.STDIN,
                    JobKey.NUMBERED_OUTPUTS,
                    JobKey.MAKE_FOLDERS,
                    JobKey.SKIP_EXISTING,
                    JobKey.SWEEP_LEFTOVERS,
                    JobKey.UNTRUSTED)
            .map(JobKey::key)
            .toList();

    /** FFmpeg itself does not start with less. */
    private static final long LEAST_MEMORY = 64L * 1024 * 1024;

    private SettingsReader() {}

    /** All but the environment, whose values have variables. */
    static JobSettings read(Fields fields, Problems problems) {
        Map<String, Integer> uses = fields.amounts(JobKey.USES.key());
        return JobSettings.NONE
                .with(JobKey.TIMEOUT, fields.duration(JobKey.TIMEOUT.key()))
                .with(JobKey.STALL_TIMEOUT, fields.duration(JobKey.STALL_TIMEOUT.key()))
                .with(JobKey.GRACE, fields.duration(JobKey.GRACE.key()))
                .with(JobKey.RETRIES, fields.whole(JobKey.RETRIES.key(), 0, Integer.MAX_VALUE))
                .with(JobKey.RETRY_ON, retryOn(fields, problems))
                .with(JobKey.RETRY_PAUSES, PolicyReader.pauses(fields, problems))
                .with(JobKey.OVERWRITE, fields.truth(JobKey.OVERWRITE.key()))
                .with(JobKey.PARTIAL, partial(fields, problems))
                .with(JobKey.PRIORITY, fields.whole(JobKey.PRIORITY.key(), Integer.MIN_VALUE, Integer.MAX_VALUE))
                .with(JobKey.USES, uses.isEmpty() ? null : uses)
                .with(JobKey.NICENESS, fields.whole(JobKey.NICENESS.key(), 0, 19))
                .with(JobKey.IO_PRIORITY, ioPriority(fields))
                .with(JobKey.THREADS, fields.whole(JobKey.THREADS.key(), 1, Integer.MAX_VALUE))
                .with(JobKey.MEMORY, fields.size(JobKey.MEMORY.key(), LEAST_MEMORY))
                .with(JobKey.MAX_OUTPUT_SIZE, fields.size(JobKey.MAX_OUTPUT_SIZE.key(), 1))
                .with(JobKey.MAX_OUTPUT_DURATION, fields.duration(JobKey.MAX_OUTPUT_DURATION.key()))
                .with(JobKey.MAX_LOG_SIZE, fields.size(JobKey.MAX_LOG_SIZE.key(), 1))
                .with(JobKey.PASS, pass(fields, problems))
                .with(JobKey.CAPTURE_STDOUT, captureStdout(fields, problems))
                .with(JobKey.STDIN, stdin(fields, problems))
                .with(JobKey.NUMBERED_OUTPUTS, fields.truth(JobKey.NUMBERED_OUTPUTS.key()))
                .with(JobKey.MAKE_FOLDERS, fields.truth(JobKey.MAKE_FOLDERS.key()))
                .with(JobKey.SKIP_EXISTING, fields.truth(JobKey.SKIP_EXISTING.key()))
                .with(JobKey.SWEEP_LEFTOVERS, fields.truth(JobKey.SWEEP_LEFTOVERS.key()))
                .with(JobKey.UNTRUSTED, PolicyReader.untrusted(fields, problems));
    }

    private static JobKey.@Nullable Pass pass(Fields fields, Problems problems) {
        Fields keys = fields.below(JobKey.PASS.key(), "a pass", List.of("number", "of"));
        if (keys == null) {
            return null;
        }
        Integer number = keys.whole("number", 1, Integer.MAX_VALUE);
        Integer of = keys.whole("of", 1, Integer.MAX_VALUE);
        if (number == null || of == null || number > of) {
            problems.add(keys.at(), "pass: expected number: and of:, such as {number: 1, of: 2}");
            return null;
        }
        return new JobKey.Pass(number, of);
    }

    private static @Nullable Integer captureStdout(Fields fields, Problems problems) {
        Long size = fields.size(JobKey.CAPTURE_STDOUT.key(), 0);
        if (size == null || size <= Bounds.CAPTURED) {
            return size == null ? null : Integer.valueOf(size.intValue());
        }
        problems.add(
                fields.at(JobKey.CAPTURE_STDOUT.key()),
                "capture-stdout: expected at most 1 MiB, got " + size + " bytes");
        return null;
    }

    private static byte @Nullable [] stdin(Fields fields, Problems problems) {
        Fields keys = fields.below(JobKey.STDIN.key(), "stdin:", List.of("base64"));
        if (keys == null) {
            return null;
        }
        Scalar text = keys.text("base64").orElse(null);
        try {
            if (text != null) {
                byte[] bytes = Base64.getDecoder().decode(text.text());
                if (bytes.length <= Bounds.STDIN) {
                    return bytes;
                }
                problems.add(text.at(), "stdin: expected at most 64 KiB, got " + bytes.length + " bytes");
                return null;
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        problems.add(keys.at(), "stdin: expected base64: with bytes in Base64");
        return null;
    }

    private static @Nullable Integer ioPriority(Fields fields) {
        boolean idle = fields.value("io-priority") instanceof Scalar word
                && word.text().equals("idle");
        return idle ? Integer.valueOf(JobKey.IDLE) : fields.whole("io-priority", 0, 7);
    }

    private static @Nullable Set<FailureKind> retryOn(Fields fields, Problems problems) {
        if (!fields.has("retry-on")) {
            return null;
        }
        Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
        for (Scalar word : fields.texts("retry-on")) {
            Optional<Set<FailureKind>> some = FailureWords.kinds(word.text());
            if (some.isPresent()) {
                kinds.addAll(some.get());
            } else {
                problems.unknown(word.at(), "retry-on: there is no failure", word.text(), FailureWords.all());
            }
        }
        return kinds;
    }

    private static @Nullable Partial partial(Fields fields, Problems problems) {
        Scalar word = fields.text("partial").orElse(null);
        if (word == null) {
            return null;
        }
        for (Partial partial : Partial.values()) {
            if (partial.word().equals(word.text())) {
                return partial;
            }
        }
        List<String> words = Arrays.stream(Partial.values()).map(Partial::word).toList();
        problems.unknown(word.at(), "partial: there is no policy", word.text(), words);
        return null;
    }

    static List<JobDraft.Setting> environment(Fields fields, Problems problems) {
        List<JobDraft.Setting> settings = new ArrayList<>();
        for (Entry entry : fields.entries("environment")) {
            String name = entry.key().text();
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
                problems.add(entry.key().at(), "environment: this cannot be the name of a variable: '" + name + "'");
            } else if (entry.value() instanceof Scalar text) {
                Fields.template(text, problems).ifPresent(value -> settings.add(new JobDraft.Setting(name, value)));
            } else {
                problems.add(
                        entry.value().at(),
                        "environment: " + name + ": expected a text, got "
                                + entry.value().kind());
            }
        }
        return settings;
    }
}
