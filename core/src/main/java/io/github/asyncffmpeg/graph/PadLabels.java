package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.value.PadLabel;

/** Labels of outputs as users give them. */
final class PadLabels {

    private PadLabels() {}

    static PadLabel of(int number) {
        if (number < 0) {
            throw CallSite.here().fault("filter output", "expected a number from 0, got " + number);
        }
        return number == 0 ? PadLabel.FIRST : new PadLabel(number, "");
    }

    static PadLabel of(String word) {
        return new PadLabel(0, CallSite.locating("", () -> Given.one("filter output", word)));
    }
}
