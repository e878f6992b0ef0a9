package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.OutputFate.State;
import io.github.asyncffmpeg.internal.staging.PartialFates;
import io.github.asyncffmpeg.run.PartialOutput;

/** What the policies for partial outputs say. Stateless. */
final class Fates {

    private Fates() {}

    static PartialFates of(PartialOutput policy) {
        return switch (policy) {
            case KEEP -> new PartialFates(State.SHORT, State.MARKED);
            case MARK -> new PartialFates(State.MARKED, State.MARKED);
            case DELETE -> new PartialFates(State.DELETED, State.DELETED);
        };
    }
}
