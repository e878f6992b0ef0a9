package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.OutputFate.State;

/**
 * What becomes of outputs that are not whole: the policy of a run. Pure data.
 *
 * @param ofShort of one that ends early and can be played: {@code SHORT}, {@code MARKED} or {@code DELETED}
 * @param ofBroken of any other: {@code MARKED} or {@code DELETED}
 */
public record PartialFates(State ofShort, State ofBroken) {}
