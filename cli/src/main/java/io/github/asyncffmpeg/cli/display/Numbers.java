package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers of a display, each with the columns it needs. */
final class Numbers {

    /** {@code 35 %}. */
    static final int PERCENT = 5;

    /** {@code 1:00:00.0}. */
    static final int TIME = 9;

    /** {@code 12.3x}. */
    static final int SPEED = 6;

    /** {@code 12:30 h left}. */
    static final int LEFT = 12;

    private Numbers() {}

    static String percent(OptionalDouble fraction) {
        return Words.percent(fraction).map(percent -> percent + " %").orElse("");
    }

    /** {@code 2.1x}, {@code 285x}. */
    static String speed(double speed) {
        return String.format(Locale.ROOT, speed < 99.95 ? "%.1fx" : "%.0fx", speed);
    }

    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - text.length())) + text;
    }
}
