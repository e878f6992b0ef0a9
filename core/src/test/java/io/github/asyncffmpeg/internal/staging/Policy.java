package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.OutputFate.State;

/** The policies there are: those of {@code run.PartialOutput}. */
enum Policy {
    KEEP(State.SHORT, State.MARKED),
    MARK(State.MARKED, State.MARKED),
    DELETE(State.DELETED, State.DELETED);

    private final State ofShort;
    private final State ofBroken;

    Policy(State ofShort, State ofBroken) {
        this.ofShort = ofShort;
        this.ofBroken = ofBroken;
    }

    PartialFates fates() {
        return new PartialFates(ofShort, ofBroken);
    }
}
