package io.github.asyncffmpeg.cli.display;

import java.util.Locale;

/** Whether colours are used: {@code --color}. */
public enum ColorMode {
    /** At a terminal, unless {@code NO_COLOR} is set; with {@code FORCE_COLOR} everywhere. */
    AUTO,
    /** Everywhere. */
    ALWAYS,
    /** Nowhere. */
    NEVER;

    /** As it is written on a command line: {@code auto}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
