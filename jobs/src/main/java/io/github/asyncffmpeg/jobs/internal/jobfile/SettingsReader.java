package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entry;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.plan.FailureWords;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.Partial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the keys that {@code defaults:} and jobs have in common. */
final class SettingsReader {

    static final List<String> KEYS = List.of(
            "timeout",
            "stall-timeout",
            "grace",
            "retries",
            "retry-on",
            "overwrite",
            "partial",
            "priority",
            "uses",
            "environment",
            "niceness",
            "io-priority",
            "threads",
            "memory",
            "max-output-size",
            "max-output-duration");

    /** FFmpeg itself does not start with less. */
    private static final long LEAST_MEMORY = 64L * 1024 * 1024;

    private static final int MOST_RETRIES = 1000;

    private SettingsReader() {}

    static JobSettings read(Fields fields, Problems problems) {
        return new JobSettings(
                fields.duration("timeout"),
                fields.duration("stall-timeout"),
                fields.duration("grace"),
                fields.whole("retries", 0, MOST_RETRIES),
                retryOn(fields, problems),
                fields.truth("overwrite"),
                partial(fields, problems),
                fields.whole("priority", Integer.MIN_VALUE, Integer.MAX_VALUE),
                fields.amounts("uses"),
                Map.of(),
                new JobSettings.Limits(
                        fields.whole("niceness", 0, 19),
                        ioPriority(fields),
                        fields.whole("threads", 1, Integer.MAX_VALUE),
                        fields.size("memory", LEAST_MEMORY),
                        fields.size("max-output-size", 1),
                        fields.duration("max-output-duration")));
    }

    private static @Nullable Integer ioPriority(Fields fields) {
        boolean idle = fields.value("io-priority") instanceof Scalar word
                && word.text().equals("idle");
        return idle ? Integer.valueOf(JobSettings.Limits.IDLE) : fields.whole("io-priority", 0, 7);
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
