package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.run.PartialOutput;
import java.util.Locale;
import java.util.Optional;

/** What becomes of an output that is short or broken, as job files and options say it. */
public enum Partial {
    /** A short one gets its final name, a broken one a marked name. */
    KEEP(PartialOutput.KEEP),
    /** It gets a marked name, {@code out.partial.mp4}. */
    MARK(PartialOutput.MARK),
    /** It is deleted. */
    DELETE(PartialOutput.DELETE),
    /** FFmpeg writes under the final name from the beginning, for outputs that cannot be written otherwise. */
    NONE(null);

    private final Optional<PartialOutput> policy;

    Partial(@org.jspecify.annotations.Nullable PartialOutput policy) {
        this.policy = Optional.ofNullable(policy);
    }

    /** The library's policy. */
    public Optional<PartialOutput> policy() {
        return policy;
    }

    /** The word in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As it is written on a command line: {@code keep}. */
    @Override
    public String toString() {
        return word();
    }
}
