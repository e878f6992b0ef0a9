package io.github.asyncffmpeg.internal.compile;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a run will have reached when it is complete. Whichever comes first ends it.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param seconds the time its longest output will have, as {@code out_time} reports it; empty for an endless one
 * @param frames the frames of its first video, where they are limited
 * @param bytes the size of its first output, where it is limited
 */
public record ExpectedEnd(OptionalDouble seconds, OptionalLong frames, OptionalLong bytes) {

    /** Nothing is known, or nothing will end it. */
    public static final ExpectedEnd UNKNOWN =
            new ExpectedEnd(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty());

    /**
     * Whether this is {@link #UNKNOWN}.
     *
     * @return whether there is nothing to measure by
     */
    public boolean isUnknown() {
        return seconds.isEmpty() && frames.isEmpty() && bytes.isEmpty();
    }
}
