package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.plan.JobKey;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.run.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the settings that are several values: pauses between tries, and what may be in files of strangers. */
final class PolicyReader {

    static final List<String> OF_PAUSES = List.of("first", "multiplier", "longest", "jitter");

    static final List<String> OF_UNTRUSTED = List.of(
            "formats", "decoders", "max-pixels", "max-streams", "max-duration", "probe-size", "analyze-duration");

    private PolicyReader() {}

    static @Nullable RetryPolicy pauses(Fields fields, Problems problems) {
        Fields keys = fields.below(JobKey.RETRY_PAUSES.key(), "retry-pauses:", OF_PAUSES);
        if (keys == null) {
            return null;
        }
        RetryPolicy usual = RetryPolicy.times(0);
        Duration first = keys.duration("first", true);
        Double multiplier = keys.decimal("multiplier", 1, Double.MAX_VALUE);
        Duration longest = keys.duration("longest", true);
        Double jitter = keys.decimal("jitter", 0, 1);
        RetryPolicy policy = first == null ? usual : usual.firstDelay(first);
        policy = multiplier == null ? policy : policy.multiplier(multiplier);
        policy = longest == null ? policy : policy.longestDelay(longest);
        return jitter == null ? policy : policy.jitter(jitter);
    }

    static @Nullable UntrustedMedia untrusted(Fields fields, Problems problems) {
        UntrustedMedia strict = UntrustedMedia.strict();
        if (fields.value(JobKey.UNTRUSTED.key()) instanceof Scalar word) {
            if (word.text().equals("strict")) {
                return strict;
            }
            problems.add(
                    word.at(),
                    "untrusted: expected strict, or a policy with " + String.join(", ", OF_UNTRUSTED) + ", got "
                            + word.kind());
            return null;
        }
        Fields keys = fields.below(JobKey.UNTRUSTED.key(), "untrusted:", OF_UNTRUSTED);
        if (keys == null) {
            return null;
        }
        int before = problems.count();
        List<String> formats = keys.texts("formats").stream().map(Scalar::text).toList();
        List<String> decoders =
                keys.texts("decoders").stream().map(Scalar::text).toList();
        Long pixels = keys.size("max-pixels", 1);
        Integer streams = keys.whole("max-streams", 1, Integer.MAX_VALUE);
        Duration duration = keys.duration("max-duration");
        Long probeSize = keys.size("probe-size", 32);
        Duration analyzed = keys.duration("analyze-duration");
        if (problems.count() > before) {
            return null;
        }
        try {
            return new UntrustedMedia(
                    keys.has("formats") ? formats : strict.formats(),
                    keys.has("decoders") ? decoders : strict.decoders(),
                    pixels == null ? strict.maxPixels() : pixels,
                    streams == null ? strict.maxStreams() : streams,
                    duration == null ? strict.maxDuration() : duration,
                    probeSize == null ? strict.probeSize() : probeSize,
                    analyzed == null ? strict.analyzeDuration() : analyzed);
        } catch (IllegalArgumentException e) {
            problems.add(keys.at(), "untrusted: " + SpecWords.of(e));
            return null;
        }
    }
}
